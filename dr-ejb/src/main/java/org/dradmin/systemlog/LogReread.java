package org.dradmin.systemlog;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dradmin.platform.LogContext;

/**
 * A read of the log that is tried again where the database could not give it: what breaks one read of a long row of
 * them, such as a connection that was ended or a row that moved meanwhile, is often over a moment later. Whoever writes
 * only what came whole writes nothing twice and leaves nothing out.
 */
final class LogReread {

    static final int TRIES = 4;
    /** Four times as long each time: two seconds in all, which a server's end has time for. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final int LONGER = 4;

    private LogReread() {
    }

    /** @throws RuntimeException the fault of the last try */
    static <T> T of(Supplier<T> read) {
        Duration wait = FIRST_WAIT;
        for (int number = 1;; number++) {
            try {
                return read.get();
            } catch (RuntimeException e) {
                if (number == TRIES) {
                    throw e;
                }
                LogContext.logger().warning("Events for an export could not be read (try " + number + " of " + TRIES + "): " + e);
                if (!rest(wait)) {
                    throw e;
                }
                wait = wait.multipliedBy(LONGER);
            }
        }
    }

    private static boolean rest(Duration wait) {
        try {
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException atOnce) {
            return false;
        }
    }
}
