package org.dradmin.systemlog;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two events, and the direction to go on in. It stays right whatever is written meanwhile, and finding
 * it costs the same on every page.
 */
public record LogCursor(Instant published, String uuid, boolean newer) {

    private static final Pattern TOKEN = Pattern.compile("(older|newer)-(\\d{1,15})-([0-9a-f-]{36})");

    /** Before everything from this instant on, going to newer ones. */
    public static LogCursor before(Instant instant) {
        return new LogCursor(instant, "", true);
    }

    /** Behind everything before this instant, going to older ones. */
    public static LogCursor behind(Instant instant) {
        return new LogCursor(instant, "", false);
    }

    /** Behind an event, in the direction it was come to. */
    public static LogCursor behind(LogEvent event, boolean goingNewer) {
        return goingNewer ? newerThan(event) : olderThan(event);
    }

    static LogCursor olderThan(LogEvent event) {
        return new LogCursor(event.getPublished(), event.getUuid(), false);
    }

    static LogCursor newerThan(LogEvent event) {
        return new LogCursor(event.getPublished(), event.getUuid(), true);
    }

    /** For an address; {@link #of} reads it back. */
    public String token() {
        return (newer ? "newer-" : "older-") + published.toEpochMilli() + "-" + uuid;
    }

    /** Nothing if it is not a token of ours. */
    public static Optional<LogCursor> of(String token) {
        Matcher matcher = TOKEN.matcher(token);
        return matcher.matches()
                ? Optional.of(new LogCursor(Instant.ofEpochMilli(Long.parseLong(matcher.group(2))), matcher.group(3),
                        matcher.group(1).equals("newer")))
                : Optional.empty();
    }
}
