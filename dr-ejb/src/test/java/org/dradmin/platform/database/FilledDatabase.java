package org.dradmin.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.dradmin.platform.Settings;

/** Derby on disk with everything that is hard to carry: long text, all alphabets, NULLs, references, many rows. */
final class FilledDatabase {

    static final int EVENTS = 1203;
    static final String LONG_TEXT = "Größe 漢字 😀 \"quoted\", 'single', \\ back\n".repeat(3000);

    private static final Logger QUIET = Logger.getLogger("org.flywaydb");
    private static Path filled;

    static {
        QUIET.setLevel(Level.OFF);
        System.setProperty("derby.stream.error.file", Path.of("target", "derby.log").toString());
        // Nobody pulls the plug on these: what is written need not be on the disk.
        System.setProperty("derby.system.durability", "test");
    }

    private FilledDatabase() {
    }

    static String url(Path directory) {
        return "jdbc:derby:" + directory;
    }

    static SettingsDataSource dataSource(String url) {
        Map<String, String> settings = Map.of("dr.db.url", url);
        return new SettingsDataSource(new Settings(key -> Optional.ofNullable(settings.get(key))));
    }

    /** A database of its own in this directory, closed as a server that ends closes it. */
    static synchronized String make(Path directory) throws SQLException, IOException {
        if (filled == null) {
            filled = Path.of("target", "test-data", "filled-" + UUID.randomUUID());
            fill(filled);
        }
        copy(filled, directory);
        return url(directory);
    }

    static void copy(Path directory, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(directory.relativize(file).toString()));
            }
        }
    }

    private static void fill(Path directory) throws SQLException {
        SettingsDataSource source = dataSource(url(directory) + ";create=true");
        new Migrations(source).apply();
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String row : new String[] {
                "organization VALUES ('org-1', 'Exämple', 'READ_ONLY', 1790000000000, 3, 'organization', 20, 480, NULL)",
                "region VALUES ('us-east', 'US East', 0), ('us-west', 'US West 西', 0)",
                "region_ip_range VALUES ('us-east', 0, '203.0.113.0/24'), ('us-west', 0, '2001:db8::/32')",
                "protected_domain VALUES ('a.example.test', true, 'us-east', 'https://e', 'us-west', 'https://w', 'RECOVERY', 1, false, 7)",
                "person VALUES ('p1', 'ada', 'ada', 'Ada', 'ada@example.test', 'ACTIVE', 0, NULL, 0, 5, 'Grace')",
                "one_time_link VALUES ('hash', 'p1', 'RESET', 1, 2, NULL, 3)",
                "person_session VALUES ('session', 'p1', 1, 2, NULL, '2001:db8::1', 'Browser')",
                "credential VALUES ('p1', '$argon2id$secret-hash', false, 1, 0)",
                "recovery_operation VALUES ('op-1', 'FAILOVER', 'PARTIAL', 'p1', 'User', 'ada', 'Ada', NULL, 'Region lost', 1, 2, 3,"
                        + " NULL, 1, NULL, 'digest', 1, 1, NULL, 'node', 4, NULL, 9, 'PLANNED', 'Override', 'CANCEL', 'Ada', 'Enough', true)",
                "domain_result VALUES ('op-1', 'a.example.test', 0, 'us-east', 'us-west', 'MOVED', NULL, 3, 5, 4, 2, 1)",
                "step_run VALUES ('op-1', 0, 0, 'Switch', 'front-door', 'DONE', 1, 2, 3, NULL, NULL, 1, true, true, 0, 4, 5, 'SKIP', 'Ada', 'Known', 'before', 'switched', 'after')",
                "log_stream VALUES ('s1', 'Größe', 'größe', 'SYSLOG_TLS', 'logs.example.test:6514', 'eventType eq \"ü\"', NULL, '/ca.pem', NULL,"
                        + " NULL, 8, 1, 20, 10, 2, 3, 4, 'Cannot be reached', 5, 'node', 6, NULL, 7, 8, NULL)",
                "saved_search VALUES ('s1', 'p1', 'ada', 'Denied 漢字', '?outcome=DENY', true, 1, 0)",
                "log_export VALUES ('x1', 'p1', 'ada', 'Ada', 'CSV', '{}', '', 'everything', 'READY', 9, 99, 'digest', NULL, 1, 2, 3, false, 'node', NULL, 4, 'older-1-x', 50, 1)",
                "step_confirmation VALUES ('op-1', '0', 'p1', 'Ada', 'Done by hand', 6)",
                "endpoint_sighting VALUES ('digest-e', 'https://e', 'DEGRADED', 'It answers with an error (HTTP 503).', 1790000000000, 1790000000001)",
                "availability_day VALUES ('domain a.example.test', 20690, 86000, 0, 400), ('region us-west', 20691, 1, 2, 3)",
                "published_ranges VALUES ('ranges', 'digest', 1790000000002)"}) {
                if (row.startsWith("recovery_operation")) {
                    plan(connection);
                }
                statement.executeUpdate("INSERT INTO " + row);
            }
            statement.executeUpdate("UPDATE front_door_revision SET revision = 42");
            statement.executeUpdate("INSERT INTO log_mark VALUES (1000, 1790000000000)");
            statement.executeUpdate("INSERT INTO log_seal VALUES (1, 'KEY', 0, 1790000000000, 'a.b.c')");
            statement.executeUpdate("INSERT INTO log_verification VALUES ('nightly-2026-11-22', 1, 2, 'the system', 3, 1, 2, 3, 1, 'Größe 漢字')");
            statement.executeUpdate("INSERT INTO log_hold VALUES ('hold-1', 'Lawsuit 7', 'Ada', 1, 'Settled', 'Grace', 2)");
            events(connection);
            mail(connection);
            connection.commit();
        }
        source.shutDown();
    }

    private static void plan(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO recovery_plan (version, document, created_at, remark) VALUES (1, ?, 0, ?)")) {
            insert.setString(1, LONG_TEXT);
            insert.setString(2, "");
            insert.executeUpdate();
        }
    }

    private static void events(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO log_event VALUES (?, ?, 'system.dr.failover', 'INFO', 'Failover', 'p1',"
                + " 'User', 'ada', 'Ada', NULL, NULL, NULL, 'request', 'SUCCESS', NULL, ?, '{}', ?, NULL, NULL, NULL)")) {
            for (int i = 0; i < EVENTS; i++) {
                insert.setString(1, "event-" + i);
                insert.setLong(2, 1790000000000L + i / 3);
                insert.setString(3, "[{\"id\": " + i + ", \"name\": \"漢字\"}]");
                insert.setString(4, i == 7 ? LONG_TEXT : "text " + i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void mail(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO outbox VALUES ('m1', 'ada@example.test', 'Ada', 'Failover ended', ?, ?,"
                + " 'WAITING', 1, 2, 3, NULL, NULL)")) {
            insert.setString(1, LONG_TEXT);
            insert.setString(2, "<p>" + LONG_TEXT + "</p>");
            insert.executeUpdate();
        }
    }

    /** Rows and digest of every table. */
    static Map<String, String> contents(String url) throws SQLException {
        SettingsDataSource source = dataSource(url);
        Map<String, String> contents = new TreeMap<>();
        try (Connection connection = source.getConnection()) {
            for (Table table : Table.all(connection)) {
                TableDigest digest = TableDigest.of(connection, table);
                contents.put(table.name(), digest.rows() + " " + digest);
            }
        }
        source.shutDown();
        return contents;
    }

    static void execute(String url, String... statements) throws SQLException {
        SettingsDataSource source = dataSource(url);
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        source.shutDown();
    }
}
