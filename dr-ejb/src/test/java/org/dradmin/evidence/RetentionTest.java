package org.dradmin.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jakarta.ejb.EJBAccessException;
import org.dradmin.organization.Refusal;
import org.dradmin.streaming.LogStreams;
import org.dradmin.streaming.StreamKind;
import org.dradmin.streaming.StreamSettings;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogChain;
import org.dradmin.systemlog.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes, what stays, and that what stays can still be verified. */
class RetentionTest {

    @TempDir
    private Path folder;
    private EvidenceWorld world;
    private Retention retention;

    @BeforeEach
    void aLogOfTwoYears() {
        world = new EvidenceWorld(folder).sealed(1200);
        retention = world.node.get(Retention.class);
        world.node.clock().advance(Duration.ofDays(365));
        world.sealed(5);
        world.node.clock().advance(Duration.ofDays(365));
        world.sealed(5);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void night() {
        world.node.clock().advance(Duration.ofDays(1));
        world.node.get(Nightly.class).night();
    }

    private long first() {
        return world.node.get(LogChain.class).from(1, Long.MAX_VALUE, 1).get(0).link().position();
    }

    @Test
    void removesWhatIsTooOldBehindASignedCheckpointAndVerifiesTheRest() {
        night();
        assertThat(first()).as("seven years are not over").isEqualTo(1);
        retention.keep(400, 2557);
        assertThat(world.newest(EventType.LOG_RETENTION).getDebugData()).containsEntry("daysBefore", "2557").containsEntry("days", "400");

        night();
        assertThat(first()).isEqualTo(1202);
        assertThat(world.newest(EventType.LOG_PURGE).getDebugData()).containsEntry("fromPlace", "1").containsEntry("toPlace", "1201").containsEntry("events", "1201")
                .containsEntry("days", "400");
        world.sealed(1);
        LogCheck.Result result = world.check();
        assertThat(result.findings()).isEmpty();
        assertThat(result.first()).isEqualTo(1202);
        assertThat(result.proven()).isEqualTo(result.last());

        night();
        assertThat(world.check().findings()).as("nor does another night find anything").isEmpty();
        world.tamper("DELETE FROM log_target", "DELETE FROM log_event WHERE log_position <= 1204");
        assertThat(world.check().findings()).anySatisfy(finding -> assertThat(finding).contains("Places 1202 to 1204 are missing"));
    }

    @Test
    void removesNothingWhileALegalHoldHolds() {
        retention.keep(400, 2557);
        retention.hold("  Lawsuit 7 ");
        assertThat(world.newest(EventType.LOG_HOLD_SET).getOutcomeReason()).isEqualTo("Lawsuit 7");
        night();
        assertThat(first()).isEqualTo(1);

        LegalHold hold = retention.holds().get(0);
        assertThatThrownBy(() -> retention.lift(hold.getId(), " ")).isInstanceOf(Refusal.class).hasMessageContaining("Reason");
        retention.lift(hold.getId(), "Settled");
        assertThat(world.newest(EventType.LOG_HOLD_LIFT).getDebugData()).containsEntry("setBecause", "Lawsuit 7");
        assertThatThrownBy(() -> retention.lift(hold.getId(), "Again")).isInstanceOf(Refusal.class).hasMessageContaining("was lifted by");
        night();
        assertThat(first()).isEqualTo(1202);
    }

    @Test
    void keepsWhatAnActiveStreamHasNotSentAndSaysSo() {
        LogStreams streams = world.node.get(LogStreams.class);
        String id = streams.create(new StreamSettings("Collector", StreamKind.SYSLOG_TLS, "logs.example.test", null, null, null, null, null), Instant.EPOCH);
        retention.keep(400, 2557);
        assertThat(retention.waitsFor()).hasValueSatisfying(words -> assertThat(words).contains("The stream Collector has not sent the events behind place 0"));
        night();
        assertThat(first()).isEqualTo(1);
        assertThat(world.newest(EventType.LOG_PURGE)).satisfies(event -> {
            assertThat(event.getOutcome()).isEqualTo(Outcome.FAILURE);
            assertThat(event.getOutcomeReason()).contains("The stream Collector has not sent", "pause or delete the stream");
            assertThat(event.getDebugData()).containsEntry("fromPlace", "1").containsEntry("toPlace", "1201");
        });

        world.tamper("UPDATE log_stream SET acknowledged = 600");
        night();
        assertThat(first()).as("what it has sent goes").isEqualTo(601);
        assertThat(world.check().findings()).isEmpty();

        streams.pause(id);
        assertThat(retention.waitsFor()).isEmpty();
        night();
        assertThat(first()).isEqualTo(1202);
        assertThat(world.check().findings()).isEmpty();
    }

    @Test
    void removesNoTracesAndTellsEverySuperAdmin() {
        retention.keep(400, 2557);
        world.tamper("UPDATE log_event SET severity = 'WARN' WHERE log_position = 3");
        night();
        assertThat(first()).isEqualTo(1);
        assertThat(world.newest(EventType.LOG_VERIFY)).satisfies(event -> {
            assertThat(event.getOutcome()).isEqualTo(Outcome.FAILURE);
            assertThat(event.getOutcomeReason()).contains("Place 3");
        });
        world.node.get(Sealing.class).tick();
        assertThat(world.node.get(Sealing.class).fault()).isPresent();
    }

    @Test
    void neverRemovesWhatIsNotSealed() {
        world.node.clock().advance(Duration.ofDays(900));
        world.written(3);
        world.node.clock().advance(Duration.ofDays(900));
        retention.keep(30, 2557);
        night();
        assertThat(first()).as("the last seal's place stays provable, and what is behind it").isGreaterThan(1200);
        assertThat(world.check().findings()).isEmpty();
    }

    @Test
    void goesOnWithWhatAnEarlierNightLeftBehind() {
        retention.keep(400, 2557);
        world.node.get(Verifier.class).begin("v", "test");
        assertThat(world.node.get(Verifier.class).run("v")).isTrue();
        assertThat(world.node.get(Purge.class).checkpoint()).isEmpty();
        assertThat(first()).isEqualTo(1);
        assertThat(world.check().findings()).as("rows before the checkpoint do not matter").isEmpty();
        night();
        assertThat(first()).isEqualTo(1202);
    }

    @Test
    void isDecidedBySuperAdminsAndInBounds() {
        assertThatThrownBy(() -> retention.keep(29, 2557)).isInstanceOf(Refusal.class).hasMessageContaining("30 to 36500");
        assertThatThrownBy(() -> retention.keep(400, 2000)).isInstanceOf(Refusal.class).hasMessageContaining("meanwhile");
        assertThatThrownBy(() -> retention.hold("x".repeat(1001))).isInstanceOf(Refusal.class);
        world.node.as("rita", List.of("okta.logs.read"), () -> {
            assertThat(retention.days()).isEqualTo(2557);
            assertThatThrownBy(() -> retention.keep(400, 2557)).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> retention.hold("x")).isInstanceOf(EJBAccessException.class);
        });
    }

    @Test
    void verifiesOneAtATimeInTheNameOfWhoAsks() {
        LogIntegrity integrity = world.node.get(LogIntegrity.class);
        integrity.verify();
        Verification check = integrity.verifications(5).get(0);
        assertThat(check.isIntact()).isTrue();
        assertThat(check.getEvents()).isEqualTo(1211);
        assertThat(world.newest(EventType.LOG_VERIFY).getOutcome()).isEqualTo(Outcome.SUCCESS);
        world.node.get(Verifier.class).begin("other", "somebody");
        assertThatThrownBy(integrity::verify).isInstanceOf(Refusal.class).hasMessageContaining("A verification runs");
        world.node.clock().advance(Duration.ofHours(13));
        integrity.verify();
    }
}
