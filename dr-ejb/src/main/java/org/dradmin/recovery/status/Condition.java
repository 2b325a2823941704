package org.dradmin.recovery.status;

import org.dradmin.organization.probe.Availability;

/** How a region or a protected domain is, in the words of the status page. */
public enum Condition {

    OPERATIONAL("Operational"),
    /** It works, from the disaster recovery region. */
    FAILED_OVER("Failed over"),
    /** It answers with errors, or only in part. */
    DEGRADED("Degraded"),
    UNREACHABLE("Unreachable"),
    UNKNOWN("Not known");

    private final String words;

    Condition(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    static Condition of(Availability availability, boolean failedOver) {
        return switch (availability) {
            case DOWN -> UNREACHABLE;
            case DEGRADED -> DEGRADED;
            case UP -> failedOver ? FAILED_OVER : OPERATIONAL;
            // That it is failed over is known without looking.
            case UNKNOWN -> failedOver ? FAILED_OVER : UNKNOWN;
        };
    }
}
