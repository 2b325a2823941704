package org.dradmin.recovery.engine;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> task;
        try {
            task = executor.submit(() -> {
                try {
                    answer.complete(act.call());
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                } finally {
                    over.run();
                }
                return null;
            });
        } catch (RejectedExecutionException e) {
            answer.complete(otherwise.apply(new Failed("The server has no thread free to call the connector; nothing was sent.", true)));
            over.run();
            task = answer;
        }
        return new Call<>(answer, task, timeout, System.nanoTime() + timeout.toNanos(), otherwise);
    }

    /** Calls and waits. */
    public <T> T within(Duration timeout, Callable<T> act, Function<Failed, T> otherwise) {
        return begin(timeout, act, otherwise, () -> { }).answer();
    }

    /** A call that is under way. */
    record Call<T>(CompletableFuture<T> result, Future<?> task, Duration timeout, long deadline, Function<Failed, T> otherwise) {

        /** Whether {@link #answer} comes at once. */
        boolean isOver() {
            return result.isDone() || System.nanoTime() - deadline >= 0;
        }

        T answer() {
            try {
                return result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
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
