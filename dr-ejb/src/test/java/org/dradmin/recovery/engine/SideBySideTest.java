package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StopOrder;
import org.dradmin.recovery.connector.StepResult.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What batches of two domains do while others are written down, looked at, switched or proven. */
class SideBySideTest {

    private static final int PATIENCE_SECONDS = 60;

    private final Scripted connector = new Scripted("scripted");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private RecoveryWorld world(int domains, Step... steps) {
        RecoveryWorld world = RecoveryWorld.with(domains).plan(steps);
        CrashingJournal.neverAgain();
        world.node.subclass(Journal.class, CrashingJournal.class);
        return world.connectors(connector);
    }

    /** Calls go to threads of their own, as on a server; the driver stays here, so that its end is seen. */
    private RecoveryWorld concurrent(RecoveryWorld world) {
        world.node.replace(ManagedExecutorService.class, (ManagedExecutorService) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class}, (proxy, method, arguments) -> {
                    if (arguments[0] instanceof Callable<?> call) {
                        return threads.submit(call);
                    }
                    ((Runnable) arguments[0]).run();
                    return null;
                }));
        return world;
    }

    private static String succeeds(RecoveryWorld world) {
        String id = world.failover().operationId();
        world.drive(id);
        assertThat(world.operation(id).getState()).as(world.operation(id).getOutcomeReason()).isEqualTo(OperationState.SUCCEEDED);
        return id;
    }

    @Test
    void beginsTheFirstBatchWhileTheOthersAreWrittenDownAndNoLaterGroupBefore() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (var world = world(5, new Step("First", "scripted"), new Step("Second", "scripted"))) {
            connector.inspectAs = situation -> {
                seen.add(situation.step() + ": " + world.count("SELECT COUNT(r) FROM DomainResult r"));
                return new Done("looked");
            };
            succeeds(world);
            assertThat(seen.stream().distinct()).containsExactly("1.1: 2", "1.2: 4", "1.3: 5", "2.1: 5", "2.2: 5", "2.3: 5");
        }
    }

    @Test
    void writesAllDomainsDownBeforeItObeysAnOrderToStop() {
        try (var world = world(5, new Step("First", "scripted"), new Step("Second", "scripted"))) {
            String id = world.failover().operationId();
            connector.inspect = move -> {
                if (world.operation(id).getStopOrder() == null) {
                    world.order(control -> control.cancel(id, "Wrong region."));
                }
                return new Done("looked");
            };
            world.drive(id);
            assertThat(world.operation(id).getStopOrder()).isEqualTo(StopOrder.CANCEL);
            assertThat(world.operation(id).getState()).isEqualTo(OperationState.CANCELLED);
            assertThat(world.asAda(() -> world.results(id))).as("none is left without a last word").hasSize(5).allMatch(result -> result.getReason() != null);
            assertThat(connector.asked).as("what had begun ends, and nothing else begins").containsExactly("inspect 2", "switch 2", "verify 2");
        }
    }

    /** A server that does not answer must not keep anybody from stopping the operation, nor three lanes idle. */
    @Test
    void writesAllDomainsDownThoughNoLookIsOver() {
        CountDownLatch written = new CountDownLatch(1);
        connector.inspect = move -> new Done(await(written) ? "all are written down" : "others waited for this look");
        try (var world = concurrent(world(12, new Step("First", "scripted")))) {
            String id = world.failover().operationId();
            threads.submit(() -> {
                while (world.count("SELECT COUNT(r) FROM DomainResult r") < 12 && !threads.isShutdown()) {
                    Thread.onSpinWait();
                }
                written.countDown();
            });
            world.drive(id);
            assertThat(world.proofs(id, "First")).hasSize(6).allMatch(proven -> proven.before().contains("all are written down"));
        }
    }

    /** Two switches at a time would keep the proof of the first waiting. */
    @Test
    void provesOneBatchWhileTheNextIsSwitchedInItsTurn() {
        connector.switchesInTurn = true;
        AtomicInteger switching = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(2 * 2);
        connector.switchTo = move -> {
            second.countDown();
            return new Done("switched by " + switching.incrementAndGet() + " at a time, then " + switching.decrementAndGet());
        };
        connector.verify = move -> new Done(await(second) ? "proved" : "nobody else began");
        try (var world = concurrent(world(4, new Step("First", "scripted")))) {
            String id = succeeds(world);
            assertThat(world.proofs(id, "First")).hasSize(2).allMatch(proven -> proven.switched().contains("switched by 1 at a time"))
                    .allMatch(proven -> proven.after().contains("proved"));
        }
    }

    @Test
    void switchesBatchesSideBySideWhereTheOtherSideCan() {
        CyclicBarrier both = new CyclicBarrier(2);
        connector.switchTo = move -> RecoveryWorld.name(0).equals(move.domain()) || RecoveryWorld.name(2).equals(move.domain())
                ? new Done(meet(both) ? "side by side" : "alone") : new Done("");
        try (var world = concurrent(world(4, new Step("First", "scripted")))) {
            String id = succeeds(world);
            assertThat(world.proofs(id, "First")).hasSize(2).allMatch(proven -> proven.switched().contains("side by side"));
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean meet(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            return false;
        }
    }
}
