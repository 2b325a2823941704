package org.dradmin.systemlog;

/** Is told from time to time how far a copy of the log is; all that was written so far has been handed on. */
public interface LogProgress {

    /**
     * @param rows    how many events were written
     * @param percent about how much of the whole that is, 0 to 99
     * @param reached behind which event it goes on
     * @return whether it is to go on
     */
    boolean goOn(long rows, int percent, LogCursor reached);
}
