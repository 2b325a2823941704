package org.dradmin.notification;

import java.time.Duration;
import java.time.Instant;

/** When a mail that did not go is tried again: soon at first, never less than every ten minutes, without an end. */
final class BackOff {

    static final Duration CAP = Duration.ofSeconds(60);
    static final Duration LATER = Duration.ofMinutes(10);

    private BackOff() {
    }

    /** Doubles from 2 seconds to a minute during the first hour of the mail; every ten minutes after that. */
    static Instant next(Instant created, int attempts, Instant now) {
        if (now.isAfter(created.plus(Duration.ofHours(1)))) {
            return now.plus(LATER);
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(Math.max(attempts, 1), 6));
        return now.plus(doubled.compareTo(CAP) < 0 ? doubled : CAP);
    }
}
