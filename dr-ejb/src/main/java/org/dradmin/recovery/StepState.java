package org.dradmin.recovery;

import java.util.List;

/** Where a step stands with one batch of domains. */
public enum StepState {
    PENDING("Waiting"), INSPECTING("Inspecting"), SWITCHING("Switching"), VERIFYING("Verifying"),
    RETRYING("Not yet, looking again soon"), DONE("Done"), FAILED("Failed"), PASSED("Passed by: unreachable"),
    SKIPPED("Skipped"), CANCELLED("Not done: stopped"), UNNEEDED("Nothing left to do");

    private final String words;

    StepState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** The states that nothing leads out of but a person's decision. */
    public static final List<StepState> ENDED = List.of(DONE, FAILED, PASSED, SKIPPED, CANCELLED, UNNEEDED);
    /** Those after which the organization's own steps count as done. */
    public static final List<StepState> GOOD = List.of(DONE, PASSED, SKIPPED, UNNEEDED);

    public boolean ended() {
        return ENDED.contains(this);
    }
}
