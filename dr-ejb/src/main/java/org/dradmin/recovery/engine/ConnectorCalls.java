package org.dradmin.recovery.engine;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.recovery.connector.StepResult.Failed;

/** Calls connectors and waits for none longer than it may take; whatever goes wrong becomes {@link Failed}. */
@ApplicationScoped
public class ConnectorCalls {

    @Resource
    private ManagedExecutorService executor;

    /**
     * Begins a call.
     *
     * @param over run when it is over, however it ended
     */
    <T> Call<T> begin(Duration timeout, Callable<T> act, Function<Failed, T> otherwise, Runnable over) {
        return begin(null, timeout, act, answer -> answer, otherwise, over);
    }

    /**
     * Begins a call when its turn has come, from when on its time counts.
     *
     * @param turn held for as long as the act takes; null to begin at once
     * @param reading what is made of its answer, no longer in its turn
     */
    <A, T> Call<T> begin(Semaphore turn, Duration timeout, Callable<A> act, Function<A, T> reading, Function<Failed, T> otherwise, Runnable over) {
        Call<T> call = new Call<>(timeout, otherwise);
        try {
            call.task = executor.submit(() -> {
                call.run(turn, act, reading);
                over.run();
                return null;
            });
        } catch (RejectedExecutionException e) {
            call.result.complete(otherwise.apply(new Failed("The server has no thread free to call the connector; nothing was sent.", true)));
            over.run();
        }
        if (turn == null) {
            call.begin();
        }
        return call;
    }

    /** Calls and waits. */
    public <T> T within(Duration timeout, Callable<T> act, Function<Failed, T> otherwise) {
        return begin(timeout, act, otherwise, () -> { }).answer();
    }

    /** A call that is under way. */
    static final class Call<T> {

        private static final long NOT_BEGUN = Long.MAX_VALUE;

        private final Duration timeout;
        private final Function<Failed, T> otherwise;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private volatile Future<?> task;
        private volatile long begun = NOT_BEGUN;
        private volatile boolean withdrawn;

        private Call(Duration timeout, Function<Failed, T> otherwise) {
            this.timeout = timeout;
            this.otherwise = otherwise;
        }

        private void begin() {
            begun = System.nanoTime();
        }

        private <A> void run(Semaphore turn, Callable<A> act, Function<A, T> reading) {
            try {
                result.complete(reading.apply(turn == null ? act.call() : inTurn(turn, act)));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        }

        private <A> A inTurn(Semaphore turn, Callable<A> act) throws Exception {
            // What is given up may go on for a while: it is not waited for longer than it may take.
            boolean mine = turn.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
            try {
                if (withdrawn) {
                    throw new CancellationException("Nobody waits for this call any more.");
                }
                begin();
                return act.call();
            } finally {
                if (mine) {
                    turn.release();
                }
            }
        }

        /** Does not begin any more, unless it has. */
        void withdraw() {
            withdrawn = true;
        }

        /** Whether {@link #answer} comes at once. */
        boolean isOver() {
            return result.isDone() || left() == 0;
        }

        private long left() {
            long since = begun;
            return since == NOT_BEGUN ? timeout.toNanos() : Math.max(0, timeout.toNanos() - (System.nanoTime() - since));
        }

        T answer() {
            try {
                return result.get(left(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // What it may still answer is nobody's any more.
                task.cancel(true);
                return otherwise.apply(new Failed("No answer within " + timeout.toSeconds()
                        + " s; whether it was carried out is not known."));
            } catch (ExecutionException e) {
                LogContext.logger().log(Level.WARNING, "A connector failed", e.getCause());
                return otherwise.apply(new Failed("The connector failed: " + e.getCause().getMessage()));
            } catch (InterruptedException e) {
                task.cancel(true);
                throw new IllegalStateException("The server is stopping; the operation goes on after its next start.", e);
            }
        }
    }
}
