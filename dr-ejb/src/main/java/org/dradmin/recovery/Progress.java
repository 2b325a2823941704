package org.dradmin.recovery;

import java.time.Instant;
import java.util.List;

/** How far an operation is: each step of its plan, and how many domains are where. */
public record Progress(RecoveryOperation operation, List<StepProgress> steps, long waiting, long moving, long moved, long failed) {

    /**
     * One step over all its batches.
     *
     * @param number from 1
     * @param reason the first reason of a failure or a pause; null without one
     */
    public record StepProgress(int number, String name, String connector, StepState state, int batchesEnded, int batches,
            Instant startedAt, Instant endedAt, String reason) {
    }
}
