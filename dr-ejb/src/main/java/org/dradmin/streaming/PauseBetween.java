package org.dradmin.streaming;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a target that did not take events is left alone. */
final class PauseBetween {

    static final Duration LONGEST = Duration.ofMinutes(1);

    private PauseBetween() {
    }

    /** Doubles from a second to a minute; up to half of it is left out by chance, so that many do not come back at once. */
    static Duration attempts(int failed) {
        long whole = Math.min(LONGEST.toMillis(), 1000L << Math.min(Math.max(failed, 1) - 1, 6));
        return Duration.ofMillis(whole - ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
