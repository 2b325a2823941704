package org.dradmin.api.oauth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Lets those who ask the same thing at the same time share one look. Whoever comes while a look is taken waits for it to
 * end, and then for the next one, which all share that have come meanwhile: a look answers only those who had asked
 * before it began, so that nobody is ever told what was the case before the question. One look is taken at a time.
 */
final class SharedLook<V> {

    private CompletableFuture<V> running;
    private CompletableFuture<V> next;

    /** What a look shows that begins after this call; its fault is the fault of all who share it. */
    V at(Supplier<V> look) {
        CompletableFuture<V> mine;
        CompletableFuture<V> before;
        boolean first;
        synchronized (this) {
            first = next == null;
            next = first ? new CompletableFuture<>() : next;
            mine = next;
            before = running;
        }
        return first ? take(look, mine, before) : result(mine);
    }

    private V take(Supplier<V> look, CompletableFuture<V> mine, CompletableFuture<V> before) {
        if (before != null) {
            before.handle((seen, fault) -> seen).join();
        }
        synchronized (this) {
            // From here on, who comes has come too late for this look.
            running = mine;
            next = null;
        }
        try {
            mine.complete(look.get());
        } catch (RuntimeException | Error fault) {
            mine.completeExceptionally(fault);
        } finally {
            synchronized (this) {
                running = running == mine ? null : running;
            }
        }
        return result(mine);
    }

    private V result(CompletableFuture<V> look) {
        try {
            return look.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e;
        }
    }
}
