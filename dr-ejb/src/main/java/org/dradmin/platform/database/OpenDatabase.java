package org.dradmin.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.platform.Settings;

/** One end of a move: a database opened by this command alone, while no server uses it. */
final class OpenDatabase implements AutoCloseable {

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String DERBY = "jdbc:derby:";
    /** Where Derby says that another process, or another program in this one, has the database open. */
    private static final String DERBY_IN_USE = "XSDB6";
    private static final String DERBY_NOT_THERE = "XJ004";
    /** A first start writes to all of these. */
    private static final List<String> FOUNDED = List.of("organization", "person", "log_event");

    private final String url;
    private final SettingsDataSource dataSource;
    private final Connection connection;

    private OpenDatabase(String url, Map<String, String> settings) throws SQLException {
        this.url = url;
        this.dataSource = new SettingsDataSource(new Settings(key -> Optional.ofNullable(settings.get(key))));
        this.connection = dataSource.getConnection();
    }

    /**
     * Opens a database; embedded Derby only where no other process has it open.
     *
     * @param make whether an embedded database that is not there is made
     * @param user the account at PostgreSQL, which embedded Derby does without
     */
    static OpenDatabase open(String url, boolean make, Optional<String> user, Optional<String> password) {
        Map<String, String> settings = new HashMap<>();
        String full = url;
        if (url.startsWith(DERBY)) {
            // A mistyped path would otherwise become a new, empty database.
            full = url.replaceAll("(?i);create=[^;]*", "") + (make ? ";create=true" : "");
        } else if (url.startsWith(POSTGRESQL)) {
            user.ifPresent(value -> settings.put("dr.db.user", value));
            password.ifPresent(value -> settings.put("dr.db.password", value));
        } else {
            throw new MoveRefused("A database is named by a JDBC URL that begins with " + DERBY + " or " + POSTGRESQL + ".");
        }
        settings.put("dr.db.url", full);
        try {
            return new OpenDatabase(full, settings);
        } catch (SQLException e) {
            throw new MoveRefused(whyNotOpen(url, e));
        }
    }

    private static String whyNotOpen(String url, SQLException refused) {
        // An SQLException iterates over everything that led to it.
        for (Throwable reason : refused) {
            String state = reason instanceof SQLException e ? e.getSQLState() : null;
            if (DERBY_IN_USE.equals(state)) {
                return url + " is in use by another process: end the server that uses it, then try again.";
            }
            if (DERBY_NOT_THERE.equals(state)) {
                return url + " is not there. It is the directory \"derby\" in the server's data directory.";
            }
        }
        return url + " cannot be opened: " + refused.getMessage();
    }

    boolean isPostgresql() {
        return url.startsWith(POSTGRESQL);
    }

    Connection connection() {
        return connection;
    }

    Migrations migrations() {
        return new Migrations(dataSource);
    }

    /** A server keeps connections open as long as it runs; Derby itself lets only one process in. */
    void refuseIfInUse() throws SQLException {
        if (isPostgresql() && number("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'dr-admin' AND pid <> pg_backend_pid()") > 0) {
            throw new MoveRefused(this + " is in use by a server: end every server that uses it, then try again.");
        }
    }

    /** That it is a source worth moving: unused, with an organization, and of this program's version. */
    void refuseUnlessWhole() throws SQLException {
        refuseIfInUse();
        Migrations migrations = migrations();
        String found = migrations.databaseVersion().orElseThrow(() ->
                new MoveRefused(this + " is no database of Disaster Recovery Admin: it has no schema version."));
        migrations.newer().ifPresent(reason -> {
            throw new MoveRefused(this + ": " + reason);
        });
        if (!found.equals(migrations.programVersion())) {
            throw new MoveRefused(this + " is at schema version " + found + ", this program at " + migrations.programVersion()
                    + ". Start this version's server once with it, which brings it up, end the server, and move then.");
        }
        if (!holdsAnInstallation(Table.all(connection))) {
            throw new MoveRefused(this + " holds no organization: there is nothing to move.");
        }
    }

    /** Whether a server has been at work on it. */
    boolean holdsAnInstallation(List<Table> tables) throws SQLException {
        for (String name : FOUNDED) {
            if (tables.stream().anyMatch(table -> table.name().equals(name)) && number("SELECT COUNT(*) FROM " + name) > 0) {
                return true;
            }
        }
        return false;
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** From here on everything read is of one moment. */
    void beginReading() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(isPostgresql() ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_READ_COMMITTED);
    }

    /** Ends what is not committed, and closes an embedded database so that a server can open it. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        }
        dataSource.shutDown();
    }

    /** Without the options behind it, for people. */
    @Override
    public String toString() {
        return url.replaceAll("[;?].*", "");
    }
}
