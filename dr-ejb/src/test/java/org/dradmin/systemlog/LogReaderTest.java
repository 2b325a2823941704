package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever way leads to the events wanted, they are the same ones in the same order as by looking at each. */
class LogReaderTest {

    private static final int EVENTS = 6000;
    private static final List<EventType> TYPES = List.of(EventType.FAILOVER, EventType.FAILOVER_STEP, EventType.FAILBACK, EventType.SESSION_START, EventType.SESSION_END);

    private static TestContainer world;
    private static SystemLog log;
    /** In the order of their places. */
    private static List<LogEvent> events;

    /** Eight years of them: by the thousand within a minute, many at one instant, and years apart. */
    @BeforeAll
    static void write() {
        world = TestContainer.onDerby();
        log = world.get(SystemLog.class);
        Random random = new Random(7);
        for (int written = 0; written < EVENTS; written += 500) {
            world.inTransaction(() -> {
                for (int i = 0; i < 500; i++) {
                    log.write(entry(random));
                    world.clock().advance(Duration.ofMillis(random.nextInt(40)));
                }
            });
            world.clock().advance(written % 1000 == 0 ? Duration.ofDays(1 + random.nextInt(500)) : Duration.ofMinutes(50));
        }
        world.get(LogSequencer.class).tick();
        events = new ArrayList<>();
        LogPoll poll = new LogPoll(List.of(), 0);
        do {
            poll = log.poll(LogQuery.ALL, poll.next(), 1000);
            events.addAll(poll.events());
        } while (!poll.events().isEmpty());
        assertThat(events).hasSize(EVENTS);
    }

    private static Entry entry(Random random) {
        Entry entry = Entry.of(TYPES.get(random.nextInt(50) == 0 ? random.nextInt(3) : 3 + random.nextInt(2)));
        for (int i = random.nextInt(4); i > 0; i--) {
            // Now and then twice the same.
            String id = "t" + random.nextInt(5);
            entry = entry.on(new Target(id, "User", null, random.nextBoolean() ? "Target" : "Other", Map.of()));
        }
        entry = entry.fact("word", random.nextInt(400) == 0 ? "needle" : "hay");
        return random.nextInt(10) == 0 ? entry.failed("no") : entry;
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private record Wanted(String name, LogQuery query, Predicate<LogEvent> test) {

        static Wanted filter(String filter, Predicate<LogEvent> test) {
            return new Wanted(filter, LogQuery.ALL.condition(LogCondition.parse(filter)), test);
        }

        Wanted within(Instant since, Instant until) {
            return new Wanted(name + " from " + since + " to " + until, query.since(since).until(until),
                    test.and(event -> !event.getPublished().isBefore(since) && event.getPublished().isBefore(until)));
        }
    }

    private static boolean has(LogEvent event, String target) {
        return event.getTargets().stream().anyMatch(of -> of.id().equals(target));
    }

    private static List<Wanted> wanted() {
        List<Wanted> wanted = new ArrayList<>(List.of(
                Wanted.filter("eventType sw \"system.dr.fail\"", e -> e.getEventType().startsWith("system.dr.fail")),
                Wanted.filter("eventType eq \"user.session.end\" or eventType eq \"system.dr.failback\"",
                        e -> e.getEventType().equals("user.session.end") || e.getEventType().equals("system.dr.failback")),
                Wanted.filter("not (eventType co \"session\") and outcome.reason eq \"no\"", e -> !e.getEventType().contains("session") && "no".equals(e.getOutcomeReason())),
                Wanted.filter("eventType ew \".step\" or target.id eq \"t1\"", e -> e.getEventType().endsWith(".step") || has(e, "t1")),
                Wanted.filter("eventType sw \"nothing\"", e -> false),
                Wanted.filter("target.id eq \"t3\"", e -> has(e, "t3")),
                Wanted.filter("target.id eq \"t3\" and target.id eq \"t4\" and eventType sw \"user\"", e -> has(e, "t3") && has(e, "t4") && e.getEventType().startsWith("user")),
                Wanted.filter("target.id eq \"nothing\"", e -> false),
                Wanted.filter("debugContext.debugData.word eq \"needle\"", e -> "needle".equals(e.getDebugData().get("word"))),
                new Wanted("the word needle", LogQuery.ALL.text("needle"), e -> "needle".equals(e.getDebugData().get("word"))),
                new Wanted("the word nowhere", LogQuery.ALL.text("nowhere"), e -> false)));
        Instant since = events.get(700).getPublished();
        Instant until = events.get(5300).getPublished();
        List.copyOf(wanted).forEach(one -> wanted.add(one.within(since, until)));
        return wanted;
    }

    @TestFactory
    List<DynamicTest> findsTheSameByTimeInBothDirections() {
        return wanted().stream().map(wanted -> DynamicTest.dynamicTest(wanted.name, () -> {
            List<String> oldestFirst = events.stream().filter(wanted.test).sorted(Comparator.comparing(LogEvent::getPublished).thenComparing(LogEvent::getUuid))
                    .map(LogEvent::getUuid).toList();
            List<String> newestFirst = new ArrayList<>(oldestFirst);
            Collections.reverse(newestFirst);

            assertThat(beyond(wanted.query, LogCursor.before(Instant.EPOCH))).isEqualTo(oldestFirst);
            assertThat(beyond(wanted.query, LogCursor.behind(Instant.parse("2100-01-01T00:00:00Z")))).isEqualTo(newestFirst);
            assertThat(log.find(wanted.query, null, 40).events()).extracting(LogEvent::getUuid).isEqualTo(newestFirst.subList(0, Math.min(40, newestFirst.size())));
        })).toList();
    }

    private static List<String> beyond(LogQuery query, LogCursor begin) {
        List<String> found = new ArrayList<>();
        LogCursor cursor = begin;
        List<LogEvent> page;
        do {
            page = log.beyond(query, cursor, 70);
            page.forEach(event -> found.add(event.getUuid()));
            cursor = page.isEmpty() ? cursor : LogCursor.behind(page.get(page.size() - 1), begin.newer());
        } while (page.size() == 70);
        return found;
    }

    @TestFactory
    List<DynamicTest> findsTheSameByPlace() {
        return wanted().stream().map(wanted -> DynamicTest.dynamicTest(wanted.name, () -> {
            List<String> found = new ArrayList<>();
            LogPoll poll = new LogPoll(List.of(), 0);
            do {
                poll = log.poll(wanted.query, poll.next(), 70);
                poll.events().forEach(event -> found.add(event.getUuid()));
            } while (!poll.events().isEmpty());

            assertThat(found).isEqualTo(events.stream().filter(wanted.test).map(LogEvent::getUuid).toList());
        })).toList();
    }

    @Test
    void knowsWhatLeadsToTheEventsAndWhatDoesNot() {
        assertThat(LogQuery.ALL.condition(LogCondition.parse("actor.id eq \"a\" and displayMessage co \"x\"")).isLookedFor()).isFalse();
        assertThat(LogQuery.ALL.condition(LogCondition.parse("actor.id eq \"a\" or displayMessage co \"x\"")).isLookedFor()).isTrue();
        assertThat(LogQuery.ALL.condition(LogCondition.parse("actor.id ne \"a\"")).isLookedFor()).isTrue();
        assertThat(LogQuery.ALL.isLookedFor()).isFalse();
    }
}
