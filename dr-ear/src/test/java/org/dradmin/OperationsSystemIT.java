package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.dradmin.test.Build;
import org.dradmin.test.MachineTools;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * The commands of config/operations.md, tried on one installation in the order in which it would meet them: embedded
 * Derby saved and restored, moved to PostgreSQL, that saved, upgraded, and taken back. Each goes on from the one before.
 */
@Needs({"initdb", "pg_dump", "tar", "unzip"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsSystemIT {

    private static final String LONG_TEXT = "Größe 漢字 😀 'quoted' \\\n".repeat(4000);

    private static final String USER = "dr";
    private static final String PASSWORD = "a-password-of-postgresql";

    private final Path work = Build.newFolder("operations");
    private MicroServer server;
    private PostgresServer postgres;
    private Map<String, List<String>> contents;
    private String broken;
    @RegisterExtension
    private final TestExecutionExceptionHandler chain = (context, failure) -> {
        broken = context.getDisplayName();
        throw failure;
    };

    @BeforeEach
    void goOn() {
        assertThat(broken).as("The test that failed, from whose end this one goes on").isNull();
    }

    @BeforeAll
    void start() throws Exception {
        System.setProperty("derby.stream.error.file", work.resolve("derby.log").toString());
        postgres = PostgresServer.start();
        askForAPassword();
        server = MicroServer.withDemo("operations").start();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.stop();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    @Order(1)
    void refusesToMoveADatabaseThatAServerUses() throws Exception {
        assertThat(move(postgres.jdbcUrl())).isEqualTo(2);
        assertThat(output()).contains("in use by another process");
    }

    @Test
    @Order(2)
    void restoresEmbeddedDerbyFromACopyMadeWhileItWasStopped() throws Exception {
        server.stop();
        addWhatIsHardToCarry();
        contents = derby();
        assertThat(contents).hasSizeGreaterThan(20).doesNotContainEntry("organization", List.of());
        Path data = server.data();
        Path nodeId = data.resolve("node-id");
        String node = Files.readString(nodeId);

        run("tar", "-C", data.getParent().toString(), "-czf", work.resolve("dr-admin.tar.gz").toString(), data.getFileName().toString());
        run("rm", "-r", data.toString());
        run("tar", "-C", data.getParent().toString(), "-xzf", work.resolve("dr-admin.tar.gz").toString());

        assertThat(derby()).isEqualTo(contents);
        assertThat(Files.readString(nodeId)).isEqualTo(node);
    }

    @Test
    @Order(3)
    void movesEveryRowToPostgresqlByTheArchivesOwnCommand() throws Exception {
        assertThat(move(postgres.jdbcUrl())).as(output()).isZero();

        assertThat(output()).contains("All were read back and agree").doesNotContain(PASSWORD);
        assertThat(postgresql()).isEqualTo(contents);
        assertThat(derby()).as("the source stays as it was").isEqualTo(contents);
        assertThat(move(postgres.jdbcUrl())).as("a second move").isEqualTo(2);
        assertThat(output()).contains("holds an organization already");
    }

    @Test
    @Order(4)
    void runsOnPostgresqlWithEverythingItHad() throws Exception {
        server.with("dr.db.url", postgres.jdbcUrl()).with("dr.db.user", USER)
                .with("dr.db.password", PASSWORD).start();

        assertThat(server.ready()).isTrue();
        assertThat(unnumbered(postgresql().get("log_event"))).containsAll(unnumbered(contents.get("log_event")));
        assertThat(postgresql()).containsEntry("organization", contents.get("organization")).containsEntry("person", contents.get("person"));
    }

    /** An event gets its place in the log and in its chain a moment after it is committed: the last ones only on the new database. */
    private static List<String> unnumbered(List<String> events) {
        return events.stream().map(event -> event.replaceAll("(log_position|chain_leaf|chain_previous)=[^,}]*", "")).toList();
    }

    @Test
    @Order(5)
    void savesPostgresqlWhileTheServerRunsAndMovesNothingOutOfADatabaseInUse() throws Exception {
        client("pg_dump", "-Fc", "-f", work.resolve("dr.dump").toString(), "dr");

        assertThat(move(postgres.jdbcUrl(), "jdbc:derby:" + work.resolve("back"))).isEqualTo(2);
        assertThat(output()).contains("in use by a server");
        assertThat(work.resolve("back")).doesNotExist();
        server.stop();
        contents = postgresql();
        assertThat(move(postgres.jdbcUrl(), "jdbc:derby:" + work.resolve("back"))).as(output()).isZero();
        assertThat(read("jdbc:derby:" + work.resolve("back"))).as("back to Derby").isEqualTo(contents);
    }

    @Test
    @Order(6)
    void bringsTheTablesToTheNextVersionAtItsFirstStart() throws Exception {
        server.war(nextVersion()).start();

        Map<String, List<String>> upgraded = postgresql();
        assertThat(upgraded).containsKey("of_the_next_version");
        assertThat(upgraded.get("outbox")).isEqualTo(contents.get("outbox"));
        assertThat(unnumbered(upgraded.get("log_event"))).containsAll(unnumbered(contents.get("log_event")));
        server.stop();
    }

    @Test
    @Order(7)
    void refusesADatabaseOfALaterVersionAndSaysWhatToDo() throws Exception {
        Process launcher = server.war(Build.WAR).launch();

        assertThat(launcher.waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(launcher.exitValue()).as(server.output()).isEqualTo(3);
        assertThat(server.output()).contains("at schema version 9999").contains("restore the backup");
        server.stop();
    }

    @Test
    @Order(8)
    void goesBackToTheEarlierVersionByRestoringTheDump() throws Exception {
        client("dropdb", "dr");
        client("createdb", "-O", USER, "dr");
        client("pg_restore", "--exit-on-error", "-d", "dr", work.resolve("dr.dump").toString());
        assertThat(postgresql()).doesNotContainKey("of_the_next_version")
                .containsEntry("outbox", contents.get("outbox")).containsEntry("recovery_operation", contents.get("recovery_operation"));

        server.war(Build.WAR).start();

        assertThat(server.ready()).isTrue();
        assertThat(unnumbered(postgresql().get("log_event"))).containsAll(unnumbered(contents.get("log_event")));
    }

    /** An ended operation, mail that waits for a long time, and events with every kind of text. */
    private void addWhatIsHardToCarry() throws SQLException {
        try (Connection connection = DriverManager.getConnection(derbyUrl()); Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO recovery_operation (id, kind, state, requester_id, requester_type, requester_name,"
                    + " requester_display, requested_at, started_at, ended_at, plan_version, scope_digest, domains, moved, lease_epoch,"
                    + " version) SELECT 'ended', 'DRILL', 'SUCCEEDED', 'p', 'User', 'ada', 'Ädä', 1, 2, 3, MAX(version), 'digest', 1, 1, 1, 1"
                    + " FROM recovery_plan");
            try (var event = connection.prepareStatement("INSERT INTO log_event (uuid, published, event_type, severity, display_message,"
                    + " actor_id, actor_type, actor_name, actor_display, transaction_id, outcome, targets, debug_data, search_text)"
                    + " VALUES (?, ?, 'system.dr.failover', 'INFO', 'Failover', 'p', 'User', 'ada', '漢字 😀', 't', 'SUCCESS', '[]', '{}', ?)");
                    var mail = connection.prepareStatement("INSERT INTO outbox (id, recipient, recipient_name, subject, text_body, html_body,"
                    + " state, created_at, attempts, next_attempt_at) VALUES ('kept', 'a@example.test', 'A', 'S', ?, ?, 'WAITING', 1, 0, "
                    + Long.MAX_VALUE / 2 + ")")) {
                for (int i = 0; i < 1500; i++) {
                    event.setString(1, "carried-" + i);
                    event.setLong(2, i / 2);
                    event.setString(3, i == 0 ? LONG_TEXT : "text " + i);
                    event.addBatch();
                }
                event.executeBatch();
                mail.setString(1, LONG_TEXT);
                mail.setString(2, "");
                mail.executeUpdate();
            }
        }
        close();
    }

    private String derbyUrl() {
        return "jdbc:derby:" + server.data().resolve("derby");
    }

    private Map<String, List<String>> derby() throws SQLException {
        return read(derbyUrl());
    }

    private Map<String, List<String>> read(String derbyUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(derbyUrl)) {
            return rows(connection, "APP");
        } finally {
            close();
        }
    }

    private Map<String, List<String>> postgresql() throws SQLException {
        try (Connection connection = postgres.connect()) {
            return rows(connection, "public");
        }
    }

    /** Lets go of every Derby database of this process, so that the server can open it. */
    private static void close() {
        try {
            DriverManager.getConnection("jdbc:derby:;shutdown=true;deregister=false").close();
        } catch (SQLException closed) {
            assertThat(closed.getSQLState()).as("Derby reports a shutdown that went well like this").isEqualTo("XJ015");
        }
    }

    /** Every value of every row of every table, read by ways of this test's own. */
    private static Map<String, List<String>> rows(Connection connection, String schema) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, schema, null, new String[] {"TABLE"})) {
            while (tables.next()) {
                all.put(tables.getString("TABLE_NAME").toLowerCase(java.util.Locale.ROOT), new ArrayList<>());
            }
        }
        all.remove("flyway_schema_history");
        // Each start of a node writes here when it was last seen.
        all.remove("front_door_node");
        for (var table : all.entrySet()) {
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT * FROM " + table.getKey())) {
                while (row.next()) {
                    Map<String, String> values = new TreeMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        String value = row.getString(i);
                        boolean flag = value != null && List.of("t", "f", "true", "false").contains(value);
                        values.put(row.getMetaData().getColumnName(i).toLowerCase(java.util.Locale.ROOT), flag ? value.substring(0, 1) : value);
                    }
                    table.getValue().add(values.toString());
                }
            }
            table.getValue().sort(null);
        }
        return all;
    }

    private int move(String to) throws IOException {
        return move(derbyUrl(), to);
    }

    /** As config/operations.md has it: the libraries out of the archive, and Java. */
    private int move(String from, String to) throws IOException {
        Path tool = work.resolve("tool");
        if (Files.notExists(tool)) {
            run("unzip", "-q", Build.WAR.toString(), "WEB-INF/lib/*", "-d", tool.toString());
        }
        ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                tool.resolve("WEB-INF/lib/*").toString(), "org.dradmin.platform.database.MoveDatabase", "--from", from, "--to", to,
                "--user", USER, "--password-env", "NEW_PASSWORD")
                .directory(work.toFile()).redirectErrorStream(true).redirectOutput(moveLog());
        command.environment().put("NEW_PASSWORD", PASSWORD);
        return command.start().onExit().join().exitValue();
    }

    private File moveLog() {
        return work.resolve("move.log").toFile();
    }

    private String output() throws IOException {
        return Files.exists(moveLog().toPath()) ? Files.readString(moveLog().toPath()) : "";
    }

    /** The archive with a further migration, which is what the next version is to a database. */
    private Path nextVersion() throws IOException {
        Path war = Files.copy(Build.WAR, work.resolve("next-version.war"));
        try (FileSystem archive = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
            Path folder = Files.createDirectories(archive.getPath("WEB-INF/classes/org/dradmin/migration"));
            Files.writeString(folder.resolve("V9999__the_next_version.sql"),
                    "CREATE TABLE of_the_next_version (id VARCHAR(10) NOT NULL PRIMARY KEY, note ${text});\n");
        }
        return war;
    }

    /** The test's PostgreSQL trusts everybody; the account of this installation must give its password. */
    private void askForAPassword() throws Exception {
        try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + USER + " LOGIN CREATEDB PASSWORD '" + PASSWORD + "'");
            statement.execute("ALTER DATABASE dr OWNER TO " + USER);
            try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
                file.next();
                Path access = Path.of(file.getString(1));
                Files.writeString(access, "host all " + USER + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(access));
            }
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** A client program of PostgreSQL, told where to go by its own environment variables. */
    private void client(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(MachineTools.find(tool).orElseThrow().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(Map.of("PGHOST", "127.0.0.1", "PGPORT", Integer.toString(postgres.port()), "PGUSER", USER,
                "PGPASSWORD", PASSWORD));
        assertThat(builder.start().onExit().join().exitValue()).as(tool).isZero();
    }

    private static void run(String... command) throws IOException {
        assertThat(new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue()).as(String.join(" ", command)).isZero();
    }
}
