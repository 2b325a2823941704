package org.dradmin.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what a server does in its own time, on a machine that may be busy with other things. */
public final class Await {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Await() {
    }

    /**
     * Returns once the condition holds; an {@link AssertionError} after two minutes.
     *
     * @param condition may throw to give up early
     */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("In vain waited " + LIMIT.toSeconds() + " s for: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(25);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
