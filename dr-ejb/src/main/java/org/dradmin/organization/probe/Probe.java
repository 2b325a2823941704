package org.dradmin.organization.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;

/**
 * Looks whether endpoints answer, from where this server stands. Several are asked side by side, so many at once and no
 * more; each has its own time ({@code dr.probe.timeout}), after which it is left to itself: one that hangs, in the
 * DNS, in connecting or in the middle of its answer, delays no other.
 */
@ApplicationScoped
public class Probe {

    /** How many are asked at the same time. */
    static final int AT_ONCE = 16;
    /** Threads that may be stuck in what cannot be given up (the operating system's own look-up of names). */
    private static final int THREADS = 4 * AT_ONCE;

    @Resource
    private ManagedExecutorService executor;
    @Inject
    private Settings settings;

    private final Semaphore threads = new Semaphore(THREADS);

    /** One look at one endpoint; never longer than the time-out. */
    public ProbeResult of(URI endpoint) {
        return of(List.of(endpoint)).get(endpoint);
    }

    /** One look at each endpoint, in the order given. */
    public Map<URI, ProbeResult> of(Collection<URI> endpoints) {
        Map<URI, ProbeResult> results = new LinkedHashMap<>();
        Set<URI> distinct = new LinkedHashSet<>(endpoints);
        distinct.forEach(endpoint -> results.put(endpoint, null));
        Iterator<URI> waiting = distinct.iterator();
        BlockingQueue<Running> over = new LinkedBlockingQueue<>();
        // In the order of their beginnings, so that the first is the one whose time is over first.
        Set<Running> running = new LinkedHashSet<>();
        try {
            while (waiting.hasNext() || !running.isEmpty()) {
                while (running.size() < AT_ONCE && waiting.hasNext()) {
                    running.add(begin(waiting.next(), over));
                }
                Running oldest = running.iterator().next();
                Running ended = over.poll(Math.max(0, oldest.ask.remaining()), TimeUnit.NANOSECONDS);
                Running concluded = ended == null ? oldest : ended;
                if (running.remove(concluded)) {
                    results.put(concluded.ask.endpoint(), concluded.conclude());
                }
            }
        } catch (InterruptedException e) {
            running.forEach(Running::conclude);
            throw new IllegalStateException("The server is stopping.", e);
        }
        return results;
    }

    private Running begin(URI endpoint, BlockingQueue<Running> over) {
        Ask ask = new Ask(endpoint, settings.probeTimeout(), settings.probesPrivateAddresses());
        Running running = new Running(ask, new CompletableFuture<>());
        if (!threads.tryAcquire()) {
            running.result.complete(ask.unasked("Not asked this time: too many others are stuck."));
            over.add(running);
            return running;
        }
        try {
            running.task = executor.submit(() -> {
                try {
                    running.result.complete(ask.answer());
                } catch (RuntimeException e) {
                    LogContext.logger().log(Level.WARNING, e, () -> "The probe of " + endpoint + " failed");
                    running.result.complete(ask.unasked("The probe itself failed; the server's log says why."));
                } finally {
                    threads.release();
                    over.add(running);
                }
            });
        } catch (RejectedExecutionException e) {
            threads.release();
            running.result.complete(ask.unasked("Not asked this time: the server has no thread free."));
            over.add(running);
        }
        return running;
    }

    /** A question that is under way. Compared by identity: the same endpoint may be asked by two people. */
    private static final class Running {

        private final Ask ask;
        private final CompletableFuture<ProbeResult> result;
        private Future<?> task;

        Running(Ask ask, CompletableFuture<ProbeResult> result) {
            this.ask = ask;
            this.result = result;
        }

        /** Its answer, or that there was none in time; what it may still answer is nobody's any more. */
        ProbeResult conclude() {
            if (result.complete(ask.late())) {
                ask.giveUp();
                if (task != null) {
                    task.cancel(true);
                }
            }
            return result.join();
        }
    }
}
