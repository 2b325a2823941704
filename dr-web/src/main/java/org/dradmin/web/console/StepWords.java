package org.dradmin.web.console;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.StepState;
import org.dradmin.web.shell.Times;

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
        if (asks()) {
            return "Waits for " + step.asked().person();
        }
        return begun() && step.state() == StepState.PENDING ? "Between batches" : step.state().words();
    }

    /** Which part of the domains is at work, where they go in more than one batch, and why it waits or failed. */
    public String detail() {
        String batches = step.batches() < 2 ? "" : step.batchesEnded() == step.batches() ? step.batches() + " batches"
                : "Batch " + Math.min(step.batchesEnded() + 1, step.batches()) + " of " + step.batches();
        String reason = step.reason() == null || step.state() == StepState.DONE ? "" : step.reason();
        String decided = step.decidedBy() == null ? "" : "Decided by " + step.decidedBy();
        return Stream.of(batches, reason, decided).filter(part -> !part.isEmpty()).collect(Collectors.joining(". "));
    }

    public String elapsed() {
        return step.startedAt() == null ? ""
                : OperationWords.lasting(Duration.between(step.startedAt(), step.endedAt() == null ? now : step.endedAt()));
    }

    /** Whether a person can say now what is to be done about it. */
    public boolean decidable() {
        return step.index() < StepRun.UNDO && (step.failed() || step.waits());
    }

    /** Whether it waits for a person to do it by hand. */
    public boolean asks() {
        return step.asked() != null && step.waits();
    }

    /** What it waits for, for those who decide. */
    public String waiting() {
        if (step.waitsUntil() != null && step.waitsUntil().isAfter(now)) {
            return "The operation waits for a decision until " + Times.utc(step.waitsUntil()) + ", and goes on without it then.";
        }
        return step.failed() ? "Later steps go on with the domains that did not fail." : "It is tried again by itself for a while.";
    }

    boolean atWork() {
        return shape().equals("running");
    }

    private boolean begun() {
        return step.batchesEnded() > 0;
    }
}
