package org.dradmin.recovery.engine;

import static org.dradmin.recovery.OperationState.FAILED;
import static org.dradmin.recovery.OperationState.REQUESTED;
import static org.dradmin.recovery.OperationState.RUNNING;
import static org.dradmin.recovery.OperationState.ROLLED_BACK;
import static org.dradmin.recovery.OperationState.SUCCEEDED;
import static org.dradmin.recovery.engine.Transitions.OperationTrigger.ALL_MOVED;
import static org.dradmin.recovery.engine.Transitions.OperationTrigger.CANCELLED;
import static org.dradmin.recovery.engine.Transitions.OperationTrigger.PREPARED;
import static org.dradmin.recovery.engine.Transitions.OperationTrigger.SOME_NOT_MOVED;
import static org.dradmin.recovery.engine.Transitions.OperationTrigger.UNDONE;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.CONFIRMED;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.GIVEN_UP;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.INSPECTED;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.NOTHING_LEFT;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.PASSED_BY;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.REOPENED;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.STOPPED;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.SWITCHED;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.TAKEN_UP;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.TOLD_TO_SKIP;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.TOLD_TO_TRY_AGAIN;
import static org.dradmin.recovery.engine.Transitions.StepTrigger.TOLD_TO_WAIT;

import java.util.List;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.StepState;

/**
 * How operations and steps go from one state to the next, as data: from, trigger, to, and why it may. What is not in
 * the table does not happen. A test walks it for states that cannot be reached and dead ends.
 */
public record Transitions<S extends Enum<S>, T extends Enum<T>>(S first, List<Row<S, T>> rows) {

    /** One line of the table. */
    public record Row<S, T>(S from, T trigger, S to, String why) { }

    /** What happens to an operation. */
    public enum OperationTrigger { PREPARED, ALL_MOVED, SOME_NOT_MOVED, CANCELLED, UNDONE }

    /** What happens to a step with a batch. */
    public enum StepTrigger {
        TAKEN_UP, INSPECTED, SWITCHED, TOLD_TO_WAIT, CONFIRMED, GIVEN_UP, PASSED_BY, NOTHING_LEFT,
        TOLD_TO_TRY_AGAIN, TOLD_TO_SKIP, REOPENED, STOPPED
    }

    public static final Transitions<OperationState, OperationTrigger> OPERATION = new Transitions<>(REQUESTED, List.of(
            new Row<>(REQUESTED, PREPARED, RUNNING, "Every domain and step is written down, so a crash loses none."),
            new Row<>(RUNNING, ALL_MOVED, SUCCEEDED, "Every domain was confirmed on its target side."),
            new Row<>(RUNNING, SOME_NOT_MOVED, FAILED, "At least one domain was not confirmed; partial failure is failure."),
            new Row<>(RUNNING, CANCELLED, OperationState.CANCELLED, "A person stopped it; what was done stays and is named."),
            new Row<>(RUNNING, UNDONE, ROLLED_BACK, "A person had it undone, as far as that goes; the rest is named.")));

