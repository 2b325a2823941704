package org.dradmin.organization.probe;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;

/**
 * Looks whether endpoints answer, from where this server stands. So many are asked side by side and no more; who has not
 * answered after a moment stands aside and makes room for the next one, and has its own time ({@code dr.probe.timeout}),
 * after which it is left to itself. So one that hangs, in the DNS, in connecting or in the middle of its answer, delays no
 * other, and a region that hangs with thousands of endpoints delays the other one by seconds.
 */
@ApplicationScoped
public class Probe {

    /** How many are asked at the same time, those that stand aside not counted. */
    static final int AT_ONCE = 64;
    /** How many are waited for altogether: each is an open connection. */
    static final int MOST = 4096;
    /** After this time one stands aside. */
    private static final long A_MOMENT = Duration.ofMillis(100).toNanos();
    /** Threads that may be stuck in what cannot be given up (the operating system's own look-up of names). */
    private static final int THREADS = 2 * AT_ONCE;

    @Resource
    private ManagedExecutorService executor;
    @Inject
    private Settings settings;

    private final Semaphore threads = new Semaphore(THREADS);
    private ProbeClient client;

    @PostConstruct
    void start() {
        client = new ProbeClient(settings);
    }

    @PreDestroy
    void stop() {
        client.close();
    }

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
        BlockingQueue<Ask> over = new LinkedBlockingQueue<>();
        // Both in the order of their beginnings, so that the first is the one whose time is over first.
        Set<Ask> asked = new LinkedHashSet<>();
        Deque<Ask> fresh = new ArrayDeque<>();
        try {
            while (waiting.hasNext() || !asked.isEmpty()) {
                fresh.removeIf(ask -> ask.isOver() || ask.age() >= A_MOMENT);
                while (waiting.hasNext() && fresh.size() < AT_ONCE && asked.size() < MOST) {
                    Ask ask = begin(waiting.next(), over);
                    asked.add(ask);
                    fresh.add(ask);
                }
                Ask oldest = asked.iterator().next();
                boolean makesRoom = waiting.hasNext() && asked.size() < MOST;
                long patience = makesRoom ? Math.min(A_MOMENT - fresh.getFirst().age(), oldest.remaining()) : oldest.remaining();
                Ask ended = over.poll(Math.max(0, patience), TimeUnit.NANOSECONDS);
                if (ended == null && oldest.remaining() <= 0) {
                    oldest.giveUp();
                    ended = oldest;
                }
                if (ended != null && asked.remove(ended)) {
                    results.put(ended.endpoint(), ended.result());
                }
            }
        } catch (InterruptedException e) {
            asked.forEach(Ask::giveUp);
            throw new IllegalStateException("The server is stopping.", e);
        }
        return results;
    }

    private Ask begin(URI endpoint, BlockingQueue<Ask> over) {
        Ask ask = new Ask(endpoint, settings.probeTimeout(), over::add);
        if (!threads.tryAcquire()) {
            ask.leave("Not asked this time: too many others are stuck.");
            return ask;
        }
        try {
            executor.submit(() -> {
                try {
                    ask.ask(client);
                } catch (RuntimeException e) {
                    LogContext.logger().log(Level.WARNING, e, () -> "The probe of " + endpoint + " failed");
                    ask.leave("The probe itself failed; the server's log says why.");
                } finally {
                    threads.release();
                }
            });
        } catch (RejectedExecutionException e) {
            threads.release();
            ask.leave("Not asked this time: the server has no thread free.");
        }
        return ask;
    }
}
