package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SystemLogTest {

    private final TestContainer world = TestContainer.onDerby();
    private final SystemLog log = world.get(SystemLog.class);

    @AfterEach
    void end() {
        world.close();
    }

    private void write(Entry... entries) {
        world.inTransaction(() -> List.of(entries).forEach(log::write));
    }

    private void writeOneEach(int number, Duration apart) {
        world.inTransaction(() -> IntStream.range(0, number).forEach(i -> {
            log.write(Entry.of(EventType.SESSION_END).fact("number", i));
            world.clock().advance(apart);
        }));
    }

    private static List<String> numbers(LogPage page) {
        return page.events().stream().map(event -> event.getDebugData().get("number")).toList();
    }

    private List<String> reasons(LogQuery query) {
        return log.find(query, null, 100).events().stream().map(LogEvent::getOutcomeReason).toList();
    }

    @Test
    void showsTheNewestFirst() {
        writeOneEach(3, Duration.ofMillis(1));

        LogPage page = log.find(LogQuery.ALL, null, 10);

        assertThat(numbers(page)).containsExactly("2", "1", "0");
        assertThat(page.newer()).isEmpty();
        assertThat(page.older()).isEmpty();
    }

    @Test
    void keepsTheOrderOfWhatIsWrittenWithinAMillisecond() {
        writeOneEach(100, Duration.ZERO);
        assertThat(numbers(log.find(LogQuery.ALL, null, 100))).isEqualTo(IntStream.range(0, 100).mapToObj(i -> String.valueOf(99 - i)).toList());
    }

    @Test
    void neitherSkipsNorRepeatsAnEventWhenAllHaveTheSameTime() {
        writeOneEach(23, Duration.ZERO);
        List<String> whole = log.find(LogQuery.ALL, null, 100).events().stream().map(LogEvent::getUuid).toList();
        assertThat(whole).hasSize(23).doesNotHaveDuplicates();

        List<String> down = new ArrayList<>();
        LogPage page = log.find(LogQuery.ALL, null, 5);
        page.events().forEach(event -> down.add(event.getUuid()));
        while (page.older().isPresent()) {
            page = log.find(LogQuery.ALL, page.older().get(), 5);
            page.events().forEach(event -> down.add(event.getUuid()));
        }
        assertThat(down).isEqualTo(whole);

        List<String> up = new ArrayList<>();
        page.events().forEach(event -> up.add(0, event.getUuid()));
        Collections.reverse(up);
        while (page.newer().isPresent()) {
            page = log.find(LogQuery.ALL, page.newer().get(), 5);
            List<String> above = page.events().stream().map(LogEvent::getUuid).filter(uuid -> !up.contains(uuid)).toList();
            up.addAll(0, above);
        }
        assertThat(up).isEqualTo(whole);
    }

    @Test
    void staysInPlaceWhileEventsAreWritten() {
        writeOneEach(6, Duration.ofMillis(1));
        LogPage first = log.find(LogQuery.ALL, null, 3);
        write(Entry.of(EventType.STEP_UP).fact("number", "late"));

        LogPage second = log.find(LogQuery.ALL, first.older().orElseThrow(), 3);

        assertThat(numbers(second)).containsExactly("2", "1", "0");
        assertThat(numbers(log.find(LogQuery.ALL, second.newer().orElseThrow(), 3))).containsExactly("5", "4", "3");
        assertThat(numbers(log.find(LogQuery.ALL, second.newer().orElseThrow(), 4)))
                .as("exactly what lies above: the top").containsExactly("late", "5", "4", "3");
    }

    @Test
    void takesSinceInAndUntilOut() {
        Instant start = world.clock().instant();
        writeOneEach(4, Duration.ofMillis(1));

        assertThat(numbers(log.find(LogQuery.ALL.since(start.plusMillis(1)).until(start.plusMillis(3)), null, 10)))
                .containsExactly("2", "1");
    }

    @Test
    void takesWildcardsAsPlainCharacters() {
        write(Entry.of(EventType.REFUSED).because("100% sure"), Entry.of(EventType.REFUSED).because("1000 sure"),
                Entry.of(EventType.REFUSED).because("a_b"), Entry.of(EventType.REFUSED).because("axb"),
                Entry.of(EventType.REFUSED).because("wow!"), Entry.of(EventType.REFUSED).because("c:\\temp"),
                Entry.of(EventType.REFUSED).because("it's"));

        assertThat(reasons(LogQuery.ALL.text("100%"))).containsExactly("100% sure");
        assertThat(reasons(LogQuery.ALL.text("a_b"))).containsExactly("a_b");
        assertThat(reasons(LogQuery.ALL.text("w!"))).containsExactly("wow!");
        assertThat(reasons(LogQuery.ALL.text("c:\\t"))).containsExactly("c:\\temp");
        assertThat(reasons(LogQuery.ALL.text("it's"))).containsExactly("it's");
        assertThat(reasons(LogQuery.ALL.text("%"))).containsExactly("100% sure");
    }

    @Test
    void wantsEveryKeywordWhateverItsCaseAndWhereverItStands() {
        write(Entry.of(EventType.FAILOVER).because("one").on(new Target("d-1", "Domain", "Portal.Example.Test", "Größe", Map.of("to", "us-west")))
                .fact("operation", "OP-77"), Entry.of(EventType.FAILBACK).because("two").fact("operation", "OP-77"));

        assertThat(reasons(LogQuery.ALL.text("op-77"))).containsExactlyInAnyOrder("one", "two");
        assertThat(reasons(LogQuery.ALL.text("op-77 PORTAL.example"))).containsExactly("one");
        assertThat(reasons(LogQuery.ALL.text("US-west gröSSe"))).isEmpty();
        assertThat(reasons(LogQuery.ALL.text("US-west GRÖßE"))).containsExactly("one");
        assertThat(reasons(LogQuery.ALL.text("dr.failback"))).containsExactly("two");
        assertThat(reasons(LogQuery.ALL.text("alternateId"))).as("names that all events share are no text").isEmpty();
    }

    @Test
    void findsWhatOneRequestOrOneBrowserDid() {
        Client client = new Client(Actor.user("u1", "anna", "Anna"), "192.0.2.7", "Browser/1", "session-hash", "request-9");
        try (var bound = Client.bind(client)) {
            write(Entry.of(EventType.SESSION_START));
        }
        write(Entry.of(EventType.SESSION_START));

        for (String text : List.of("request-9", "session-hash", "192.0.2.7", "browser/1")) {
            assertThat(log.find(LogQuery.ALL.text(text), null, 10).events()).as(text).hasSize(1);
        }
        LogEvent event = log.find(LogQuery.ALL.actor("ANNA"), null, 10).events().get(0);
        assertThat(log.find(LogQuery.ALL.text(event.getUuid()), null, 10).events()).extracting(LogEvent::getUuid)
                .containsExactly(event.getUuid());
        assertThat(log.find(LogQuery.ALL.actor("ann"), null, 10).events()).isEmpty();
    }

    @Test
    void narrowsByTypeAndOutcomeTogether() {
        write(Entry.of(EventType.SESSION_START).because("in"), Entry.of(EventType.SESSION_START).failed("wrong"),
                Entry.of(EventType.STEP_UP).failed("wrong too"), Entry.of(EventType.ACCESS_DENIED).denied("may not"));

        assertThat(reasons(LogQuery.ALL.type(EventType.SESSION_START).outcome(Outcome.FAILURE))).containsExactly("wrong");
        assertThat(reasons(LogQuery.ALL.outcome(Outcome.DENY))).containsExactly("may not");
    }

    @Test
    void keepsWhatAnAttackerSends() {
        write(Entry.of(EventType.SESSION_START).by(Actor.user("u", "an\0na\ud800", "x".repeat(198) + "\ud83d\ude00\ud83d\ude00"))
                .fact("note", "a\0b\udc00"));

        LogEvent event = log.find(LogQuery.ALL, null, 1).events().get(0);
        assertThat(event.getActor().name()).isEqualTo("an\ufffdna\ufffd");
        assertThat(event.getActor().displayName()).isEqualTo("x".repeat(198) + "…");
        assertThat(event.getDebugData()).containsEntry("note", "a\0b\ufffd");
    }

    @Test
    void isReadOnlyByThoseWhoMay() {
        world.as("anna", List.of("okta.dr.manage", "dr.user"), () -> {
            assertThatThrownBy(() -> log.find(LogQuery.ALL, null, 1)).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> log.export(LogQuery.ALL, LogFormat.CSV, new ByteArrayOutputStream())).isInstanceOf(EJBAccessException.class);
        });
        world.as("carl", List.of("okta.logs.read"), () -> assertThat(log.find(LogQuery.ALL, null, 1).events()).isEmpty());
    }
}
