package org.dradmin.recovery.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A journal whose process dies at a point of it: before a write is begun, or when it is done but not committed. Points
 * are counted from 1 over all nodes; batches have two domains.
 */
class CrashingJournal extends Journal {

    private static final AtomicInteger UNTIL_CRASH = new AtomicInteger(Integer.MAX_VALUE);
    private static volatile Predicate<Work> counted = work -> true;

    /** The process died. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static void neverAgain() {
        at(Integer.MAX_VALUE);
    }

    static void at(int point) {
        counted = work -> true;
        UNTIL_CRASH.set(point);
    }

    /** Counts only what is written about steps of this kind of connector. */
    static void at(int point, String connector) {
        counted = work -> work != null && work.connector().type().equals(connector);
        UNTIL_CRASH.set(point);
    }

    static boolean hasCrashed() {
        return UNTIL_CRASH.get() <= 0;
    }

    /** How many points were met since it was told never to crash. */
    static int met() {
        return Integer.MAX_VALUE - UNTIL_CRASH.get();
    }

    private static void point(Work work) {
        if (counted.test(work) && UNTIL_CRASH.decrementAndGet() == 0) {
            throw new Crash();
        }
    }

    private static <T> T crashing(Work work, Supplier<T> write) {
        point(work);
        T result = write.get();
        point(work);
        return result;
    }

    private static void crashing(Work work, Runnable write) {
        crashing(work, () -> {
            write.run();
            return null;
        });
    }

    @Override
    int batchSize(int wanted) {
        return 2;
    }

    @Override
    public Optional<Lease> take(String operationId, String node) {
        return crashing(null, () -> super.take(operationId, node));
    }

    @Override
    public boolean prepare(Lease lease) {
        return crashing(null, () -> super.prepare(lease));
    }

    @Override
    public void inspecting(Lease lease, List<Work> works) {
        crashing(works.get(0), () -> super.inspecting(lease, works));
    }

    @Override
    public void switching(Lease lease, Work work, Collection<String> domains, Given looked) {
        crashing(work, () -> super.switching(lease, work, domains, looked));
    }

    @Override
    public void verifying(Lease lease, Work work, Given looked, Given switched) {
        crashing(work, () -> super.verifying(lease, work, looked, switched));
    }

    @Override
    public void skip(Lease lease, Work work) {
        crashing(work, () -> super.skip(lease, work));
    }

    @Override
    public void retry(Lease lease, Work work, Duration after, String reason) {
        crashing(work, () -> super.retry(lease, work, after, reason));
    }

    @Override
    public void result(Lease lease, Work work, Given answers) {
        crashing(work, () -> super.result(lease, work, answers));
    }

    @Override
    public boolean obey(Lease lease) {
        return crashing(null, () -> super.obey(lease));
    }

    @Override
    public boolean settle(Lease lease) {
        return crashing(null, () -> super.settle(lease));
    }

    @Override
    public boolean finish(Lease lease) {
        return crashing(null, () -> super.finish(lease));
    }
}
