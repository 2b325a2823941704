package org.dradmin.systemlog;

import java.util.List;
import java.util.Optional;

/** Some events, newest first, and where to go on, if there is anything beyond. */
public record LogPage(List<LogEvent> events, Optional<LogCursor> newer, Optional<LogCursor> older) {

    /** @param newestFirst events of which those beyond {@code most} only tell that there are more */
    static LogPage older(List<LogEvent> newestFirst, LogCursor came, int most) {
        List<LogEvent> shown = newestFirst.subList(0, Math.min(most, newestFirst.size()));
        boolean further = newestFirst.size() > most;
        return new LogPage(List.copyOf(shown),
                came == null || shown.isEmpty() ? Optional.empty() : Optional.of(LogCursor.newerThan(shown.get(0))),
                further ? Optional.of(LogCursor.olderThan(shown.get(most - 1))) : Optional.empty());
    }

    /** @param newestFirst exactly a page, with something newer before it */
    static LogPage between(List<LogEvent> newestFirst) {
        return new LogPage(List.copyOf(newestFirst), Optional.of(LogCursor.newerThan(newestFirst.get(0))),
                Optional.of(LogCursor.olderThan(newestFirst.get(newestFirst.size() - 1))));
    }
}
