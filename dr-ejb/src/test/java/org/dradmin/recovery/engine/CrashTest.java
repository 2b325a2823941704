package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.organization.Side;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.NoSettings;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.Task;
import org.dradmin.recovery.connector.frontdoor.Routes;
import org.junit.jupiter.api.Test;

/**
 * Crashes the engine at every point of its journal, before each write is begun and when it is done but not committed,
 * and starts it again: the end is the same as without the crash, told once.
 */
class CrashTest {

    private static final int DOMAINS = 3;

    /** Asks for patience once in the life of a process, so that the journal's point for that is met too. */
    private static final class Slow implements Connector<NoSettings> {

        private final Set<String> asked = new HashSet<>();

        @Override
        public String type() {
            return "slow";
        }

        @Override
        public Class<NoSettings> settings() {
            return NoSettings.class;
        }

        @Override
        public Duration timeout(NoSettings settings) {
            return Duration.ofSeconds(5);
        }

        /** The test's clock leaps. */
        @Override
        public Duration patience(NoSettings settings) {
            return Duration.ofHours(1);
        }

        @Override
        public Map<String, StepResult> inspect(Task<NoSettings> task) {
            List<DomainMove> batch = task.moves();
            return answers(batch, new Done("to be switched"));
        }

        @Override
        public Map<String, StepResult> switchTo(Task<NoSettings> task) {
            List<DomainMove> batch = task.moves();
            return answers(batch, new Done("switched"));
        }

        @Override
        public Map<String, StepResult> verify(Task<NoSettings> task) {
            List<DomainMove> batch = task.moves();
            return answers(batch, asked.add(batch.get(0).domain()) ? new Retry(Duration.ofSeconds(1), "soon") : new Done("seen"));
        }

        @Override
        public List<Change> changes(Task<NoSettings> task) {
            return List.of();
        }

        private static Map<String, StepResult> answers(List<DomainMove> batch, StepResult answer) {
            return batch.stream().collect(Collectors.toMap(DomainMove::domain, move -> answer));
        }
    }

    @Test
    void everyCrashLeadsToTheSameEndAsNone() {
        try (RecoveryWorld first = RecoveryWorld.with(DOMAINS).plan(new Step("Front door", "front-door"),
                new Step("Slow side", "slow"))) {
            int points = pointsOfAnUndisturbedRun(first);
            assertThat(points).isGreaterThan(30);
            for (int point = 1; point <= points; point++) {
                crashAt(first, point);
            }
        }
    }

    private static int pointsOfAnUndisturbedRun(RecoveryWorld world) {
        CrashingJournal.neverAgain();
        RecoveryWorld node = node(world);
        String operation = node.failover().operationId();
        driveToTheEnd(node, operation);
        int points = CrashingJournal.met();
        assertSameEnd(node, operation, 1);
        back(node);
        return points;
    }

    private static void crashAt(RecoveryWorld world, int point) {
        RecoveryWorld dies = node(world);
        String operation = dies.failover().operationId();
        long mails = dies.count("SELECT COUNT(m) FROM OutboxMail m");
        CrashingJournal.at(point);
        driveToTheEnd(dies, operation);
        assertThat(CrashingJournal.hasCrashed()).as("crashed at point " + point).isTrue();

        CrashingJournal.neverAgain();
        RecoveryWorld next = node(world);
        next.node.inTransaction(() -> {
            // The lease of the dead runs out, and its last sign of life at the front door is too old.
            next.node.em().createQuery("UPDATE RecoveryOperation o SET o.leaseUntil = null").executeUpdate();
            next.node.em().createQuery("DELETE FROM FrontDoorNode n").executeUpdate();
        });
        driveToTheEnd(next, operation);
        assertSameEnd(next, operation, point + 1);
        assertThat(next.count("SELECT COUNT(m) FROM OutboxMail m") - mails).as("mail about the end").isEqualTo(2);
        back(next);
    }

    /** Looks again and again as the engine's timer does, until it has ended or the process is dead. */
    private static void driveToTheEnd(RecoveryWorld world, String operation) {
        for (int look = 0; look < 20 && !CrashingJournal.hasCrashed()
                && !world.operation(operation).getState().ended(); look++) {
            world.drive(operation);
            world.node.clock().advance(Duration.ofSeconds(10));
        }
    }

    private static RecoveryWorld node(RecoveryWorld world) {
        RecoveryWorld node = world.restarted();
        node.node.subclass(Journal.class, CrashingJournal.class);
        return node.connectors(new Slow());
    }

    private static void assertSameEnd(RecoveryWorld world, String operation, int failovers) {
        assertThat(world.operation(operation).getState()).as(world.operation(operation).getOutcomeReason()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(world.operation(operation).getMoved()).isEqualTo(DOMAINS);
        assertThat(world.count("SELECT COUNT(r) FROM DomainResult r WHERE r.operationId = '" + operation
                + "' AND r.state = org.dradmin.recovery.DomainState.MOVED")).isEqualTo(DOMAINS);
        assertThat(world.count("SELECT COUNT(s) FROM StepRun s WHERE s.operationId = '" + operation
                + "' AND s.state = org.dradmin.recovery.StepState.DONE")).isEqualTo(4);
        assertThat(world.count("SELECT COUNT(e) FROM LogEvent e WHERE e.eventType = 'system.dr.failover'")).isEqualTo(failovers);
        assertThat(world.count("SELECT COUNT(d) FROM ProtectedDomain d WHERE d.settled = true "
                + "AND d.activeSide = org.dradmin.organization.Side.DISASTER_RECOVERY")).isEqualTo(DOMAINS);
        assertThat(world.node.get(Routes.class).sides(List.of(RecoveryWorld.name(DOMAINS - 1))))
                .containsValue(Side.DISASTER_RECOVERY);
        assertThat(world.count("SELECT COUNT(o) FROM RecoveryOperation o WHERE o.activeSlot IS NOT NULL")).isZero();
    }

    private static void back(RecoveryWorld world) {
        driveToTheEnd(world, world.failback().operationId());
        assertThat(world.domain(0).getActiveSide()).isEqualTo(Side.PRIMARY);
    }
}
