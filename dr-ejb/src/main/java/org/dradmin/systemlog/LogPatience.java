package org.dradmin.systemlog;

import jakarta.persistence.PersistenceException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.TypedQuery;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** How long somebody waits for what several statements find together; what is left when it ends is stopped in the database. */
final class LogPatience {

    /** Of somebody who looks for events. */
    static final Duration SEARCH = Duration.ofSeconds(10);
    /** PostgreSQL's and Derby's words for a statement that was stopped for the time it took. */
    private static final Set<String> STOPPED = Set.of("57014", "XCL52");
    /** The database's clock for statements goes by the second. */
    private static final long LEAST_MILLISECONDS = 1000;

    private final long end;

    LogPatience(Duration length) {
        end = System.nanoTime() + length.toNanos();
    }

    <T> TypedQuery<T> with(TypedQuery<T> query) {
        long left = Math.max(LEAST_MILLISECONDS, (end - System.nanoTime()) / 1_000_000);
        return query.setHint("jakarta.persistence.query.timeout", (int) left);
    }

    /** @throws LogSearchTooLong if the statement was stopped, or the time was up before it began */
    <T> List<T> list(TypedQuery<T> query) {
        if (System.nanoTime() >= end) {
            throw new LogSearchTooLong(null);
        }
        return stopping(with(query)::getResultList);
    }

    private static <T> T stopping(Supplier<T> work) {
        try {
            return work.get();
        } catch (PersistenceException e) {
            if (isStop(e)) {
                throw new LogSearchTooLong(e);
            }
            throw e;
        }
    }

    /** Whether a statement was stopped for the time it took. */
    static boolean isStop(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof QueryTimeoutException || cause instanceof SQLException sql && STOPPED.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
