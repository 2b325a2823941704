package org.dradmin.recovery;

import java.time.Instant;
import java.util.List;

/**
 * How far an operation is: each step of its plan, then those of a roll back, and how many domains are where.
 *
 * @param failed domains that were not moved and will not be
 */
public record Progress(RecoveryOperation operation, List<StepProgress> steps, long waiting, long moving, long moved, long failed) {

    /**
     * One step over all its batches.
     *
     * @param index its place in the plan, from 0; {@link StepRun#UNDO} and more for a step that undoes another
     * @param reason the reason of a failure or a pause; null without one
     * @param failed whether it failed for some, so that it can be tried again or left out while the operation runs
     * @param waitsUntil until when the operation waits for a decision about it; null where it does not
     * @param decidedBy who decided about it; null where nobody did
     * @param decisionReason their words; null where none were needed
     * @param waits whether it answered "not now" and is being tried again
     * @param asked who is asked to do it by hand; null where it is no manual step
     */
    public record StepProgress(int index, String group, String name, String connector, StepState state, int batchesEnded, int batches,
            Instant startedAt, Instant endedAt, String reason, boolean failed, Instant waitsUntil, String decidedBy,
            String decisionReason, boolean waits, Asked asked) {

        /** From 1. */
        public int number() {
            return index + 1;
        }
    }

    /** A person who does a step by hand. @param person their username */
    public record Asked(String person, String instructions) {
    }
}
