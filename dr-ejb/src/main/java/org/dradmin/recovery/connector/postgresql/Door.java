package org.dradmin.recovery.connector.postgresql;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.dradmin.platform.Secrets;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.postgresql.PostgresqlSettings.Instance;
import org.postgresql.Driver;

/** Opens connections to PostgreSQL servers: where {@link Reach} allows, bounded in time at every step. */
record Door(Reach reach, Secrets secrets) {

    /**
     * A connection of its own for each use, so that what it says is not what an older one remembers.
     *
     * @param seconds how long a statement may take
     * @throws Reach.OutOfReach not allowed, or no such name
     * @throws Secrets.NotThere no password where its reference points
     */
    Connection open(Instance instance, PostgresqlSettings settings, int seconds) throws SQLException {
        Properties properties = properties(instance, settings, seconds);
        String url = "jdbc:postgresql://" + (instance.host().contains(":") ? "[" + instance.host().replaceAll("[\\[\\]]", "") + "]"
                : instance.host()) + ":" + instance.port() + "/";
        SQLException last = null;
        for (InetSocketAddress address : reach.open(instance.host(), instance.port())) {
            properties.setProperty("socketFactoryArg", PinnedSocketFactory.argument(address));
            try {
                return new Driver().connect(url, properties);
            } catch (SQLException e) {
                last = e;
                if (!nobodyThere(e)) {
                    break;
                }
            }
        }
        throw last;
    }

    private Properties properties(Instance instance, PostgresqlSettings settings, int seconds) {
        Properties properties = new Properties();
        properties.setProperty("PGDBNAME", instance.database());
        properties.setProperty("user", instance.user());
        properties.setProperty("password", instance.password() == null ? "" : secrets.read(instance.password()));
        properties.setProperty("ApplicationName", "dr-admin");
        properties.setProperty("socketFactory", PinnedSocketFactory.class.getName());
        // In an EAR the driver's own class loader does not see this module.
        properties.setProperty("classLoaderStrategy", "context-first");
        properties.setProperty("connectTimeout", settings.connectSeconds().toString());
        properties.setProperty("loginTimeout", settings.connectSeconds().toString());
        properties.setProperty("socketTimeout", Integer.toString(seconds + 2));
        // The second one: our proof must not hang where applications would, it tells that they would.
        properties.setProperty("options", "-c statement_timeout=" + seconds + "s -c synchronous_commit=local");
        properties.setProperty("sslmode", instance.sslMode());
        if (instance.sslRootCert() != null) {
            Path certificate = reach.file(instance.sslRootCert());
            properties.setProperty("sslrootcert", certificate.toString());
        } else if (instance.sslMode().startsWith("verify")) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return properties;
    }

    /** Whether nothing was sent for certain. */
    static boolean nobodyThere(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }
}
