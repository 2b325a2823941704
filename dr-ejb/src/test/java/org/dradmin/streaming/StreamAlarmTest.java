package org.dradmin.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dradmin.access.RoleAssignment;
import org.dradmin.access.RoleType;
import org.dradmin.access.User;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.Outcome;
import org.dradmin.systemlog.SystemLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a stream that stands still, and when. */
class StreamAlarmTest {

    private final StreamScene scene = new StreamScene();
    private final StreamWatch watch = scene.world.get(StreamWatch.class);
    private final StreamJournal journal = scene.world.get(StreamJournal.class);
    private String id;
    private StreamLease lease;

    @BeforeEach
    void aStreamThatFails() {
        scene.world.inTransaction(() -> {
            User ada = new User("ada", "Ada", "ada@example.test");
            scene.world.em().persist(ada);
            scene.world.em().persist(RoleAssignment.standard(RoleAssignment.PrincipalType.USER, ada.getId(), RoleType.SUPER_ADMIN, Instant.now()));
        });
        id = scene.streams().create(new StreamSettings("Collector", StreamKind.SYSLOG_TLS, "logs.example.test", null, null, null, null, null), Instant.EPOCH);
        lease = journal.take(id, "node").orElseThrow().lease();
        journal.failed(lease, 0, "logs.example.test:6514 cannot be reached.", null);
    }

    @AfterEach
    void tearDown() {
        scene.close();
    }

    private void aWhilePasses() {
        scene.world.inTransaction(() -> scene.world.em().createQuery("UPDATE LogStream s SET s.failingSince = :then WHERE s.failingSince IS NOT NULL")
                .setParameter("then", Instant.now().minus(Duration.ofMinutes(16))).executeUpdate());
    }

    private List<LogEvent> events(EventType type) {
        return scene.world.get(SystemLog.class).find(LogQuery.ALL.type(type), null, 50).events();
    }

    private List<String> mails() {
        return scene.world.inTransaction(() -> scene.world.em().createQuery("SELECT m.subject FROM OutboxMail m", String.class).getResultList());
    }

    @Test
    void tellsOnceThatItStandsStillAndOnceThatItGoesOn() {
        watch.look();
        assertThat(watch.stalled()).as("a short while is none").isZero();

        aWhilePasses();
        watch.look();
        journal.failed(lease, 0, "logs.example.test:6514 cannot be reached.", null);
        watch.look();

        assertThat(watch.stalled()).isEqualTo(1);
        assertThat(events(EventType.STREAM_STALL)).singleElement().satisfies(event -> {
            assertThat(event.getOutcome()).isEqualTo(Outcome.FAILURE);
            assertThat(event.getOutcomeReason()).isEqualTo("logs.example.test:6514 cannot be reached.");
            assertThat(event.getTargets().get(0).displayName()).isEqualTo("Collector");
        });
        assertThat(mails()).containsExactly("System Log not arriving: Collector");
        assertThat(scene.row(id).stalledSince()).isBefore(Instant.now().minus(Duration.ofMinutes(15)));

        journal.sent(lease, 1, 1, true, true);
        watch.look();
        watch.look();

        assertThat(watch.stalled()).isZero();
        assertThat(events(EventType.STREAM_RECOVER)).hasSize(1);
        assertThat(mails()).containsExactlyInAnyOrder("System Log not arriving: Collector", "System Log arriving again: Collector");
        assertThat(scene.row(id).stalledSince()).isNull();
    }

    @Test
    void tellsNothingOfWhatGetsSomewhereFromTimeToTime() {
        aWhilePasses();
        journal.sent(lease, 1, 1, true, true);
        journal.failed(lease, 1, "It broke.", null);

        watch.look();

        assertThat(watch.stalled()).isZero();
        assertThat(mails()).isEmpty();
    }

    @Test
    void endsWhenTheStreamIsPaused() {
        aWhilePasses();
        watch.look();

        scene.streams().pause(id);
        watch.look();

        assertThat(watch.stalled()).isZero();
        assertThat(mails()).containsExactly("System Log not arriving: Collector");
    }

    @Test
    void isToldByOneNodeOnly() {
        aWhilePasses();
        StreamAlarm alarm = scene.world.get(StreamAlarm.class);
        List<String> due = alarm.due();

        due.forEach(alarm::tell);
        due.forEach(scene.anotherNode().get(StreamAlarm.class)::tell);

        assertThat(mails()).hasSize(1);
    }
}
