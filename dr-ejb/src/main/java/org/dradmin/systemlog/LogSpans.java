package org.dradmin.systemlog;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A range of time in equal parts that people count in: minutes, hours, days.
 *
 * @param origin where the first begins, in milliseconds since 1970-01-01T00:00Z
 * @param length of one, in milliseconds
 */
record LogSpans(long origin, long length, int number) {

    /** More would be too narrow to hit. */
    private static final int MOST = 31;
    private static final List<Duration> LENGTHS = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5),
            Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(6), Duration.ofHours(12),
            Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(7), Duration.ofDays(14), Duration.ofDays(30), Duration.ofDays(91));

    /** @param zone whose days and hours they begin with */
    static LogSpans of(Instant begin, Instant end, ZoneId zone) {
        long offset = zone.getRules().getOffset(begin).getTotalSeconds() * 1000L;
        for (Duration length : LENGTHS) {
            LogSpans spans = of(begin.toEpochMilli(), end.toEpochMilli(), length.toMillis(), offset);
            if (spans.number <= MOST) {
                return spans;
            }
        }
        long even = (end.toEpochMilli() - begin.toEpochMilli()) / MOST + 1;
        return new LogSpans(begin.toEpochMilli(), even, MOST);
    }

    private static LogSpans of(long begin, long end, long length, long offset) {
        long origin = Math.floorDiv(begin + offset, length) * length - offset;
        return new LogSpans(origin, length, (int) Math.min(Integer.MAX_VALUE, (end - 1 - origin) / length + 1));
    }

    Instant begin(int span) {
        return Instant.ofEpochMilli(origin + span * length);
    }
}
