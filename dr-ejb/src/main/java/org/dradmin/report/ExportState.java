package org.dradmin.report;

/** Where an export that is prepared in the background stands. */
public enum ExportState {

    WAITING, RUNNING, READY, FAILED, CANCELLED;

    public boolean ended() {
        return this != WAITING && this != RUNNING;
    }
}
