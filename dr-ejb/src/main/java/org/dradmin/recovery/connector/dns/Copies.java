package org.dradmin.recovery.connector.dns;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dradmin.recovery.connector.Situation;

/**
 * Copies of zones that the batches of a step share when they look before they switch: taken once, for whoever comes soon
 * after. A batch that looks again does so because something may have changed, and gets a new one. What has changed since
 * a copy was taken, an update's prerequisites still find out.
 */
final class Copies {

    private static final Duration KEPT = Duration.ofSeconds(2);

    /** By operation and step. Memory that is needed elsewhere takes them away. */
    private final Map<String, SoftReference<Copy>> copies = new HashMap<>();

    private static final class Copy {

        private final long since = System.nanoTime();
        private final Set<String> batches = new HashSet<>();
        private final FutureTask<Optional<Transfer>> transfer;

        Copy(Callable<Optional<Transfer>> take) {
            transfer = new FutureTask<>(take);
        }

        boolean isOld() {
            return System.nanoTime() - since > KEPT.toNanos();
        }
    }

    /** @return nothing where the server does not hand it out, or not in time */
    Optional<Transfer> of(Situation situation, Deadline deadline, Callable<Optional<Transfer>> take) {
        Copy copy = copy(situation, take);
        // Without effect where another batch does so or has done so.
        copy.transfer.run();
        try {
            return copy.transfer.get(deadline.millis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException("This look is given up while it waits for another one's copy of the zone.", e);
        }
    }

    private synchronized Copy copy(Situation situation, Callable<Optional<Transfer>> take) {
        copies.values().removeIf(reference -> Optional.ofNullable(reference.get()).map(Copy::isOld).orElse(true));
        String step = situation.operationId() + "/" + situation.step().split("\\.")[0];
        SoftReference<Copy> kept = copies.get(step);
        Copy copy = kept == null ? null : kept.get();
        if (copy == null || !copy.batches.add(situation.step())) {
            copy = new Copy(take);
            copy.batches.add(situation.step());
            copies.put(step, new SoftReference<>(copy));
        }
        return copy;
    }
}
