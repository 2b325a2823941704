package org.dradmin;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.Migrations;
import org.dradmin.platform.database.SettingsDataSource;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * An empty, migrated database of its own: Derby in memory, or, where the system property {@code dr.test.db.url}
 * (with {@code dr.test.db.user}, {@code dr.test.db.password}) names a PostgreSQL, a schema of its own in that, by a pool
 * of connections as the server has one.
 * Derby takes a second to make one and half a second to drop it, so a used one is emptied for the next test.
 */
final class TestDatabase implements AutoCloseable {

    private static final List<Logger> QUIET = List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("com.zaxxer.hikari"));

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        System.setProperty("derby.stream.error.file", Path.of("target", "derby.log").toString());
        // A deadlock that a test provokes is looked for after so many seconds, 20 unless said otherwise.
        System.setProperty("derby.locks.deadlockTimeout", "2");
    }

    static final String URL = "dr.test.db.url";
    static final String USER = "dr.test.db.user";

    private static final Deque<TestDatabase> EMPTY = new ConcurrentLinkedDeque<>();

    private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
    private final String server = System.getProperty(URL);
    final DataSource dataSource = server == null ? dataSource("jdbc:derby:memory:" + name)
            : pooled(dataSource(ownSchema()));
    final EntityManagerFactory entityManagers;

    private final TestTables tables;

    static TestDatabase take() {
        TestDatabase used = System.getProperty(URL) == null ? EMPTY.poll() : null;
        return used != null ? used : new TestDatabase();
    }

    private TestDatabase() {
        if (server == null) {
            execute("jdbc:derby:memory:" + name + ";create=true", null);
        } else {
            execute(server, "CREATE SCHEMA " + name);
        }
        new Migrations(dataSource).apply();
        entityManagers = Persistence.createEntityManagerFactory("dr", Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", dataSource,
                "eclipselink.target-database", "Auto",
                "eclipselink.session.customizer", AsFound.class.getName(),
                "eclipselink.session-name", name));
        tables = new TestTables(dataSource);
    }

    /** The {@code dr.db.*} settings of this database, for what chooses its SQL by the URL or connects by itself. */
    Map<String, String> settings() {
        return settings(server == null ? "jdbc:derby:memory:" + name : ownSchema());
    }

    private String ownSchema() {
        return server + (server.contains("?") ? "&" : "?") + "currentSchema=" + name;
    }

    private static Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("dr.db.url", url);
        settings.put("dr.db.user", System.getProperty(USER, ""));
        settings.put("dr.db.password", System.getProperty("dr.test.db.password", ""));
        return settings;
    }

    private static DataSource dataSource(String url) {
        Map<String, String> settings = settings(url);
        return new SettingsDataSource(new Settings(key -> Optional.ofNullable(settings.get(key))));
    }

    private static HikariDataSource pooled(DataSource dataSource) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(dataSource);
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(40);
        // The schema is made after the pool.
        pool.setInitializationFailTimeout(-1);
        return new HikariDataSource(pool);
    }

    private static void execute(String url, String sql) {
        try (Connection connection = dataSource(url).getConnection(); var statement = connection.createStatement()) {
            if (sql != null) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody may use it any more; what still holds a lock makes this fail, as a test that leaves work behind should. */
    @Override
    public void close() {
        if (server == null) {
            tables.empty();
            EMPTY.push(this);
        } else {
            entityManagers.close();
            ((HikariDataSource) dataSource).close();
            execute(server, "DROP SCHEMA " + name + " CASCADE");
        }
    }

    /** The database is there before its tables are mapped, so its kind is found by asking; there are no settings to read. */
    public static final class AsFound implements SessionCustomizer {

        @Override
        public void customize(Session session) {
            // Nothing is chosen beforehand.
        }
    }
}
