package org.dradmin.platform.database;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;

/**
 * The database the settings name, as a data source the server can pool: Derby or PostgreSQL, chosen by the URL, with
 * the drivers that the archive carries (a server finds a bare driver class in an archive's library only through a
 * class of the archive).
 */
public class SettingsDataSource implements DataSource {

    /** At the beginning of a statement: its rows are found by a key whatever the value, so that PostgreSQL need not plan it each time. */
    public static final String ONE_PLAN = "/* one plan */";

    /** Derby's SQL state for a database that another process has open. */
    private static final String OPEN_ELSEWHERE = "XSDB6";
    /** Once it is open, a directory in trouble is no reason to talk of starting. */
    private static volatile boolean opened;

    /** Until the application's first bean runs, connections are taken to look, not to work. */
    private static volatile boolean deploying = true;

    private final Settings settings;
    private final boolean inServer;
    /** How long an answer of PostgreSQL may take, in seconds; 0 for as long as it takes. */
    private int answerTimeout = 60;
    private int loginTimeout = 10;
    private PrintWriter logWriter;

    /** As the server makes it for its pool. */
    public SettingsDataSource() {
        this.settings = new Settings();
        this.inServer = true;
    }

    /** For tests and commands: the database of these settings. */
    public SettingsDataSource(Settings settings) {
        this.settings = settings;
        this.inServer = false;
    }

    /** For changes of the tables: a statement takes as long as it takes. */
    SettingsDataSource withPatience() {
        answerTimeout = 0;
        return this;
    }

    @Override
    public Connection getConnection() throws SQLException {
        String url = settings.databaseUrl();
        Properties properties = new Properties();
        settings.databaseUser().ifPresent(user -> properties.setProperty("user", user));
        settings.databasePassword().ifPresent(password -> properties.setProperty("password", password));
        if (url.startsWith("jdbc:postgresql:")) {
            properties.setProperty("ApplicationName", "dr-admin");
            properties.setProperty("loginTimeout", Integer.toString(loginTimeout));
            properties.setProperty("socketTimeout", Integer.toString(answerTimeout));
        }
        Connection connection = connect(url, properties);
        if (connection == null) {
            throw new SQLException("The setting dr.db.url is not an address that its driver understands: " + scheme(url));
        }
        return connection;
    }

    private Connection connect(String url, Properties properties) throws SQLException {
        try {
            Connection connection = settings.embeddedDatabase() && !opened ? openEmbedded(url, properties) : driver(url).connect(url, properties);
            return connection != null && url.startsWith("jdbc:postgresql:") ? PostgresConnection.of(connection) : connection;
        } catch (SQLException e) {
            if (inServer && deploying && isOutOfReach(e)) {
                return StandInConnection.of(e, () -> deploying);
            }
            throw e;
        }
    }

    /** SQLSTATE class 08: nobody answered, which says nothing about whether the settings are right. */
    static boolean isOutOfReach(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }

    /** From here on a database that is out of reach is an error: the application is there to deal with it. */
    static void deployed() {
        deploying = false;
    }

    /**
     * Servers connect while they load the persistence unit, before {@link DataDirectory} has its turn: what that would
     * say is said here then, in place of Derby's words, and the directory is not made for all to read.
     */
    private Connection openEmbedded(String url, Properties properties) throws SQLException {
        Path directory = settings.dataDirectory();
        try {
            DataDirectory.make(directory);
            Connection connection = driver(url).connect(url, properties);
            opened = true;
            return connection;
        } catch (IOException e) {
            CannotStart reason = new CannotStart(DataDirectory.notWritable(directory, e), e);
            throw new SQLException(reason.getMessage(), reason);
        } catch (SQLException e) {
            for (SQLException cause = e; cause != null; cause = cause.getNextException()) {
                if (OPEN_ELSEWHERE.equals(cause.getSQLState())) {
                    CannotStart reason = new CannotStart(DataDirectory.inUse(directory, "another process, which has its database open"), e);
                    throw new SQLException(reason.getMessage(), reason);
                }
            }
            throw e;
        }
    }

    /**
     * Closes embedded Derby. Without it the class loader of an undeployed application would go on holding the
     * database's files, and the next deployment in the same server could not open them.
     */
    void shutDown() {
        String url = settings.databaseUrl();
        if (url.startsWith("jdbc:derby:")) {
            try {
                driver(url).connect(url.replaceAll(";.*", "") + ";shutdown=true", new Properties());
            } catch (SQLException closed) {
                // Derby reports a shutdown that went well as SQL state 08006.
                if (!"08006".equals(closed.getSQLState())) {
                    LogContext.logger().warning("The embedded database did not close cleanly: " + closed.getMessage());
                }
            }
        }
    }

    private static Driver driver(String url) throws SQLException {
        if (url.startsWith("jdbc:postgresql:")) {
            return new org.postgresql.Driver();
        }
        if (url.startsWith("jdbc:derby:")) {
            return new EmbeddedDriver();
        }
        throw new SQLException("The setting dr.db.url must begin with jdbc:postgresql: or jdbc:derby:, not " + scheme(url));
    }

    /** The URL's beginning only: the rest may hold a password. */
    private static String scheme(String url) {
        return url.substring(0, Math.min(url.length(), 16)).replaceAll("[?;@].*", "") + "…";
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds == 0 ? 10 : seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Logging goes through the server.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Not a wrapper.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
