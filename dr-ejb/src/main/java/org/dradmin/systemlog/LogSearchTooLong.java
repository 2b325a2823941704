package org.dradmin.systemlog;

import jakarta.ejb.ApplicationException;

/** That a search was stopped because of the time it took; in words for the asker, with what to do. */
@ApplicationException(rollback = false)
public class LogSearchTooLong extends RuntimeException {

    private static final long serialVersionUID = 1;

    LogSearchTooLong(Throwable stopped) {
        super("The search took longer than " + LogPatience.SEARCH.toSeconds() + " seconds and was stopped. Choose a shorter time range, or narrow it by event type,"
                + " actor, outcome or target.", stopped);
    }
}
