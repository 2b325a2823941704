package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.dradmin.organization.Side;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.OrgStatus;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Scope;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.junit.jupiter.api.Test;

class OperationRunnerTest {

    private final Scripted connector = new Scripted("scripted");

    private static RecoveryWorld world(Connector<?> connector, Step... steps) {
        return RecoveryWorld.with(3).plan(steps).connectors(connector);
    }

    private static final Step[] TWO = {new Step("First", "scripted"), new Step("Second", "front-door")};

    @Test
    void inspectsSwitchesAndVerifies() {
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(connector.asked).containsExactly("inspect 3", "switch 3", "verify 3");
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
        }
    }

    /** Two batches of the same file, or map, would undo each other's work. */
    @Test
    void letsBatchesGoOneAfterTheOtherWhereAConnectorSaysSo() {
        connector.oneAtATime = true;
        try (var world = RecoveryWorld.with(6).plan(TWO)) {
            CrashingJournal.neverAgain();
            world.node.subclass(Journal.class, CrashingJournal.class);
            world.connectors(connector);
            world.drive(world.failover().operationId());
            assertThat(connector.situations).extracting(Situation::step)
                    .containsExactly("1.1", "1.1", "1.1", "1.2", "1.2", "1.2", "1.3", "1.3", "1.3");
        }
    }

    @Test
    void writesAllDomainsDownInBatchesByName() {
        assertThat(batches(Scope.ALL)).containsExactly("0 0", "1 0", "2 1", "3 1", "4 2");
    }

    @Test
    void writesTheDomainsThatWereNamedDownInBatchesByName() {
        assertThat(batches(Scope.of(List.of(RecoveryWorld.name(4), RecoveryWorld.name(0), RecoveryWorld.name(3))))).containsExactly("0 0", "3 0", "4 1");
    }

    private List<String> batches(Scope scope) {
        try (var world = RecoveryWorld.with(5).plan(TWO)) {
            CrashingJournal.neverAgain();
            world.node.subclass(Journal.class, CrashingJournal.class);
            world.connectors(connector);
            String id = world.failover(scope).operationId();
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(world.results(id)).extracting(DomainResult::getFromRegion, DomainResult::getToRegion).containsOnly(tuple("us-east", "us-west"));
            return IntStream.range(0, 5).boxed().flatMap(i -> world.results(id).stream().filter(result -> result.getDomainName().equals(RecoveryWorld.name(i)))
                    .map(result -> i + " " + result.getBatch())).toList();
        }
    }

    @Test
    void provesWhatIsDoneAlreadyWithoutSwitchingIt() {
        connector.inspect = move -> new AlreadyDone("there");
        try (var world = world(connector, TWO)) {
            world.drive(world.failover().operationId());
            assertThat(connector.asked).containsExactly("inspect 3", "verify 3");
        }
    }

    @Test
    void aSwitchThatSilentlyDidNothingIsAFailure() {
        connector.verify = move -> new Failed("Still the old address.");
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
            assertThat(world.operation(id).getOutcomeReason()).contains("Still the old address.");
            assertThat(world.domain(0).isSettled()).isFalse();
            assertThat(status(world).words()).isEqualTo("Partly failed over (0 of 3 domains)");
            assertThat(status(world).readOnlySince()).isNotNull();
        }
    }

    @Test
    void oneRefusedDomainDoesNotHoldTheOthersBack() {
        connector.inspect = move -> move.domain().equals(RecoveryWorld.name(1)) ? new Refused("Changed by somebody else.") : new Done("");
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(connector.asked).containsExactly("inspect 3", "switch 2", "verify 2");
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
            DomainResult refused = world.results(id).get(0);
            assertThat(refused.getReason()).isEqualTo("First: Refused: Changed by somebody else.");
            assertThat(refused.isTouched()).isFalse();
            assertThat(world.domain(1).isSettled()).as("it was not touched").isTrue();
            assertThat(world.domain(1).getActiveSide()).isEqualTo(Side.PRIMARY);
            assertThat(world.domain(2).getActiveSide()).isEqualTo(Side.DISASTER_RECOVERY);
            assertThat(status(world).words()).isEqualTo("Partly failed over (2 of 3 domains)");
            assertThat(world.count("SELECT COUNT(e) FROM LogEvent e WHERE e.eventType = 'system.dr.failover' "
                    + "AND e.outcome = org.dradmin.systemlog.Outcome.FAILURE")).isEqualTo(1);
        }
    }

    @Test
    void noAnswerForADomainIsAFailure() {
        connector.switchTo = move -> move.domain().equals(RecoveryWorld.name(0)) ? null : new Done("");
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(world.results(id).get(0).getReason()).contains("gave no answer");
            assertThat(world.domain(0).isSettled()).isFalse();
        }
    }

    @Test
    void aConnectorThatThrowsIsAFailureWithItsReason() {
        connector.switchTo = move -> {
            throw new IllegalStateException("connection reset");
        };
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(world.operation(id).getOutcomeReason()).contains("connection reset");
        }
    }

    @Test
    void anUnknownConnectorIsAFailureThatTouchedNothing() {
        try (var world = world(connector, new Step("Lost", "nowhere"))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(world.operation(id).getOutcomeReason()).contains("no connector of type \"nowhere\"");
            assertThat(status(world).words()).isEqualTo("Not failed over");
            assertThat(status(world).readOnlySince()).as("nothing moved, so nothing stays read-only").isNull();
        }
    }

    @Test
    void waitsWhenToldToAndGoesOnAfterwards() {
        connector.verify = move -> connector.asked.size() < 4 ? new Retry(Duration.ofSeconds(2), "not visible yet") : new Done("");
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.RUNNING);
            assertThat(progress(world, id).steps().get(0).state()).isEqualTo(StepState.RETRYING);
            assertThat(progress(world, id).steps().get(0).reason()).isEqualTo("not visible yet");
            world.drive(id);
            assertThat(connector.asked).as("the pause is not over").hasSize(3);
            world.node.clock().advance(Duration.ofSeconds(3));
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
        }
    }

    @Test
    void givesUpWhenPatienceDoesNotHelp() {
        connector.verify = move -> new Retry(Duration.ofSeconds(1), "not visible yet");
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            for (int i = 0; i < 3; i++) {
                world.drive(id);
                world.node.clock().advance(Duration.ofMinutes(1));
            }
            world.drive(id);
            assertThat(world.operation(id).getOutcomeReason()).contains("not visible yet");
        }
    }

    @Test
    void skipsLaterStepsOfDomainsThatFailed() {
        connector.inspect = move -> new Refused("no");
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(progress(world, id).steps()).extracting(s -> s.state()).containsExactly(StepState.FAILED, StepState.UNNEEDED);
            assertThat(world.results(id)).allSatisfy(r -> assertThat(r.getState()).isEqualTo(DomainState.FAILED));
        }
    }

    @Test
    void aNodeThatWasOnlySlowCannotWriteOn() {
        try (var world = world(connector, TWO)) {
            String id = world.failover().operationId();
            Journal journal = world.node.get(Journal.class);
            Lease slow = journal.take(id, "slow node").orElseThrow();
            assertThat(journal.take(id, "other node")).as("while the lease holds").isEmpty();
            world.node.inTransaction(() -> world.node.em().createQuery("UPDATE RecoveryOperation o SET o.leaseUntil = :past")
                    .setParameter("past", java.time.Instant.EPOCH).executeUpdate());
            Lease taken = journal.take(id, "other node").orElseThrow();
            assertThat(taken.epoch()).isGreaterThan(slow.epoch());
            assertThatThrownBy(() -> journal.prepare(slow)).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> journal.finish(slow)).isInstanceOf(LeaseLost.class);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.REQUESTED);
            assertThat(journal.prepare(taken)).as("there may be more").isFalse();
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.RUNNING);
        }
    }

    private static OrgStatus status(RecoveryWorld world) {
        return world.asAda(() -> world.recovery().status());
    }

    private static org.dradmin.recovery.Progress progress(RecoveryWorld world, String id) {
        return world.asAda(() -> world.recovery().progress(id)).orElseThrow();
    }
}
