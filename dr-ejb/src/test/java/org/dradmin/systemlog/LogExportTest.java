package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogExportTest {

    private final TestContainer world = TestContainer.onDerby();
    private final SystemLog log = world.get(SystemLog.class);

    @AfterEach
    void end() {
        world.close();
    }

    private void write(Entry... entries) {
        world.inTransaction(() -> List.of(entries).forEach(log::write));
    }

    private String export(LogQuery query) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.export(query, LogFormat.CSV, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<NamedCsvRecord> rows(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }

    private LogEvent newest() {
        return log.find(LogQuery.ALL.type(EventType.LOG_EXPORT), null, 1).events().get(0);
    }

    @Test
    void writesEveryEventTheFilterShowsOnceAndInOrder() throws IOException {
        world.inTransaction(() -> IntStream.range(0, 5203).forEach(i -> log.write(Entry.of(EventType.SESSION_END).fact("number", i))));
        write(Entry.of(EventType.STEP_UP));
        List<String> shown = world.inTransaction(() -> world.em()
                .createQuery("SELECT e.uuid FROM LogEvent e WHERE e.eventType = 'user.session.end' ORDER BY e.published DESC, e.uuid DESC",
                        String.class).getResultList());

        assertThat(rows(export(LogQuery.ALL.type(EventType.SESSION_END)))).extracting(row -> row.getField("uuid")).isEqualTo(shown);
    }

    @Test
    void leavesNothingForASpreadsheetToExecute() throws IOException {
        for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n")) {
            write(Entry.of(EventType.REFUSED).by(Actor.user("u", start + "cmd|' /C calc'!A0", "plain")).because(start + "1"));
        }

        List<NamedCsvRecord> rows = rows(export(LogQuery.ALL.type(EventType.REFUSED)));

        assertThat(rows).hasSize(7).allSatisfy(row -> {
            assertThat(row.getField("actor.alternateId")).matches("(?s)'[=+\\-@\\t\\r\\n]cmd.*");
            assertThat(row.getField("outcome.reason")).matches("(?s)'[=+\\-@\\t\\r\\n]1");
            assertThat(row.getField("actor.displayName")).isEqualTo("plain");
        });
    }

    @Test
    void followsTheStandard() throws IOException {
        write(Entry.of(EventType.REFUSED).because("say \"no\", then\r\nstop"));

        String csv = export(LogQuery.ALL);

        assertThat(csv).startsWith("published,uuid,eventType,").endsWith("\r\n").contains("\"say \"\"no\"\", then\r\nstop\"");
        assertThat(rows(csv).get(0).getField("outcome.reason")).isEqualTo("say \"no\", then\r\nstop");
    }

    @Test
    void hasColumnNamesEvenWithoutEvents() throws IOException {
        assertThat(export(LogQuery.ALL)).startsWith("published,").hasLineCount(1);
    }

    @Test
    void writesEachEventOnALineAsTheApiAnswersWithIt() throws IOException {
        world.inTransaction(() -> IntStream.range(0, 703).forEach(i -> log.write(Entry.of(EventType.REFUSED).because("Zeile\n" + i))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(log.export(LogQuery.ALL.type(EventType.REFUSED), LogFormat.JSON_LINES, out)).isEqualTo(703);

        List<String> shown = world.inTransaction(() -> world.em()
                .createQuery("SELECT e FROM LogEvent e WHERE e.eventType = 'security.request.refused' ORDER BY e.published DESC, e.uuid DESC",
                        LogEvent.class).getResultList()).stream().map(EventBody::line).toList();
        assertThat(out.toString(StandardCharsets.UTF_8).split("\n")).isEqualTo(shown.toArray());
        assertThat(newest().getDebugData()).containsEntry("format", "JSON Lines").containsEntry("rows", "703");
    }

    @Test
    void copiesForTheSystemOnlyAndNoLongerThanItIsToldTo() throws IOException {
        world.inTransaction(() -> IntStream.range(0, 5100).forEach(i -> log.write(Entry.of(EventType.SESSION_END))));

        List<String> told = new ArrayList<>();
        assertThat(log.copy(LogQuery.ALL, LogFormat.CSV, OutputStream.nullOutputStream(), null, (rows, percent, reached) -> {
            told.add(rows + " " + percent);
            return false;
        })).isFalse();
        assertThat(told).containsExactly("5000 98");

        assertThat(log.find(LogQuery.ALL.type(EventType.LOG_EXPORT), null, 1).events()).as("who asks for it records it").isEmpty();
        world.as("rita", List.of("okta.logs.read"), () -> assertThatThrownBy(() ->
                log.copy(LogQuery.ALL, LogFormat.CSV, OutputStream.nullOutputStream(), null, (rows, percent, reached) -> true)).isInstanceOf(EJBAccessException.class));
    }

    @Test
    void recordsEachExportWithItsFilterAndItsRows() throws IOException {
        write(Entry.of(EventType.REFUSED), Entry.of(EventType.REFUSED));

        export(LogQuery.ALL.type(EventType.REFUSED).text("Request refused").outcome(Outcome.SUCCESS));

        assertThat(newest().getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(newest().getDebugData()).containsEntry("rows", "2")
                .containsEntry("filter", "text request refused; event type security.request.refused; outcome SUCCESS");
    }

    @Test
    void recordsAnExportThatBrokeOffWithWhatWasSent() {
        world.inTransaction(() -> IntStream.range(0, 5100).forEach(i -> log.write(Entry.of(EventType.SESSION_END))));
        OutputStream broken = new ByteArrayOutputStream() {
            private int pages;

            @Override
            public void flush() throws IOException {
                if (++pages == 2) {
                    throw new IOException("Connection reset");
                }
            }
        };

        assertThatThrownBy(() -> log.export(LogQuery.ALL, LogFormat.CSV, broken)).isInstanceOf(IOException.class).hasMessage("Connection reset");

        assertThat(newest().getOutcome()).isEqualTo(Outcome.FAILURE);
        assertThat(newest().getOutcomeReason()).isEqualTo("The download ended before all events were sent.");
        assertThat(newest().getDebugData()).containsEntry("rows", "5000").containsEntry("filter", "everything");
    }

    /** Has page after page of new events, and looks at the last one how many of them somebody still holds. */
    static class LongLog extends SystemLog {

        private static final int PAGES = 60;
        private final List<WeakReference<LogEvent>> given = new ArrayList<>();
        private static long held;

        @Override
        List<LogEvent> exported(LogQuery query, LogCursor cursor) {
            int size = given.size() == PAGES ? 0 : EXPORT_PAGE;
            List<LogEvent> events = IntStream.range(0, size).mapToObj(i -> event()).toList();
            if (size == 0) {
                return events;
            }
            given.add(new WeakReference<>(events.get(0)));
            if (given.size() == PAGES) {
                System.gc();
                held = given.stream().filter(event -> event.get() != null).count();
            }
            return events;
        }

        private static LogEvent event() {
            LogEvent event = new LogEvent(Entry.of(EventType.SESSION_END), Client.current(), Instant.EPOCH);
            event.place(1);
            return event;
        }
    }

    @Test
    void holdsNoMoreThanAPageHoweverManyEventsThereAre() throws IOException {
        for (LogFormat format : LogFormat.values()) {
            try (TestContainer endless = world.anotherNode().subclass(SystemLog.class, LongLog.class)) {
                assertThat(endless.get(SystemLog.class).export(LogQuery.ALL, format, OutputStream.nullOutputStream())).isEqualTo((long) LongLog.PAGES * SystemLog.EXPORT_PAGE);
                assertThat(LongLog.held).as("pages of " + format).isBetween(1L, 2L);
            }
        }
    }

    @Test
    void readsAPageAgainThatCouldNotBeReadWithoutWritingAnEventTwice() throws IOException {
        world.inTransaction(() -> IntStream.range(0, 5100).forEach(i -> log.write(Entry.of(EventType.SESSION_END).fact("number", i))));
        LogQuery wanted = LogQuery.ALL.type(EventType.SESSION_END);
        String whole = export(wanted);
        try (TestContainer stumbling = world.anotherNode().subclass(SystemLog.class, UnsteadyLog.Stumbling.class)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            assertThat(stumbling.get(SystemLog.class).export(wanted, LogFormat.CSV, out)).isEqualTo(5100);

            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(whole);
            assertThat(newest().getOutcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void saysInTheFileItselfThatEventsAreMissing() {
        try (TestContainer breaking = world.anotherNode().subclass(SystemLog.class, UnsteadyLog.Ending.class)) {
            world.inTransaction(() -> IntStream.range(0, 5100).forEach(i -> log.write(Entry.of(EventType.SESSION_END))));
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            assertThatThrownBy(() -> breaking.get(SystemLog.class).export(LogQuery.ALL, LogFormat.CSV, out)).isInstanceOf(EJBException.class);

            List<NamedCsvRecord> rows = rows(out.toString(StandardCharsets.UTF_8));
            assertThat(rows).hasSize(5001);
            assertThat(rows.get(5000).getField("published")).startsWith("INCOMPLETE");
            assertThat(newest().getOutcomeReason()).isEqualTo("The events could not all be read.");
            assertThat(newest().getDebugData()).containsEntry("rows", "5000");
        }
    }
}
