package org.dradmin.web.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.dradmin.platform.UtcTime;

/**
 * Points in time and durations as people read them: always UTC, always said so. The functions of {@code dr.taglib.xml};
 * null gives the empty string.
 */
public final class Times {

    private Times() {
    }

    /** For machines: {@code 2026-11-22T03:04:05Z}. */
    public static String iso(Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For people: {@code 22 Nov 2026, 03:04:05 UTC}. */
    public static String utc(Instant at) {
        return at == null ? "" : UtcTime.words(at);
    }

    /** How long ago, or how far ahead, from now. */
    public static String ago(Instant at) {
        return at == null ? "" : ago(at, Instant.now());
    }

    static String ago(Instant at, Instant now) {
        Duration distance = Duration.between(at, now);
        if (distance.abs().toSeconds() < 5) {
            return "just now";
        }
        String size = rough(distance.abs());
        return distance.isNegative() ? "in " + size : size + " ago";
    }

    /** A duration in its two largest units: {@code 42 s}, {@code 1 min 12 s}, {@code 3 h 5 min}, {@code 2 d 4 h}. */
    public static String elapsed(Duration time) {
        if (time == null) {
            return "";
        }
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        } else if (seconds < 86400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return pair(seconds / 86400, "d", seconds % 86400 / 3600, "h");
    }

    private static String pair(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    private static String rough(Duration distance) {
        if (distance.toSeconds() < 60) {
            return count(distance.toSeconds(), "second");
        } else if (distance.toMinutes() < 60) {
            return count(distance.toMinutes(), "minute");
        } else if (distance.toHours() < 48) {
            return count(distance.toHours(), "hour");
        }
        return count(distance.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
