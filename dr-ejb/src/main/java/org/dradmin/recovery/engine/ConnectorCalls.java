package org.dradmin.recovery.engine;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.recovery.connector.StepResult.Failed;

/** Calls a connector and does not wait for it longer than it may take; whatever goes wrong becomes {@link Failed}. */
@ApplicationScoped
public class ConnectorCalls {

    @Resource
    private ManagedExecutorService executor;

    <T> T within(Duration timeout, Supplier<T> act, Function<Failed, T> otherwise) {
        Future<T> answer;
        try {
            answer = executor.submit(act::get);
        } catch (RejectedExecutionException e) {
            return otherwise.apply(new Failed("The server has no thread free to call the connector; nothing was sent."));
        }
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return otherwise.apply(new Failed("No answer within " + timeout.toSeconds()
                    + " s; whether it was carried out is not known."));
        } catch (ExecutionException e) {
            LogContext.logger().log(Level.WARNING, "A connector failed", e.getCause());
            return otherwise.apply(new Failed("The connector failed: " + e.getCause().getMessage()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw new IllegalStateException("The server is stopping; the operation goes on after its next start.", e);
        }
    }
}
