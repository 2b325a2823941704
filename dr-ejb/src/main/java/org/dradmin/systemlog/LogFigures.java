package org.dradmin.systemlog;

import java.time.Instant;
import java.util.List;

/**
 * How many events a query wants, over time and by what they have in common.
 *
 * @param counted  how many were counted
 * @param complete whether these are all; else the newest {@link LogCounts#MOST}
 * @param inTime   whether the database was done in time; if not, there are no numbers
 */
public record LogFigures(long counted, boolean complete, boolean inTime, List<Span> spans, List<Share> types, List<Share> actors,
        List<Share> outcomes) {

    /** From an instant on and before another one; the numbers by outcome. */
    public record Span(Instant from, Instant until, long success, long failure, long deny) {

        public long all() {
            return success + failure + deny;
        }
    }

    /** How many events have this value; none stands for all that are not named. */
    public record Share(String value, long events) { }

    static LogFigures notInTime() {
        return new LogFigures(0, false, false, List.of(), List.of(), List.of(), List.of());
    }

    static LogFigures none() {
        return new LogFigures(0, true, true, List.of(), List.of(), List.of(), List.of());
    }
}
