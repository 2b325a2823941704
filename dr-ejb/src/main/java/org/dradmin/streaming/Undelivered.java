package org.dradmin.streaming;

import java.time.Duration;

/** A target did not take what it was sent, or may not have; the reason is a sentence for the admin. */
final class Undelivered extends Exception {

    private static final long serialVersionUID = 1;
    private final Duration after;

    Undelivered(String reason, Throwable cause) {
        this(reason, null, cause);
    }

    /** @param after how long the target asks to be left alone; null where it says nothing */
    Undelivered(String reason, Duration after, Throwable cause) {
        super(reason, cause);
        this.after = after;
    }

    Duration after() {
        return after;
    }
}
