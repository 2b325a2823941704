package org.dradmin.api.dr;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dradmin.recovery.Recovery;
import org.dradmin.recovery.RecoveryOperation;

/**
 * Waits for operations to end without holding a thread: it looks now and then, on whichever node the operation runs,
 * and as the caller who waits. Whether anybody still waits makes no difference to the operation.
 */
@ApplicationScoped
class OutcomeWatch {

    /** After this a caller is told where to look instead; no connection is open for longer. */
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long FIRST_LOOK_MILLIS = 100;
    private static final long LAST_LOOK_MILLIS = 1000;

    @Resource
    private ManagedScheduledExecutorService scheduler;
    @Inject
    private Recovery recovery;
    @Inject
    private Clock clock;

    /** @param ended gets the operation as it is, ended unless the time is over */
    void await(String operationId, Consumer<RecoveryOperation> ended, Consumer<Throwable> failed) {
        look(operationId, clock.instant().plus(LONGEST), FIRST_LOOK_MILLIS, ended, failed);
    }

    private void look(String id, Instant end, long pause, Consumer<RecoveryOperation> ended, Consumer<Throwable> failed) {
        scheduler.schedule(() -> {
            try {
                Optional<RecoveryOperation> operation = recovery.operation(id);
                if (operation.isEmpty() || operation.get().getState().ended() || clock.instant().isAfter(end)) {
                    ended.accept(operation.orElseThrow());
                } else {
                    look(id, end, Math.min(LAST_LOOK_MILLIS, pause * 3 / 2), ended, failed);
                }
            } catch (RuntimeException e) {
                failed.accept(e);
            }
        }, pause, TimeUnit.MILLISECONDS);
    }
}
