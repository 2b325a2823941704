package org.dradmin.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.LogContext;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * The versions of the tables: what this program's are, what a database's are, and the way up. Migrations are one set
 * of portable SQL for Derby and PostgreSQL; {@code ${text}} in them is the type for long text, which the two name
 * differently, and a line that begins with {@code ${postgresql}} is for PostgreSQL only. Needs no server, so that commands run it too.
 */
public final class Migrations {

    private static final String PLACE = "org/dradmin/migration";

    private final Flyway flyway;

    public Migrations(DataSource dataSource) {
        this(dataSource, Migrations.class.getClassLoader());
    }

    /** With the migrations that this program carries. */
    Migrations(DataSource dataSource, ClassLoader program) {
        flyway = Flyway.configure(program)
                .dataSource(dataSource)
                .locations("classpath:" + PLACE)
                .placeholders(isDerby(dataSource) ? Map.of("text", "CLOB", "postgresql", "--") : Map.of("text", "TEXT", "postgresql", ""))
                .load();
    }

    /** Brings the database to this program's version; each migration takes place whole or not at all. */
    public void apply() {
        newer().ifPresent(reason -> {
            throw new CannotStart(reason);
        });
        try {
            var result = flyway.migrate();
            LogContext.logger().info("Database schema is at version "
                    + (result.migrationsExecuted > 0 ? result.targetSchemaVersion : result.initialSchemaVersion) + "; migrations applied now: " + result.migrationsExecuted);
        } catch (FlywayException failed) {
            throw new CannotStart("The database cannot be brought to this program's version, and stands as it was before the"
                    + " migration that failed. Correct what it says, or put the earlier archive back: " + failed.getMessage(), failed);
        }
    }

    /** Why this program must leave the database alone: a later version has changed its tables. */
    Optional<String> newer() {
        MigrationInfoService info = flyway.info();
        boolean later = Arrays.stream(info.applied()).anyMatch(Migrations::isOfALaterProgram);
        return later ? Optional.of("The database is at schema version " + version(info.current()) + ", made by a later version of"
                + " this program, which knows versions up to " + newest(info) + ". Deploy that later version again, or restore the"
                + " backup from before its first start.") : Optional.empty();
    }

    /** The version of the database's tables; none where it has none. */
    Optional<String> databaseVersion() {
        return Optional.ofNullable(flyway.info().current()).map(Migrations::version);
    }

    String programVersion() {
        return newest(flyway.info());
    }

    private static String newest(MigrationInfoService info) {
        return Arrays.stream(info.all()).filter(migration -> !isOfALaterProgram(migration))
                .max(Comparator.comparing(MigrationInfo::getVersion)).map(Migrations::version).orElseThrow();
    }

    private static boolean isOfALaterProgram(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS || migration.getState() == MigrationState.FUTURE_FAILED;
    }

    private static String version(MigrationInfo migration) {
        return migration.getVersion().getVersion();
    }

    private static boolean isDerby(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().contains("Derby");
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached (settings dr.db.url, dr.db.user, "
                    + "dr.db.password): " + e.getMessage(), e);
        }
    }
}
