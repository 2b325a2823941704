package org.dradmin.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One look for many, and never one that began before the question. */
@Timeout(60)
class SharedLookTest {

    private final SharedLook<Integer> looks = new SharedLook<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final AtomicInteger fact = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    @AfterEach
    void end() throws InterruptedException {
        callers.shutdownNow();
        assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).as("nobody waits any more").isTrue();
    }

    private CompletableFuture<Integer> ask(Supplier<Integer> look) {
        return CompletableFuture.supplyAsync(() -> looks.at(() -> {
            taken.incrementAndGet();
            return look.get();
        }), callers);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until so many threads stand still in here; a test in which they never do fails. */
    private static void untilWaiting(int threads) {
        Instant end = Instant.now().plusSeconds(30);
        while (Thread.getAllStackTraces().entrySet().stream().filter(thread -> thread.getKey().getState() == Thread.State.WAITING
                && List.of(thread.getValue()).stream().anyMatch(frame -> frame.getClassName().equals(SharedLook.class.getName()))).count() < threads) {
            assertThat(Instant.now()).as("all who came wait for the look").isBefore(end);
            Thread.yield();
        }
    }

    @Test
    void looksForEachWhoComesAlone() {
        for (int n = 0; n < 3; n++) {
            fact.set(n);
            assertThat(looks.at(fact::get)).isEqualTo(n);
        }
    }

    @Test
    void sharesTheNextLookAmongAllWhoCameMeanwhileAndTellsThemNothingOld() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Integer> early = ask(() -> {
            int seen = fact.get();
            looking.countDown();
            await(goOn);
            return seen;
        });
        await(looking);
        fact.set(1);
        List<CompletableFuture<Integer>> late = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            late.add(ask(fact::get));
        }
        untilWaiting(10);
        assertThat(late).noneMatch(CompletableFuture::isDone);
        goOn.countDown();
        assertThat(early.get()).isZero();
        for (CompletableFuture<Integer> one : late) {
            assertThat(one.get()).as("they came after it had changed").isEqualTo(1);
        }
        assertThat(taken.get()).as("one for the first, one for all others").isEqualTo(2);
    }

    @Test
    void tellsNobodyWhatWasBeforeTheQuestionHoweverManyAsk() throws Exception {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        AtomicInteger atATime = new AtomicInteger();
        for (int n = 0; n < 8; n++) {
            all.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 5_000; round++) {
                    int before = fact.incrementAndGet();
                    int seen = looks.at(() -> {
                        taken.incrementAndGet();
                        assertThat(atATime.incrementAndGet()).isEqualTo(1);
                        int now = fact.get();
                        atATime.decrementAndGet();
                        return now;
                    });
                    assertThat(seen).isGreaterThanOrEqualTo(before);
                }
            }, callers));
        }
        for (CompletableFuture<Void> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        assertThat(taken.get()).isPositive().isLessThanOrEqualTo(40_000);
    }

    @Test
    void tellsAFaultToThoseWhoShareItAndLooksAgainForTheNext() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Integer> early = ask(() -> {
            looking.countDown();
            await(goOn);
            throw new IllegalArgumentException("first");
        });
        await(looking);
        Supplier<Integer> away = () -> {
            throw new IllegalStateException("The database is away.");
        };
        List<CompletableFuture<Integer>> late = List.of(ask(away), ask(away), ask(away));
        untilWaiting(3);
        goOn.countDown();
        assertThatThrownBy(early::get).hasRootCauseMessage("first");
        for (CompletableFuture<Integer> one : late) {
            assertThatThrownBy(one::get).hasRootCauseInstanceOf(IllegalStateException.class).hasRootCauseMessage("The database is away.");
        }
        assertThatThrownBy(() -> looks.at(away)).isInstanceOf(IllegalStateException.class);
        assertThat(looks.at(() -> 7)).isEqualTo(7);
    }
}
