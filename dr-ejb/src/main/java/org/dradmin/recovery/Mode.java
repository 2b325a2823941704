package org.dradmin.recovery;

/** How an operation may deal with the region that is left (NIST SP 800-34 knows both as the kinds of activation). */
public enum Mode {

    /** Both regions are there: nothing may be lost, and what would lose something is refused. */
    PLANNED("Planned"),
    /** The region that is left is gone: what cannot be reached is recorded and passed by, where the plan allows it. */
    UNPLANNED("Unplanned");

    private final String words;

    Mode(String words) {
        this.words = words;
    }

    /** What is taken where nobody says. */
    public static Mode usual(OperationKind kind) {
        return kind == OperationKind.FAILOVER ? UNPLANNED : PLANNED;
    }

    public String words() {
        return words;
    }
}
