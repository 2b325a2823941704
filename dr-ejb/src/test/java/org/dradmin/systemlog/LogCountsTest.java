package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.systemlog.LogFigures.Share;
import org.dradmin.systemlog.LogFigures.Span;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogCountsTest {

    private final TestContainer world = TestContainer.onDerby();
    private final SystemLog log = world.get(SystemLog.class);
    private final LogCounts counts = world.get(LogCounts.class);

    @AfterEach
    void end() {
        world.close();
    }

    private void write(int number, Entry entry, String actor) {
        for (int i = 0; i < number; i++) {
            world.inTransaction(() -> log.write(entry.by(Actor.user(actor, actor, actor))));
        }
    }

    @Test
    void countsWhatTheQueryWantsByTimeTypeActorAndOutcome() {
        write(3, Entry.of(EventType.SESSION_START), "anna");
        world.clock().advance(Duration.ofHours(2));
        write(2, Entry.of(EventType.STEP_UP).failed("no"), "anna");
        write(1, Entry.of(EventType.STEP_UP).denied("no"), "bert");
        write(5, Entry.of(EventType.REFUSED), "eve");

        LogFigures figures = counts.of(LogQuery.ALL.condition(LogCondition.parse("actor.alternateId ne \"eve\"")), ZoneOffset.UTC);

        assertThat(figures.counted()).isEqualTo(6);
        assertThat(figures.complete()).isTrue();
        assertThat(figures.types()).containsExactly(new Share("user.authentication.step_up", 3), new Share("user.session.start", 3));
        assertThat(figures.actors()).containsExactly(new Share("anna", 5), new Share("bert", 1));
        assertThat(figures.outcomes()).containsExactly(new Share("SUCCESS", 3), new Share("FAILURE", 2), new Share("DENY", 1));
        assertThat(figures.spans()).hasSizeBetween(2, 31);
        assertThat(figures.spans().get(0)).matches(span -> span.success() == 3 && span.all() == 3);
        Span last = figures.spans().get(figures.spans().size() - 1);
        assertThat(last.failure()).isEqualTo(2);
        assertThat(last.deny()).isEqualTo(1);
    }

    @Test
    void namesTheMostFrequentAndCountsTheOthersTogether() {
        for (int i = 0; i < 12; i++) {
            write(i < 4 ? 2 : 1, Entry.of(EventType.SESSION_START), "p" + (char) ('a' + i));
        }

        List<Share> actors = counts.of(LogQuery.ALL, ZoneOffset.UTC).actors();

        assertThat(actors).hasSize(LogCounts.NAMED + 1).startsWith(new Share("pa", 2)).endsWith(new Share(null, 4));
    }

    @Test
    void hasNothingToSayOfAnEmptyLog() {
        assertThat(counts.of(LogQuery.ALL, ZoneOffset.UTC)).isEqualTo(LogFigures.none());
    }

    /** Of embedded Derby, on a machine that does other things as well. */
    static class PatientCounts extends LogCounts {
        @Override
        Duration patience() {
            return Duration.ofMinutes(1);
        }
    }

    @Test
    void countsTheNewestWhereThereAreMore() {
        write(1, Entry.of(EventType.SESSION_END), "first");
        world.clock().advance(Duration.ofSeconds(1));
        Actor actor = Actor.user("u", "u", "u");
        world.inTransaction(() -> {
            for (int i = 0; i < LogCounts.MOST; i++) {
                world.em().persist(new LogEvent(Entry.of(EventType.SESSION_START).by(actor), Client.current(), world.clock().instant().plusMillis(i)));
                if (i % 5000 == 0) {
                    world.em().flush();
                    world.em().clear();
                }
            }
            world.em().flush();
            // Any place will do, and is sooner given than its own to each.
            world.em().createNativeQuery("UPDATE log_event SET log_position = 1").executeUpdate();
        });

        LogFigures figures;
        try (TestContainer patient = world.anotherNode().subclass(LogCounts.class, PatientCounts.class)) {
            figures = patient.get(LogCounts.class).of(LogQuery.ALL, ZoneOffset.UTC);
        }

        assertThat(figures.complete()).isFalse();
        assertThat(figures.inTime()).isTrue();
        assertThat(figures.counted()).isEqualTo(LogCounts.MOST);
        assertThat(figures.types()).containsExactly(new Share("user.session.start", LogCounts.MOST));
        assertThat(figures.spans().stream().mapToLong(Span::all).sum()).isEqualTo(LogCounts.MOST);
    }

    @Test
    void beginsDaysAtTheMidnightOfTheZone() {
        LogSpans days = LogSpans.of(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-20T10:00:00Z"), ZoneId.of("Asia/Tokyo"));

        assertThat(days.begin(0)).isEqualTo("2026-02-28T15:00:00Z");
        assertThat(days.begin(1)).isEqualTo("2026-03-01T15:00:00Z");
        assertThat(days.begin(days.number())).isAfter("2026-03-20T10:00:00Z");
        assertThat(LogSpans.of(Instant.EPOCH, Instant.parse("2026-03-20T10:00:00Z"), ZoneOffset.UTC).number()).isLessThanOrEqualTo(31);
    }

    @Test
    void countsForThoseOnlyWhoMayReadTheLog() {
        world.as("anna", List.of("dr.settings.manage"), () -> assertThatThrownBy(() -> counts.of(LogQuery.ALL, ZoneOffset.UTC)).isInstanceOf(EJBAccessException.class));
    }
}
