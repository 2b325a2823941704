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

    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
        return Stream.of(step.state() == StepState.SKIPPED ? decided() : "", batches, reason, step.state() == StepState.SKIPPED ? "" : decided())
                .filter(part -> !part.isEmpty()).map(part -> part.replaceFirst("\\.$", "")).collect(Collectors.joining(". "));
    }

    private String decided() {
        if (step.decidedBy() == null) {
            return "";
        }
        return (step.state() == StepState.SKIPPED ? "Left out by " : "Decided by ") + step.decidedBy()
                + (step.decisionReason() == null ? "" : ": " + step.decisionReason());
    }

    /** When it failed; null where it has not, or others of its batches go on. */
    public Instant failedAt() {
        return step.failed() ? step.endedAt() : null;
    }

    public String elapsed() {
        return step.startedAt() == null ? ""
                : OperationWords.lasting(Duration.between(step.startedAt(), step.endedAt() == null ? now : step.endedAt()));
    }

    /** Whether a person can say now what is to be done about it. */
    public boolean decidable() {
        return step.index() < StepRun.UNDO && (step.failed() || asks() || step.waits() && takesLong());
    }

    /** A step that says "not yet" once or twice, as each job of some seconds does, is nothing to decide about. */
    private boolean takesLong() {
        return step.startedAt() != null && Duration.between(step.startedAt(), now).compareTo(PATIENCE) >= 0;
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
        return step.failed() ? "Later steps go on with the domains that did not fail." : "It looks again by itself, as long as its patience lasts.";
    }

    boolean atWork() {
        return shape().equals("running");
    }

    private boolean begun() {
        return step.batchesEnded() > 0;
    }
}
