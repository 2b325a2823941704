package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.dradmin.TestContainer;
import org.dradmin.recovery.engine.ConnectorCalls.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that wait for their turn. */
class ConnectorCallsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore turn = new Semaphore(1, true);
    private final CountDownLatch free = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(2);
    private TestContainer node;
    private ConnectorCalls calls;

    @BeforeEach
    void begin() {
        node = TestContainer.onDerby().replace(ManagedExecutorService.class, (ManagedExecutorService) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class}, (proxy, method, arguments) -> threads.submit((Callable<?>) arguments[0])));
        calls = node.get(ConnectorCalls.class);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        node.close();
    }

    private Call<String> inTurn(Duration timeout, Callable<String> act) {
        return calls.begin(turn, timeout, act, Function.identity(), failed -> failed.reason(), over::countDown);
    }

    private String whenFree() throws InterruptedException {
        assertThat(free.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return "one";
    }

    /** Begins a call that has its turn until it is told to end. */
    private Call<String> holding() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Call<String> one = inTurn(LONG, () -> {
            begun.countDown();
            return whenFree();
        });
        assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return one;
    }

    @Test
    void waitsForItsTurn() throws InterruptedException {
        Call<String> one = holding();
        AtomicBoolean alone = new AtomicBoolean();
        Call<String> two = inTurn(LONG, () -> {
            alone.set(one.isOver() || free.getCount() == 0);
            return "two";
        });
        assertThat(two.isOver()).isFalse();
        free.countDown();
        assertThat(over.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(one.answer()).isEqualTo("one");
        assertThat(two.answer()).isEqualTo("two");
        assertThat(alone).isTrue();
        assertThat(turn.availablePermits()).isEqualTo(1);
    }

    @Test
    void goesOnWithoutItsTurnWhereTheOneBeforeHangsForLongerThanItMay() throws InterruptedException {
        holding();
        CountDownLatch ended = new CountDownLatch(1);
        Call<String> two = calls.begin(turn, Duration.ofMillis(200), () -> "two", Function.identity(), failed -> failed.reason(), ended::countDown);
        assertThat(ended.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(two.answer()).isEqualTo("two");
        assertThat(turn.availablePermits()).as("it has not given back what it never had").isZero();
        free.countDown();
    }

    /** Another node may drive the operation by then. */
    @Test
    void doesNotBeginOnceItIsWithdrawn() throws InterruptedException {
        holding();
        AtomicBoolean begun = new AtomicBoolean();
        Call<String> two = inTurn(LONG, () -> {
            begun.set(true);
            return "two";
        });
        two.withdraw();
        free.countDown();
        assertThat(over.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(begun).isFalse();
        assertThat(turn.availablePermits()).isEqualTo(1);
    }
}
