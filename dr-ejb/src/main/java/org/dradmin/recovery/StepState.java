package org.dradmin.recovery;

import java.util.List;

/** Where a step stands with one batch of domains. */
public enum StepState {
    PENDING("Waiting"), INSPECTING("Inspecting"), SWITCHING("Switching"), VERIFYING("Verifying"),
    RETRYING("Trying again soon"), DONE("Done"), FAILED("Failed"),
    SKIPPED("Nothing left to do");

    private final String words;

    StepState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** The states nothing leads out of. */
    public static final List<StepState> ENDED = List.of(DONE, FAILED, SKIPPED);

    public boolean ended() {
        return ENDED.contains(this);
    }
}
