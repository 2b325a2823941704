package org.dradmin.recovery.connector.dns;

import java.time.Duration;

/** Until when an act may go on, and how long it waits for each answer. */
final class Deadline {

    private final long end;
    private final Duration each;

    Deadline(Duration act, Duration each) {
        this.end = System.nanoTime() + act.toNanos();
        this.each = each;
    }

    /** For how long the next answer may be waited for; 0: no longer at all. */
    int millis() {
        return (int) Math.max(0, Math.min(each.toMillis(), (end - System.nanoTime()) / 1_000_000));
    }
}
