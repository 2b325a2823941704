package org.dradmin.recovery;

/** Where one domain stands within an operation. */
public enum DomainState {
    PENDING("Waiting"), MOVING("Moving"), MOVED("Moved"), FAILED("Failed"), CANCELLED("Not moved: cancelled"),
    ROLLED_BACK("Rolled back");

    private final String words;

    DomainState(String words) {
        this.words = words;
    }

    /** Whether nothing has been said about the domain for good. */
    public boolean open() {
        return this == PENDING || this == MOVING;
    }

    public String words() {
        return words;
    }
}
