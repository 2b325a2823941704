package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dradmin.organization.Side;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.junit.jupiter.api.Test;

/** What is done in which order, side by side, for whom, and what a failure leaves to be done. */
class GroupsTest extends TwoConnectors {

    @Test
    void doesAStepOfTheOrganizationOnceAndKnowsWhatWasDoneBefore() {
        try (var world = world(group(once("one", false, 0)), group(step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(one.asked).containsExactly("inspect 1", "switch 1", "verify 1");
            assertThat(two.asked).containsExactly("inspect 3", "switch 3", "verify 3");
            assertThat(two.situations.get(0).stepsDone()).containsExactly("Step one");
            assertThat(two.situations.get(0).idempotencyKey()).isEqualTo(id + "/2.1").isEqualTo(two.situations.get(2).idempotencyKey());
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(world.domain(1).getActiveSide()).isEqualTo(Side.DISASTER_RECOVERY);
        }
    }

    @Test
    void movesNoDomainAfterAStepOfTheOrganizationFailed() {
        one.switchTo = move -> new Failed("Not promoted.");
        try (var world = world(group(once("one", false, 0)), group(step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(two.asked).isEmpty();
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
            assertThat(world.asAda(() -> world.results(id))).allSatisfy(r -> assertThat(r.getReason()).isEqualTo("Step one: Not promoted."));
            assertThat(world.domain(0).isSettled()).as("the step had begun to switch for all").isFalse();
        }
    }

    @Test
    void movesDomainsOnlyWhenALaterStepOfTheOrganizationIsDoneToo() {
        two.inspect = move -> new Refused("Not now.");
        try (var world = world(group(step("one")), group(once("two", false, 0)))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(domains(world, id).values()).containsOnly(DomainState.FAILED);
            assertThat(world.operation(id).getOutcomeReason()).contains("Step two: Refused: Not now.");
        }
    }

    @Test
    void takesTheStepsOfAGroupSideBySide() {
        try (var world = world(group(step("one"), step("two")), group(new Step("Front door", "front-door")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(one.situations.get(0).stepsDone()).as("a neighbour is no predecessor").isEmpty();
            assertThat(two.situations.get(0).stepsDone()).isEmpty();
            assertThat(states(world, id)).containsExactly(StepState.DONE, StepState.DONE, StepState.DONE);
        }
    }

    /** The neighbour was under way when the domain failed, and ends later. */
    @Test
    void leavesADomainFailedWhoseOtherStepOfTheGroupGoesWell() {
        one.inspect = move -> first(move) ? new Refused("Somebody else has changed it.") : new Done("looked");
        try (var world = world(group(step("one"), step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(domains(world, id)).containsEntry(RecoveryWorld.name(0), DomainState.FAILED).containsEntry(RecoveryWorld.name(1), DomainState.MOVED);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
            assertThat(world.operation(id).getOutcomeReason()).contains("Somebody else has changed it.");
        }
    }

    /** The domain has failed before its neighbour begins to switch it. */
    @Test
    void leavesADomainFailedThatAnotherStepOfTheGroupSwitchesAfterwards() {
        one.inspect = move -> new Refused("Somebody else has changed it.");
        try (var world = world(group(step("one"), step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(two.asked).contains("switch 3");
            assertThat(domains(world, id).values()).containsOnly(DomainState.FAILED);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
        }
    }

    @Test
    void doesAStepForItsOwnDomainsOnly() {
        Step some = new Step("Step one", "one", false, List.of(RecoveryWorld.name(1)), false, 0);
        try (var world = world(group(some), group(step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(one.asked).containsExactly("inspect 1", "switch 1", "verify 1");
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
        }
    }

    @Test
    void passesByWhatIsGoneInAnUnplannedOperationOnly() {
        one.inspect = move -> new Failed("Nobody there.", true);
        Step passes = new Step("Step one", "one", false, List.of(), true, 0);
        try (var world = world(group(passes), group(step("two")))) {
            String planned = world.failover(Mode.PLANNED, null).operationId();
            world.drive(planned);
            assertThat(world.operation(planned).getState()).isEqualTo(OperationState.FAILED);
            String unplanned = world.failover(Mode.UNPLANNED, null).operationId();
            world.drive(unplanned);
            assertThat(states(world, unplanned)).containsExactly(StepState.PASSED, StepState.DONE);
            assertThat(progress(world, unplanned).steps().get(0).reason()).contains("Not reachable, and passed by").contains("Nobody there.");
            assertThat(two.situations.get(0).stepsDone()).as("what is passed by is no evidence").isEmpty();
            assertThat(world.operation(unplanned).getState()).isEqualTo(OperationState.SUCCEEDED);
        }
    }

    @Test
    void neverPassesByWhatMayHaveHappened() {
        one.switchTo = move -> new Failed("No answer within 5 s; whether it was carried out is not known.");
        try (var world = world(group(new Step("Step one", "one", false, List.of(), true, 0)))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
        }
    }

    @Test
    void carriesAPersonsOverrideToTheConnector() {
        try (var world = world(group(step("one")))) {
            String id = world.failover(Mode.UNPLANNED, "The old primary is switched off, I stand before it.").operationId();
            world.drive(id);
            assertThat(one.situations.get(0).override()).hasValueSatisfying(override -> {
                assertThat(override.person()).isEqualTo("Ada Marsh");
                assertThat(override.reason()).contains("switched off");
            });
        }
    }
}