    public static final Transitions<StepState, StepTrigger> STEP = new Transitions<>(StepState.PENDING, List.of(
            new Row<>(StepState.PENDING, TAKEN_UP, StepState.INSPECTING, "Its turn has come; look before touching."),
            new Row<>(StepState.PENDING, NOTHING_LEFT, StepState.UNNEEDED, "No domain of the batch is left for it."),
            new Row<>(StepState.RETRYING, TAKEN_UP, StepState.INSPECTING, "The pause is over."),
            new Row<>(StepState.INSPECTING, TAKEN_UP, StepState.INSPECTING, "The node died while looking; look again."),
            new Row<>(StepState.SWITCHING, TAKEN_UP, StepState.INSPECTING, "The node died while switching; look at what was done."),
            new Row<>(StepState.VERIFYING, TAKEN_UP, StepState.INSPECTING, "The node died while verifying; look again."),
            new Row<>(StepState.INSPECTING, INSPECTED, StepState.SWITCHING, "Something is to be switched."),
            new Row<>(StepState.INSPECTING, SWITCHED, StepState.VERIFYING, "Everything was switched before; prove it."),
            new Row<>(StepState.SWITCHING, SWITCHED, StepState.VERIFYING, "Switched, says the connector; prove it by another path."),
            new Row<>(StepState.INSPECTING, TOLD_TO_WAIT, StepState.RETRYING, "The other side asks for patience."),
            new Row<>(StepState.SWITCHING, TOLD_TO_WAIT, StepState.RETRYING, "The other side asks for patience."),
            new Row<>(StepState.VERIFYING, TOLD_TO_WAIT, StepState.RETRYING, "Not visible everywhere yet."),
            new Row<>(StepState.INSPECTING, GIVEN_UP, StepState.FAILED, "Refused or unreachable before anything was touched."),
            new Row<>(StepState.SWITCHING, GIVEN_UP, StepState.FAILED, "Nothing of the batch was switched for certain."),
            new Row<>(StepState.VERIFYING, GIVEN_UP, StepState.FAILED, "Some of the batch is not confirmed."),
            new Row<>(StepState.INSPECTING, PASSED_BY, StepState.PASSED, "Nobody was there, and the plan lets an unplanned operation go on."),
            new Row<>(StepState.SWITCHING, PASSED_BY, StepState.PASSED, "Nobody was there, and the plan lets an unplanned operation go on."),
            new Row<>(StepState.VERIFYING, PASSED_BY, StepState.PASSED, "What was there is confirmed; the rest could not be reached."),
            new Row<>(StepState.VERIFYING, CONFIRMED, StepState.DONE, "Seen by another path than it was written."),
            new Row<>(StepState.FAILED, TOLD_TO_TRY_AGAIN, StepState.PENDING, "A person says that the cause is removed."),
            new Row<>(StepState.RETRYING, TOLD_TO_TRY_AGAIN, StepState.PENDING, "A person does not want to wait for the pause's end."),
            new Row<>(StepState.FAILED, TOLD_TO_SKIP, StepState.SKIPPED, "A person takes it upon them, with a reason."),
            new Row<>(StepState.RETRYING, TOLD_TO_SKIP, StepState.SKIPPED, "A person takes it upon them, with a reason."),
            new Row<>(StepState.DONE, REOPENED, StepState.PENDING, "Domains that had failed before come this far now."),
            new Row<>(StepState.PASSED, REOPENED, StepState.PENDING, "Domains that had failed before come this far now."),
            new Row<>(StepState.FAILED, REOPENED, StepState.PENDING, "Domains that had failed before come this far now."),
            new Row<>(StepState.SKIPPED, REOPENED, StepState.PENDING, "Domains that had failed before come this far now."),
            new Row<>(StepState.UNNEEDED, REOPENED, StepState.PENDING, "Domains that had failed before come this far now."),
            new Row<>(StepState.PENDING, STOPPED, StepState.CANCELLED, "The operation was stopped before its turn."),
            new Row<>(StepState.RETRYING, STOPPED, StepState.CANCELLED, "The operation was stopped between two attempts."),
            new Row<>(StepState.INSPECTING, STOPPED, StepState.CANCELLED, "The node died while looking; nothing was touched."),
            new Row<>(StepState.SWITCHING, STOPPED, StepState.CANCELLED, "The node died while switching; rolling back inspects first."),
            new Row<>(StepState.VERIFYING, STOPPED, StepState.CANCELLED, "The node died while verifying; rolling back inspects first.")));

    /** @throws IllegalStateException where the table has no such line */
    public S next(S from, T trigger) {
        return rows.stream().filter(row -> row.from == from && row.trigger == trigger).map(Row::to).findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing leads from " + from + " by " + trigger + "."));
    }
}
