package org.dradmin.web.console;

import java.time.Duration;
import java.time.Instant;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.web.shell.Times;

/** One recovery operation in the words and shapes of the pages. */
public record OperationWords(RecoveryOperation operation, Instant now) {

    public String title() {
        return operation.getKind().title();
    }

    /** The kind of {@code dr:status}. */
    public String shape() {
        return switch (operation.getState()) {
            case REQUESTED, RUNNING -> "busy";
            case SUCCEEDED -> "ok";
            case FAILED -> operation.getMoved() > 0 ? "warn" : "bad";
            case CANCELLED, ROLLED_BACK -> "warn";
        };
    }

    /** How it stands or how it ended. Partial failure is failure, and says so. */
    public String outcome() {
        return switch (operation.getState()) {
            case REQUESTED -> "Starting";
            case RUNNING -> "Running";
            case SUCCEEDED -> "Succeeded";
            case FAILED -> operation.getMoved() > 0 ? "Failed in part" : "Failed";
            case CANCELLED, ROLLED_BACK -> operation.getState().words();
        };
    }

    public boolean ended() {
        return operation.getState().ended();
    }

    public String who() {
        return operation.getRequester().displayName() + " (" + operation.getRequester().name() + ")";
    }

    public String scope() {
        return operation.getScope().all() ? "All protected domains" : String.join(", ", operation.getScope().names());
    }

    public String started() {
        return Times.utc(operation.getRequestedAt());
    }

    public String moved() {
        return operation.getMoved() + " of " + operation.getDomains();
    }

    /** From the request to the end, or to now while it runs. */
    public String duration() {
        return lasting(Duration.between(operation.getRequestedAt(), ended() ? operation.getEndedAt() : now));
    }

    /** What the person who reads the outcome does next. */
    public String next() {
        boolean failover = operation.getKind() == OperationKind.FAILOVER;
        if (!ended()) {
            return "It goes on by itself, whether you watch it or not. When it has ended, every super admin gets mail.";
        }
        if (operation.getState() == OperationState.SUCCEEDED) {
            return failover ? "When the primary region is well again, initiate failback. Until then the organization is in read-only mode."
                    : "Nothing is left to do.";
        }
        String again = failover ? "failover" : "failback";
        if (operation.getState() == OperationState.ROLLED_BACK) {
            return "What is named as not undone stays as it is, a promoted database above all: put it right by hand, or initiate " + again
                    + " again, which goes on from there.";
        }
        if (operation.getState() == OperationState.CANCELLED) {
            return "What had been done before stays as it is told domain by domain. Initiate " + again + " again to go on; or, where a domain was moved "
                    + "or is not confirmed, " + (failover ? "failback" : "failover") + " to bring every domain to the other side.";
        }
        return "Remove the cause named at each domain that failed, then initiate " + again + " again: it moves what has not moved, and "
                + "leaves what has. " + (failover ? "Or, where a domain was moved or is not confirmed, initiate failback to bring every domain back to its "
                + "primary region." : "Or, where a domain was moved or is not confirmed, initiate failover to bring every domain to its disaster recovery "
                + "region again.");
    }

    /** A sentence about who began it, for those who came second. */
    public String begun(boolean byTheReader) {
        return (byTheReader ? "You" : who()) + " started this " + (operation.getKind() == OperationKind.FAILOVER ? "failover" : "failback")
                + " on " + Times.utc(operation.getRequestedAt());
    }

    /** A sentence about how it ended, or that it runs. */
    public String told(boolean byTheReader) {
        return begun(byTheReader) + switch (operation.getState()) {
            case REQUESTED, RUNNING -> "; it is running.";
            case SUCCEEDED -> "; it succeeded on " + Times.utc(operation.getEndedAt()) + ".";
            case CANCELLED -> "; it was cancelled on " + Times.utc(operation.getEndedAt()) + ", with " + moved() + " domains moved.";
            case ROLLED_BACK -> "; it was rolled back on " + Times.utc(operation.getEndedAt()) + ".";
            case FAILED -> "; it failed on " + Times.utc(operation.getEndedAt()) + ", with " + moved() + " domains moved.";
        };
    }

    static String lasting(Duration time) {
        return time.toMillis() < 1000 ? "less than 1 s" : Times.elapsed(time);
    }
}
