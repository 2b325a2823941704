package org.dradmin.web.console;

import java.time.Duration;
import java.time.Instant;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.StepState;

/** One step of a running or ended operation in the words and shapes of the pages. */
public record StepWords(StepProgress step, int steps, Instant now) {

    public String name() {
        return step.index() >= StepRun.UNDO ? step.name() : "Step " + step.number() + " of " + steps + ": " + step.name();
    }

    /** The state of {@code dr:step}, which chooses the shape. */
    public String shape() {
        return switch (step.state()) {
            case PENDING -> begun() ? "running" : "waiting";
            case INSPECTING, SWITCHING, VERIFYING, RETRYING -> "running";
            case DONE -> "done";
            case FAILED -> "failed";
            case PASSED, SKIPPED, CANCELLED, UNNEEDED -> "skipped";
        };
    }

    public String state() {
        return begun() && step.state() == StepState.PENDING ? "Between batches" : step.state().words();
    }

    /** Which part of the domains is at work, where they go in more than one batch, and why it waits or failed. */
    public String detail() {
        String batches = step.batches() < 2 ? "" : step.batchesEnded() == step.batches() ? step.batches() + " batches"
                : "Batch " + Math.min(step.batchesEnded() + 1, step.batches()) + " of " + step.batches();
        String reason = step.reason() == null || step.state() == StepState.DONE ? "" : step.reason();
        return batches + (batches.isEmpty() || reason.isEmpty() ? "" : ". ") + reason;
    }

    public String elapsed() {
        return step.startedAt() == null ? ""
                : OperationWords.lasting(Duration.between(step.startedAt(), step.endedAt() == null ? now : step.endedAt()));
    }

    boolean atWork() {
        return shape().equals("running");
    }

    private boolean begun() {
        return step.batchesEnded() > 0;
    }
}
