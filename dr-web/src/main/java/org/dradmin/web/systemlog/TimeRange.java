package org.dradmin.web.systemlog;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The quick choices of time, counted back from now. */
public enum TimeRange {

    HOUR("1h", "Last hour", Duration.ofHours(1)),
    DAY("24h", "Last 24 hours", Duration.ofHours(24)),
    WEEK("7d", "Last 7 days", Duration.ofDays(7)),
    MONTH("30d", "Last 30 days", Duration.ofDays(30));

    private final String token;
    private final String label;
    private final Duration length;

    TimeRange(String token, String label, Duration length) {
        this.token = token;
        this.label = label;
        this.length = length;
    }

    static Optional<TimeRange> of(String token) {
        return Arrays.stream(values()).filter(range -> range.token.equals(token)).findFirst();
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
