package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.dradmin.TestContainer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where to begin to read, in a log whose times do not follow its places. */
class LogMarksTest {

    private static final int EVENTS = 3 * LogMarks.SPACING + 200;

    private static TestContainer world;
    private static List<LogEvent> events;

    /** Clocks that jump and transactions that last: each event's time is up to an hour from where its place would have it. */
    @BeforeAll
    static void write() {
        world = TestContainer.onDerby();
        Random random = new Random(4711);
        Instant begin = world.clock().instant();
        for (int i = 0; i < EVENTS; i += 100) {
            int first = i;
            world.inTransaction(() -> {
                for (int n = 0; n < 100; n++) {
                    world.clock().set(begin.plusSeconds(10L * (first + n)).plusSeconds(random.nextInt(7200) - 3600));
                    world.get(SystemLog.class).write(Entry.of(EventType.SESSION_END));
                }
            });
            world.get(LogSequencer.class).bring();
        }
        events = world.inTransaction(() -> world.em().createQuery("SELECT e FROM LogEvent e ORDER BY e.position", LogEvent.class).getResultList());
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void beginsBeforeEveryEventSinceATimeAndNotMuchBefore() {
        LogMarks marks = world.get(LogMarks.class);
        marks.tick();
        marks.tick();
        assertThat(world.<Long>inTransaction(() -> world.em().createQuery("SELECT COUNT(m) FROM LogMark m", Long.class).getSingleResult())).isEqualTo(3);
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            Instant since = events.get(random.nextInt(EVENTS)).getPublished().plusMillis(random.nextInt(3) - 1);
            long from = marks.before(since);
            assertThat(events).filteredOn(event -> event.getPosition() <= from).allMatch(event -> event.getPublished().isBefore(since));
        }
        Instant late = world.clock().instant().plus(Duration.ofDays(1));
        assertThat(marks.before(late)).isEqualTo(3L * LogMarks.SPACING);
        assertThat(marks.before(Instant.EPOCH)).isZero();
    }

    @Test
    void leavesNothingOutOfWhatIsPolledSinceATime() {
        world.get(LogMarks.class).tick();
        for (int i = 0; i < EVENTS; i += 640) {
            Instant since = events.get(i).getPublished();
            List<String> polled = world.get(SystemLog.class).poll(LogQuery.ALL.since(since), 0, SystemLog.MOST).events().stream().map(LogEvent::getUuid).toList();
            assertThat(polled).isEqualTo(events.stream().filter(event -> !event.getPublished().isBefore(since)).limit(SystemLog.MOST).map(LogEvent::getUuid).toList());
        }
    }
}
