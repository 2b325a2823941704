package org.dradmin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.dradmin.access.User;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.LogFormat;
import org.dradmin.systemlog.LogProgress;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.Outcome;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.UnsteadyLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogExportsTest {

    private static final LogQuery WANTED = LogQuery.ALL.type(EventType.SESSION_END);

    private final TestContainer world = TestContainer.onDerby();
    private final LogExports exports = world.get(LogExports.class);
    private final ExportWatch watch = world.get(ExportWatch.class);
    private final ExportJobs jobs = world.get(ExportJobs.class);
    private final SystemLog log = world.get(SystemLog.class);
    private final User rita = new User("rita", "Rita", "rita@example.test");

    @BeforeEach
    void write() {
        world.inTransaction(() -> {
            world.em().persist(rita);
            IntStream.range(0, 1203).forEach(i -> log.write(Entry.of(EventType.SESSION_END).fact("number", i)));
        });
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void asRita(TestContainer.Work work) {
        try (var client = Client.bind(new Client(Actor.user(rita.getId(), "rita", "Rita"), "192.0.2.1", null, null, "t"))) {
            world.as(rita.getId(), List.of(Roles.LOGS_READ, Roles.USER), work);
        }
    }

    private String prepared(LogFormat format) {
        String[] id = new String[1];
        asRita(() -> id[0] = exports.prepare(WANTED, format, "?type=user.session.end"));
        return id[0];
    }

    private ExportRow row() {
        ExportRow[] row = new ExportRow[1];
        asRita(() -> row[0] = exports.own().get(0));
        return row[0];
    }

    private LogEvent newest(EventType type) {
        return log.find(LogQuery.ALL.type(type), null, 1).events().get(0);
    }

    private List<String> mails() {
        return world.inTransaction(() -> world.em().createQuery("SELECT m.subject FROM OutboxMail m WHERE m.recipient = 'rita@example.test'", String.class).getResultList());
    }

    private Path directory() {
        return world.get(DataDirectory.class).path().resolve("exports");
    }

    private long files() throws IOException {
        if (!Files.exists(directory())) {
            return 0;
        }
        try (var files = Files.list(directory())) {
            return files.count();
        }
    }

    @Test
    void writesTheSameFileAsADownloadAndTellsWhoAsked() throws Exception {
        for (LogFormat format : LogFormat.values()) {
            String id = prepared(format);
            assertThat(row().state()).isEqualTo(ExportState.WAITING);

            watch.look();

            ByteArrayOutputStream direct = new ByteArrayOutputStream();
            log.export(WANTED, format, direct);
            asRita(() -> {
                ExportFile file = exports.download(id).orElseThrow();
                assertThat(Files.readAllBytes(file.path())).isEqualTo(direct.toByteArray());
                assertThat(file.bytes()).isEqualTo(direct.size());
            });
            ExportRow row = world.inTransaction(() -> world.em().find(LogExport.class, id).row());
            assertThat(row.state()).isEqualTo(ExportState.READY);
            assertThat(row.written()).isEqualTo(1203);
            assertThat(row.digest()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(direct.toByteArray())));
        }
        assertThat(mails()).containsExactly("Your export of the System Log is ready", "Your export of the System Log is ready");
        assertThat(newest(EventType.LOG_EXPORT_DOWNLOAD).getActor().name()).isEqualTo("rita");
    }

    @Test
    void recordsTheExportInTheNameOfWhoAsked() {
        prepared(LogFormat.CSV);
        watch.look();

        LogEvent event = newest(EventType.LOG_EXPORT);
        assertThat(event.getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.getActor()).isEqualTo(Actor.user(rita.getId(), "rita", "Rita"));
        assertThat(event.getDebugData()).containsEntry("rows", "1203").containsEntry("format", "CSV").containsEntry("sha256", row().digest());
        assertThat(event.getDebugData().get("filter")).startsWith("until ").endsWith("; event type user.session.end");
    }

    @Test
    void holdsNothingThatHappensAfterItWasAskedFor() {
        prepared(LogFormat.CSV);
        world.inTransaction(() -> log.write(Entry.of(EventType.SESSION_END)));
        world.clock().advance(java.time.Duration.ofDays(300));
        world.inTransaction(() -> log.write(Entry.of(EventType.SESSION_END)));

        watch.look();

        assertThat(row().written()).isLessThanOrEqualTo(1204);
    }

    @Test
    void stopsWhenItIsCancelledAndRecordsThat() throws IOException {
        String id = prepared(LogFormat.CSV);
        asRita(() -> exports.cancel(id));

        watch.look();

        assertThat(row().state()).isEqualTo(ExportState.CANCELLED);
        assertThat(newest(EventType.LOG_EXPORT).getOutcomeReason()).isEqualTo("Cancelled by the one who asked for it.");
        assertThat(mails()).isEmpty();
        assertThat(files()).isZero();
        asRita(() -> {
            assertThatThrownBy(() -> exports.cancel(id)).isInstanceOf(Refusal.class).hasMessageContaining("has ended meanwhile");
            assertThat(exports.download(id)).isEmpty();
        });
    }

    @Test
    void stopsInTheMiddleWhenItIsCancelledWhileItIsWritten() {
        String id = prepared(LogFormat.CSV);
        ExportRun run = jobs.take(id, "node").orElseThrow();
        assertThat(jobs.progress(run, new ExportRun.Reached(500, 100, 40, null))).isTrue();
        asRita(() -> exports.cancel(id));

        assertThat(jobs.progress(run, new ExportRun.Reached(600, 120, 40, null))).isFalse();
        jobs.broken(run, 600, 120, "Stopped.");

        assertThat(row()).matches(row -> row.state() == ExportState.CANCELLED && row.written() == 600);
        assertThat(newest(EventType.LOG_EXPORT).getDebugData()).containsEntry("rows", "600");
    }

    @Test
    void goesOnWhereItWasWhenTheServerStopped() throws Exception {
        world.inTransaction(() -> IntStream.range(0, 4500).forEach(i -> log.write(Entry.of(EventType.SESSION_END).fact("number", i))));
        String node = world.get(DataDirectory.class).nodeId();
        for (LogFormat format : LogFormat.values()) {
            String id = prepared(format);
            boolean[] over = new boolean[1];
            world.get(ExportWriter.class).write(jobs.take(id, node).orElseThrow(), () -> true, () -> over[0] = true);
            assertThat(over).containsExactly(true);
            assertThat(row()).matches(row -> row.state() == ExportState.WAITING && row.written() == 5000 && row.percent() > 80 && row.percent() < 100);

            watch.look();

            assertThat(row()).matches(row -> row.state() == ExportState.READY && row.written() == 5703);
            ByteArrayOutputStream direct = new ByteArrayOutputStream();
            log.export(WANTED, format, direct);
            asRita(() -> assertThat(Files.readAllBytes(exports.download(id).orElseThrow().path())).isEqualTo(direct.toByteArray()));
            assertThat(row().digest()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(direct.toByteArray())));
        }
        assertThat(files()).as("no drafts are left").isEqualTo(2);
    }

    @Test
    void doesNotCountStopsInGoodOrder() {
        String id = prepared(LogFormat.CSV);
        for (int stop = 0; stop <= ExportJobs.MOST_TURNS; stop++) {
            jobs.pause(jobs.take(id, "node").orElseThrow(), ExportRun.Reached.NOTHING);
        }

        watch.look();

        assertThat(row().state()).isEqualTo(ExportState.READY);
    }

    @Test
    void beginsAnewWhereTheFileOfTheTurnBeforeIsGoneOrShorter() throws Exception {
        world.inTransaction(() -> IntStream.range(0, 4500).forEach(i -> log.write(Entry.of(EventType.SESSION_END))));
        String id = prepared(LogFormat.CSV);
        world.get(ExportWriter.class).write(jobs.take(id, "node").orElseThrow(), () -> true, () -> { });
        try (var drafts = Files.newDirectoryStream(directory(), "*.draft")) {
            Path draft = drafts.iterator().next();
            Files.write(draft, new byte[1]);
        }

        watch.look();

        assertThat(row()).matches(row -> row.state() == ExportState.READY && row.written() == 5703);
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void beginsAnewAfterTheServerDied() {
        String id = prepared(LogFormat.CSV);
        ExportRun dead = jobs.take(id, world.get(DataDirectory.class).nodeId()).orElseThrow();
        jobs.progress(dead, new ExportRun.Reached(700, 1, 40, null));

        watch.look();

        assertThat(row()).matches(row -> row.state() == ExportState.READY && row.written() == 1203);
        assertThat(jobs.progress(dead, new ExportRun.Reached(800, 1, 40, null))).as("the dead one, risen").isFalse();
        assertThat(jobs.ready(dead, 800, 1, "x")).isFalse();
        assertThat(row().written()).isEqualTo(1203);
    }

    @Test
    void leavesAloneWhatAnotherNodeIsWriting() {
        String id = prepared(LogFormat.CSV);
        jobs.take(id, "another").orElseThrow();

        watch.look();

        assertThat(row().state()).isEqualTo(ExportState.RUNNING);
    }

    @Test
    void givesUpAfterTheServerDiedOverItAgainAndAgain() {
        String id = prepared(LogFormat.CSV);
        String node = world.get(DataDirectory.class).nodeId();
        for (int i = 0; i < ExportJobs.MOST_TURNS; i++) {
            jobs.take(id, node).orElseThrow();
        }

        watch.look();

        assertThat(row().state()).isEqualTo(ExportState.FAILED);
        assertThat(row().reason()).startsWith("Given up");
        assertThat(mails()).containsExactly("Your export of the System Log failed");
    }

    /** On a server that has closed its connections before the export was told to stop, as Payara does. */
    static class WithoutDatabase extends SystemLog {
        @Override
        public boolean copy(LogQuery query, LogFormat format, OutputStream out, LogCursor from, LogProgress progress) {
            throw new IllegalStateException("The pool is shut down.");
        }
    }

    @Test
    void countsNoStopInGoodOrderAsADeathThoughTheDatabaseWasGoneBefore() throws IOException {
        String id = prepared(LogFormat.CSV);
        String node = world.get(DataDirectory.class).nodeId();
        for (int i = 1; i < ExportJobs.MOST_TURNS; i++) {
            jobs.take(id, node).orElseThrow();
        }
        try (TestContainer stopping = world.anotherNode().setting("dr.data.dir", world.get(DataDirectory.class).path().toString()).subclass(SystemLog.class, WithoutDatabase.class)) {
            stopping.get(ExportWriter.class).write(jobs.take(id, node).orElseThrow(), () -> true, () -> { });
        }
        assertThat(row().state()).isEqualTo(ExportState.RUNNING);

        watch.look();

        assertThat(row()).matches(row -> row.state() == ExportState.READY && row.written() == 1203);
        assertThat(files()).isEqualTo(1);
    }

    private void writtenBy(Class<? extends SystemLog> source) {
        world.inTransaction(() -> IntStream.range(0, 4500).forEach(i -> log.write(Entry.of(EventType.SESSION_END).fact("number", i))));
        String id = prepared(LogFormat.JSON_LINES);
        try (TestContainer node = world.anotherNode().setting("dr.data.dir", world.get(DataDirectory.class).path().toString()).subclass(SystemLog.class, source)) {
            node.get(ExportWriter.class).write(jobs.take(id, world.get(DataDirectory.class).nodeId()).orElseThrow(), () -> false, () -> { });
        }
    }

    @Test
    void holdsEachEventOnceThoughTheDatabaseBrokeOnTheWay() throws Exception {
        writtenBy(UnsteadyLog.Stumbling.class);

        assertThat(row()).matches(row -> row.state() == ExportState.READY && row.written() == 5703);
        ByteArrayOutputStream direct = new ByteArrayOutputStream();
        log.export(WANTED, LogFormat.JSON_LINES, direct);
        asRita(() -> assertThat(Files.readAllBytes(exports.download(row().id()).orElseThrow().path())).isEqualTo(direct.toByteArray()));
    }

    @Test
    void failsClearlyWhereTheDatabaseDoesNotGiveTheRest() throws IOException {
        writtenBy(UnsteadyLog.Ending.class);

        assertThat(row()).matches(row -> row.state() == ExportState.FAILED && row.written() == 5000);
        assertThat(row().reason()).isEqualTo("The events could not all be read. Ask for it again; the server's log has the cause.");
        assertThat(newest(EventType.LOG_EXPORT)).matches(event -> event.getOutcome() == Outcome.FAILURE).extracting(LogEvent::getOutcomeReason).isEqualTo(row().reason());
        assertThat(mails()).containsExactly("Your export of the System Log failed");
        assertThat(files()).isZero();
    }

    @Test
    void failsClearlyBeforeTheDiskIsFull() throws IOException {
        world.setting("dr.export.room", "2000000000");
        prepared(LogFormat.CSV);

        watch.look();

        assertThat(row().state()).isEqualTo(ExportState.FAILED);
        assertThat(row().reason()).contains("MB of room left", "dr.export.room");
        assertThat(newest(EventType.LOG_EXPORT).getOutcome()).isEqualTo(Outcome.FAILURE);
        assertThat(files()).isZero();
    }

    @Test
    void failsClearlyWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(world.get(DataDirectory.class).path().resolve("in-the-way"), "x", StandardCharsets.UTF_8);
        world.setting("dr.export.dir", file.toString());
        prepared(LogFormat.CSV);

        watch.look();

        assertThat(row().state()).isEqualTo(ExportState.FAILED);
        assertThat(row().reason()).startsWith("The file could not be written:");
    }

    @Test
    void belongsToWhoAskedForItAndToNobodyElse() {
        String id = prepared(LogFormat.CSV);
        watch.look();

        world.as("grace", List.of(Roles.LOGS_READ, Roles.SETTINGS_MANAGE), () -> {
            assertThat(exports.own()).isEmpty();
            assertThat(exports.download(id)).isEmpty();
            assertThatThrownBy(() -> exports.cancel(id)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> exports.discard(id)).isInstanceOf(Refusal.class);
        });
        world.as("eve", List.of(Roles.USER), () -> {
            assertThatThrownBy(exports::own).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> exports.prepare(WANTED, LogFormat.CSV, "")).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> exports.download(id)).isInstanceOf(EJBAccessException.class);
        });
    }

    @Test
    void clearsAwayWhatIsNotWantedAnyMore() throws IOException {
        String id = prepared(LogFormat.CSV);
        asRita(() -> assertThatThrownBy(() -> exports.discard(id)).isInstanceOf(Refusal.class).hasMessageContaining("Cancel it first"));
        watch.look();
        watch.clear();
        assertThat(files()).as("kept").isEqualTo(1);

        asRita(() -> exports.discard(id));
        watch.clear();

        assertThat(files()).isZero();
        asRita(() -> assertThat(exports.own()).isEmpty());
    }

    @Test
    void limitsWhatOnePersonHasUnderWay() {
        IntStream.range(0, LogExports.MOST_UNDER_WAY).forEach(i -> prepared(LogFormat.CSV));
        asRita(() -> assertThatThrownBy(() -> exports.prepare(WANTED, LogFormat.CSV, "")).isInstanceOf(Refusal.class).hasMessageContaining("under way"));
    }
}
