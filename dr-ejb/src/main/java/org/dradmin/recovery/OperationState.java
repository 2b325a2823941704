package org.dradmin.recovery;

/** Where a recovery operation stands. How one leads to another is in {@code engine.Transitions}. */
public enum OperationState {
    REQUESTED("Requested"), RUNNING("Running"), SUCCEEDED("Succeeded"), FAILED("Failed"),
    CANCELLED("Cancelled"), ROLLED_BACK("Rolled back");

    private final String words;

    OperationState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean ended() {
        return this != REQUESTED && this != RUNNING;
    }
}
