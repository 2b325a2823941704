package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading along: everything once, in the order in which it came to be known, whatever is written meanwhile. */
class LogPollTest {

    private final TestContainer world = TestContainer.onDerby();
    private final SystemLog log = world.get(SystemLog.class);

    @AfterEach
    void end() {
        world.close();
    }

    private void write(String name) {
        log.writeApart(Entry.of(EventType.SESSION_END).fact("name", name));
    }

    private static List<String> names(LogPoll poll) {
        return poll.events().stream().map(event -> event.getDebugData().get("name")).toList();
    }

    @Test
    void goesOnFromPlaceToPlace() {
        IntStream.range(0, 5).forEach(i -> write("e" + i));
        LogPoll first = log.poll(LogQuery.ALL, 0, 2);
        LogPoll second = log.poll(LogQuery.ALL, first.next(), 2);
        LogPoll third = log.poll(LogQuery.ALL, second.next(), 2);
        List<String> all = new ArrayList<>(names(first));
        all.addAll(names(second));
        all.addAll(names(third));
        assertThat(all).containsExactlyInAnyOrder("e0", "e1", "e2", "e3", "e4");
        LogPoll nothing = log.poll(LogQuery.ALL, third.next(), 2);
        assertThat(nothing.events()).isEmpty();
        assertThat(nothing.next()).isEqualTo(third.next());
        write("e5");
        assertThat(names(log.poll(LogQuery.ALL, nothing.next(), 2))).containsExactly("e5");
        assertThat(log.poll(LogQuery.ALL, 0, 0)).isEqualTo(new LogPoll(List.of(), 0));
    }

    @Test
    void doesNotLookAgainAtWhatAFilterLeftOut() {
        IntStream.range(0, 5).forEach(i -> write("e" + i));
        LogPoll none = log.poll(LogQuery.ALL.condition(LogCondition.parse("eventType eq \"system.dr.failover\"")), 0, 2);
        assertThat(none.events()).isEmpty();
        assertThat(none.next()).isEqualTo(5);
    }

    @Test
    void showsAnEventThatWasWrittenInALongTransactionBehindWhatWasReadMeanwhile() {
        write("before");
        // It bears an early time and is committed late.
        world.inTransaction(() -> {
            log.write(Entry.of(EventType.SESSION_END).fact("name", "late"));
            world.clock().advance(Duration.ofSeconds(5));
        });
        write("after");
        LogPoll poll = log.poll(LogQuery.ALL, 0, 10);
        assertThat(names(poll)).containsExactlyInAnyOrder("before", "late", "after");
    }

    @Test
    void leavesNothingOutAndRepeatsNothingWhileManyWrite() {
        int writers = 3;
        int each = 40;
        AtomicInteger running = new AtomicInteger(writers);
        List<CompletableFuture<Void>> work = IntStream.range(0, writers).mapToObj(w -> CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < each; i++) {
                    write(w + "-" + i);
                }
            } finally {
                running.decrementAndGet();
            }
        })).toList();
        List<String> seen = new ArrayList<>();
        long place = 0;
        boolean last = false;
        while (!last) {
            last = running.get() == 0;
            LogPoll poll = log.poll(LogQuery.ALL, place, 7);
            seen.addAll(names(poll));
            last &= poll.events().isEmpty();
            assertThat(poll.next()).isGreaterThanOrEqualTo(place);
            place = poll.next();
        }
        work.forEach(CompletableFuture::join);
        assertThat(seen).doesNotHaveDuplicates().hasSize(writers * each);
    }

    @Test
    void givesPlacesByItselfNowAndThen() {
        write("e0");
        LogSequencer sequencer = world.get(LogSequencer.class);
        sequencer.tick();
        assertThat(sequencer.last()).isEqualTo(1);
        sequencer.tick();
        assertThat(sequencer.last()).as("nothing new").isEqualTo(1);
    }

    @Test
    void pagesByTimeInBothDirections() {
        for (int i = 0; i < 7; i++) {
            write("e" + i);
            world.clock().advance(Duration.ofMillis(i % 2));
        }
        LogQuery range = LogQuery.ALL.since(world.clock().instant().minusSeconds(60)).until(world.clock().instant().plusSeconds(60));
        for (boolean ascending : new boolean[] {true, false}) {
            List<String> uuids = new ArrayList<>();
            List<LogEvent> page = log.beyond(range, ascending ? LogCursor.before(range.since()) : LogCursor.behind(range.until()), 3);
            while (!page.isEmpty()) {
                page.forEach(event -> uuids.add(event.getUuid()));
                page = log.beyond(range, LogCursor.behind(page.get(page.size() - 1), ascending), 3);
            }
            assertThat(uuids).hasSize(7).doesNotHaveDuplicates();
        }
    }
}
