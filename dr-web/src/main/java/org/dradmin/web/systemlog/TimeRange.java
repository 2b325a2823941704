package org.dradmin.web.systemlog;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The quick choices of time, counted back from now; an address takes any number of minutes, hours, days or weeks. */
public enum TimeRange {

    HOUR("1h", "Last hour", Duration.ofHours(1)),
    DAY("24h", "Last 24 hours", Duration.ofHours(24)),
    WEEK("7d", "Last 7 days", Duration.ofDays(7)),
    MONTH("30d", "Last 30 days", Duration.ofDays(30));

    private static final Pattern TOKEN = Pattern.compile("([1-9][0-9]{0,4})([mhdw])");

    private final String token;
    private final String label;
    private final Duration length;

    TimeRange(String token, String label, Duration length) {
        this.token = token;
        this.label = label;
        this.length = length;
    }

    /** The length of a range such as {@code 90m}, {@code 36h}, {@code 10d} or {@code 2w}; nothing if it is none. */
    static Optional<Duration> length(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        });
    }

    /** As it stands in an address. */
    public String getToken() {
        return token;
    }

    public String getLabel() {
        return label;
    }

    Duration length() {
        return length;
    }
}
