package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.Side;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.junit.jupiter.api.Test;

/** Operations that people cancel or roll back. */
class StoppingTest extends TwoConnectors {

    @Test
    void leavesWhatIsDoneWhenCancelledAndNamesIt() {
        two.inspect = move -> new Retry(Duration.ofSeconds(5), "busy");
        try (var world = world(group(step("one")), group(step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            world.order(control -> control.cancel(id, "Wrong region."));
            assertThatThrownBy(() -> world.order(control -> control.rollBack(id, "No, back."))).isInstanceOf(Refusal.class)
                    .hasMessageContaining("Cancelled by Ada Marsh: Wrong region.");
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.CANCELLED);
            assertThat(states(world, id)).containsExactly(StepState.DONE, StepState.CANCELLED);
            assertThat(world.operation(id).getOutcomeReason()).as("who and why is said once").startsWith("Cancelled by Ada Marsh: Wrong region.")
                    .endsWith(": Failed").doesNotContainPattern("Cancelled.*Cancelled");
            assertThat(domains(world, id).values()).as("step one had switched them").containsOnly(DomainState.FAILED);
            assertThat(world.domain(0).isSettled()).isFalse();
            assertThat(world.count("SELECT COUNT(e) FROM LogEvent e WHERE e.eventType = 'system.dr.failover' "
                    + "AND e.outcome = org.dradmin.systemlog.Outcome.FAILURE")).isEqualTo(1);
        }
    }

    @Test
    void undoesTheLastStepFirstAndBringsDomainsHome() {
        two.verify = move -> new Failed("Broken.");
        try (var world = world(group(step("one")), group(waiting("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            two.verify = move -> new Done("back");
            one.asked.clear();
            two.asked.clear();
            world.order(control -> control.rollBack(id, "It does not work there."));
            world.drive(id);
            assertThat(two.asked).containsExactly("inspect 3", "switch 3", "verify 3");
            assertThat(one.asked).containsExactly("inspect 3", "switch 3", "verify 3");
            assertThat(one.situations.get(one.situations.size() - 1).to()).isEqualTo(Side.PRIMARY);
            assertThat(progress(world, id).steps()).extracting(StepProgress::name).containsExactly("Step one", "Step two",
                    "Undo: Step two", "Undo: Step one");
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.ROLLED_BACK);
            assertThat(domains(world, id).values()).containsOnly(DomainState.ROLLED_BACK);
            assertThat(world.domain(0).isSettled()).isTrue();
            assertThat(world.domain(0).getActiveSide()).isEqualTo(Side.PRIMARY);
            assertThat(world.asAda(() -> world.recovery().status()).readOnlySince()).isNull();
        }
    }

    @Test
    void undoesNothingThatCannotBeUndoneAndNamesIt() {
        one.reversible = false;
        two.verify = move -> new Failed("Broken.");
        try (var world = world(group(once("one", false, 0)), group(waiting("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            two.verify = move -> new Done("back");
            one.asked.clear();
            world.order(control -> control.rollBack(id, "It does not work there."));
            world.drive(id);
            assertThat(one.asked).as("a promoted database stays promoted").isEmpty();
            assertThat(world.asAda(() -> world.results(id))).allSatisfy(r -> assertThat(r.getReason()).contains("Not undone: Step one."));
        }
    }

    @Test
    void leavesDomainsThatWereThereBeforeOutOfARollBack() {
        one.inspect = move -> first(move) ? new AlreadyDone("there before") : new Done("");
        two.inspect = one.inspect;
        two.switchTo = move -> new Failed("Broken.");
        try (var world = world(group(step("one")), group(waiting("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(domains(world, id)).containsEntry(RecoveryWorld.name(0), DomainState.MOVED);
            one.inspect = move -> new Done("");
            two.inspect = move -> new Done("");
            two.switchTo = move -> new Done("");
            world.order(control -> control.rollBack(id, "Back."));
            world.drive(id);
            assertThat(world.domain(0).getActiveSide()).isEqualTo(Side.DISASTER_RECOVERY);
            assertThat(world.domain(1).getActiveSide()).isEqualTo(Side.PRIMARY);
        }
    }
}
