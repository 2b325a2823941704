package org.dradmin.platform.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;

/**
 * Saves embedded Derby each night where {@code dr.backup.dir} is set: only the process that has it open can do so while
 * it runs. Derby's own backup is of one moment, and work goes on meanwhile. One directory a weekday is kept; that of
 * the week before is given up only when the new one is whole.
 */
@Singleton
@Startup
@DependsOn("Schema")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class NightlyBackup {

    @Resource(lookup = "java:app/jdbc/dr")
    private DataSource dataSource;
    @Inject
    private Settings settings;
    @Inject
    private Clock clock;

    @PostConstruct
    void start() {
        if (settings.backupDirectory().isPresent() && !isEmbedded()) {
            LogContext.logger().warning("The setting dr.backup.dir is for embedded Derby and does nothing here; save PostgreSQL with pg_dump.");
        }
    }

    @Schedule(hour = "2", persistent = false, info = "Backup of the embedded database")
    void nightly() {
        save();
    }

    /** Saves now; where to, unless there is nothing to save or it failed, which the log says. */
    public Optional<Path> save() {
        if (settings.backupDirectory().isEmpty() || !isEmbedded()) {
            return Optional.empty();
        }
        String weekday = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()).getDayOfWeek().name().toLowerCase(Locale.ROOT);
        Path directory = settings.backupDirectory().get().resolve(weekday);
        try {
            make(directory);
            backUp(directory);
            LogContext.logger().info("The database is saved in " + directory);
            return Optional.of(directory);
        } catch (SQLException | IOException failed) {
            LogContext.logger().severe("The database could not be saved in " + directory + " (setting dr.backup.dir): " + failed);
            return Optional.empty();
        }
    }

    private boolean isEmbedded() {
        return settings.databaseIsDerby();
    }

    /** A backup holds what the data directory holds, so it is its owner's only as well. */
    private static void make(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void backUp(Path directory) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                CallableStatement backup = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
            backup.setString(1, directory.toString());
            backup.execute();
        }
    }
}
