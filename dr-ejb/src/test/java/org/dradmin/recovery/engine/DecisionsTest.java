package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dradmin.organization.Refusal;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.ProvenStep;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.junit.jupiter.api.Test;

/** What people decide about steps while an operation runs. */
class DecisionsTest extends TwoConnectors {

    @Test
    void waitsForADecisionAndTriesAgainWhenTold() {
        one.verify = move -> first(move) ? new Failed("Still old.") : new Done("new");
        try (var world = world(group(waiting("one")), group(step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.RUNNING);
            assertThat(two.asked).as("later groups wait").isEmpty();
            assertThat(progress(world, id).steps().get(0).waitsUntil()).isNotNull();
            assertThat(world.count("SELECT COUNT(m) FROM OutboxMail m WHERE m.subject LIKE '%waits for a decision%'")).isEqualTo(2);

            one.verify = move -> new Done("new");
            world.order(control -> control.retry(id, 0));
            world.drive(id);
            assertThat(one.asked.subList(3, one.asked.size())).containsExactly("inspect 1", "switch 1", "verify 1");
            assertThat(two.asked).containsExactly("inspect 3", "switch 3", "verify 3");
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(world.count("SELECT COUNT(e) FROM LogEvent e WHERE e.eventType = 'system.dr.operation.retry'")).isEqualTo(1);
        }
    }

    @Test
    void goesOnWithoutADecisionWhenTheTimeIsOver() {
        one.inspect = move -> first(move) ? new Refused("Changed by somebody else.") : new Done("");
        try (var world = world(group(waiting("one")), group(step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            world.node.clock().advance(Duration.ofMinutes(31));
            world.drive(id);
            assertThat(two.asked).contains("switch 2");
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
        }
    }

    @Test
    void letsDomainsCatchUpWhenAStepIsLeftOut() {
        one.inspect = move -> first(move) ? new Refused("Changed by somebody else.") : new Done("");
        two.verify = move -> new Retry(Duration.ofSeconds(5), "not yet");
        try (var world = world(group(step("one")), group(step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(two.asked).contains("switch 2");
            assertThatThrownBy(() -> world.order(control -> control.skip(id, 0, " "))).isInstanceOf(Refusal.class).hasMessageContaining("Say why");
            world.order(control -> control.skip(id, 0, "Moved by hand."));
            two.verify = move -> new Done("there");
            world.node.clock().advance(Duration.ofMinutes(1));
            world.drive(id);
            world.node.clock().advance(Duration.ofMinutes(1));
            world.drive(id);
            assertThat(states(world, id)).containsExactly(StepState.SKIPPED, StepState.DONE);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(domains(world, id).values()).containsOnly(DomainState.MOVED);
            assertThat(PlanScene.log(world, id, "system.dr.failover")).singleElement().satisfies(event -> assertThat(event.getDebugData())
                    .containsEntry("leftOut", "Step one, by Ada Marsh: Moved by hand."));
            assertThat(world.count("SELECT COUNT(m) FROM OutboxMail m WHERE m.subject LIKE 'Failover succeeded%' "
                    + "AND m.text LIKE '%Step one, by Ada Marsh: Moved by hand.%' AND m.text LIKE '%US East%' AND m.text NOT LIKE '%us-east%'")).isEqualTo(2);
        }
    }

    @Test
    void leavesLaterStepsAsTheyAreWhereATrialFailsAgain() {
        one.inspect = move -> first(move) ? new Refused("Changed by somebody else.") : new Done("");
        Scripted last = two;
        try (var world = world(group(step("one")), group(new Step("Front door", "front-door")), group(step("two")))) {
            last.verify = move -> new Retry(Duration.ofSeconds(5), "not yet");
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(states(world, id)).containsExactly(StepState.FAILED, StepState.DONE, StepState.RETRYING);
            world.order(control -> control.retry(id, 0));
            world.drive(id);
            assertThat(states(world, id)).as("nobody came past the first step").containsExactly(StepState.FAILED, StepState.DONE, StepState.RETRYING);
            one.inspect = move -> new Done("");
            world.order(control -> control.retry(id, 0));
            last.verify = move -> new Done("there");
            world.drive(id);
            world.node.clock().advance(Duration.ofMinutes(1));
            world.drive(id);
            assertThat(states(world, id)).containsExactly(StepState.DONE, StepState.DONE, StepState.DONE);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
        }
    }

    @Test
    void triesAFailedStepOfTheOrganizationAgainAndThenMovesTheDomains() {
        one.switchTo = move -> new Failed("No.");
        try (var world = world(group(once("one", false, 30)), group(step("two")))) {
            String id = world.failover().operationId();
            world.drive(id);
            one.switchTo = move -> new Done("Yes.");
            world.order(control -> control.retry(id, 0));
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(two.asked).contains("switch 3");
        }
    }

    @Test
    void waitsForTheNamedPersonAndNobodyElse() {
        try (var world = world(group(new Step("Power down", "ask-grace", true, List.of(), false, 0)), group(step("one")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThat(progress(world, id).steps().get(0).reason()).contains("Waiting for grace to confirm: Power the rack down.");
            assertThat(world.count("SELECT COUNT(m) FROM OutboxMail m WHERE m.recipient = 'grace@example.test' "
                    + "AND m.subject LIKE 'Your step is due%'")).isEqualTo(1);
            assertThatThrownBy(() -> world.order(control -> control.confirm(id, 0, "Done.")))
                    .isInstanceOf(Refusal.class).hasMessageContaining("waits for grace");
            world.as("grace", () -> world.control().confirm(id, 0, "The rack is dark."));
            world.drive(id);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(one.situations.get(0).stepsDone()).containsExactly("Power down");
            ProvenStep run = world.proofs(id, "Power down").get(0);
            assertThat(run.after()).contains("The rack is dark.").contains("Grace");
        }
    }

    @Test
    void keepsWhatWasSeenBeforeAtAndAfterTheSwitch() {
        one.inspect = move -> new Done("old address", Map.of("serial", 7));
        one.switchTo = move -> new Done("told", Map.of("lostBytes", 0));
        one.verify = move -> new Done("new address", Map.of("serial", 8));
        try (var world = world(group(step("one")))) {
            String id = world.failover().operationId();
            world.drive(id);
            ProvenStep run = world.asAda(() -> world.recovery().runs(id, 0, 1)).get(0);
            assertThat(run.before()).contains("old address").contains("\"serial\":7").contains(RecoveryWorld.name(2));
            assertThat(run.switched()).contains("\"lostBytes\":0");
            assertThat(run.after()).contains("\"serial\":8");
        }
    }

    @Test
    void decidesNothingAboutWhatHasEnded() {
        try (var world = world(group(step("one")))) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThatThrownBy(() -> world.order(control -> control.retry(id, 0))).isInstanceOf(Refusal.class).hasMessageContaining("has ended");
            assertThatThrownBy(() -> world.order(control -> control.cancel("no such id", "x"))).isInstanceOf(Refusal.class);
        }
    }
}
