package org.dradmin.systemlog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A log whose database breaks while an export reads it. */
public abstract class UnsteadyLog extends SystemLog {

    /** Each page only at the last try. */
    public static class Stumbling extends UnsteadyLog {

        private final Set<String> tried = new HashSet<>();

        @Override
        List<LogEvent> exported(LogQuery query, LogCursor cursor) {
            for (int number = 1; number < LogReread.TRIES; number++) {
                if (tried.add((cursor == null ? "the first page" : cursor.token()) + number)) {
                    // As Derby does where an event gets its place while it is read: part of the page has been read.
                    super.exported(query, cursor);
                    throw new IllegalStateException("Corrupted stream.");
                }
            }
            return super.exported(query, cursor);
        }
    }

    /** The first page, and never another one. */
    public static class Ending extends UnsteadyLog {
        @Override
        List<LogEvent> exported(LogQuery query, LogCursor cursor) {
            if (cursor != null) {
                throw new IllegalStateException("The database is gone.");
            }
            return super.exported(query, cursor);
        }
    }
}
