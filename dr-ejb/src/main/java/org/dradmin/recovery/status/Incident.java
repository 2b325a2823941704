package org.dradmin.recovery.status;

import java.time.Instant;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.RecoveryOperation;

/**
 * A recovery operation as strangers may know it: what, from when to when, and how it went. Who wanted it, why, and
 * what went wrong inside is not theirs.
 *
 * @param ended null while it lasts
 */
public record Incident(String title, Instant started, Instant ended, String words) {

    static Incident of(RecoveryOperation operation) {
        return new Incident(operation.getKind().title(), operation.getStartedAt(), operation.getEndedAt(), words(operation));
    }

    private static String words(RecoveryOperation operation) {
        String where = operation.getKind() == OperationKind.FAILOVER ? "to the disaster recovery region" : "back to the primary region";
        int all = operation.getDomains();
        String some = operation.getMoved() + " of " + all + (all == 1 ? " domain was" : " domains were") + " moved " + where;
        return switch (operation.getState()) {
            case SUCCEEDED -> (all == 1 ? "One domain was" : all + " domains were") + " moved " + where + ".";
            case FAILED -> some + ".";
            case CANCELLED -> "It was stopped; " + some + ".";
            case ROLLED_BACK -> "It was stopped, and what had been moved was moved back.";
            default -> (all == 1 ? "One domain is" : all + " domains are") + " being moved " + where
                    + ". For a short time some may be slow or unreachable.";
        };
    }

    /** Whether it lasts. */
    public boolean open() {
        return ended == null;
    }
}
