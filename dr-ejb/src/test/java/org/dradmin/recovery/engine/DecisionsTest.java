package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.Side;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.Plan.Entry;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.Progress;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.ProvenStep;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.manual.ManualConnector;
import org.junit.jupiter.api.Test;

/** Groups, modes, and what people decide while an operation runs. */
class DecisionsTest {

    private final Scripted one = new Scripted("one");
    private final Scripted two = new Scripted("two");

    private RecoveryWorld world(Group... groups) {
        RecoveryWorld world = RecoveryWorld.with(3);
        return world.plan(new Plan(Map.of("ask-grace", ask()), List.of(groups), List.of(groups)))
                .connectors(one, two, world.node.get(ManualConnector.class));
    }

    private static Entry ask() {
        return new Entry("manual", new ObjectMapper().createObjectNode().put("person", "grace").put("instructions", "Power the rack down."));
    }

    private static Group group(Step... steps) {
        return new Group("Group of " + steps[0].name(), List.of(steps));
    }

    private static Step step(String connector) {
        return new Step("Step " + connector, connector);
    }

    private static Step once(String connector, boolean passes, int waitMinutes) {
        return new Step("Step " + connector, connector, true, List.of(), passes, waitMinutes);
    }

    private static Step waiting(String connector) {
        return new Step("Step " + connector, connector, false, List.of(), false, 30);
    }

    private static List<StepState> states(RecoveryWorld world, String id) {
        return progress(world, id).steps().stream().map(StepProgress::state).toList();
    }

    private static Progress progress(RecoveryWorld world, String id) {
        return world.asAda(() -> world.recovery().progress(id)).orElseThrow();
    }

    private static Map<String, DomainState> domains(RecoveryWorld world, String id) {
        return world.asAda(() -> world.results(id)).stream().collect(Collectors.toMap(DomainResult::getDomainName, DomainResult::getState));
    }

    private static boolean first(DomainMove move) {
        return move.domain().equals(RecoveryWorld.name(0));
    }

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
