package org.dradmin.recovery.connector.postgresql;

import java.util.Map;
import java.util.Set;
import org.dradmin.platform.SecretRef;

/**
 * A primary and its standby.
 *
 * @param instances the server of each region, by the region's code
 * @param fencedBy the name of the plan's step that stops the old primary; its word counts once that step is done
 * @param fence whether this connector makes the old primary read-only itself (default no)
 * @param connectSeconds for one login, 1 to 30 (5)
 * @param statementSeconds for one statement and its answer, 1 to 30 (10)
 * @param promoteSeconds for the promotion, 1 to 120 (60)
 * @param catchUpSeconds how long a planned switch waits for the standby in all, 1 to 3600 (120)
 */
public record PostgresqlSettings(Map<String, Instance> instances, String fencedBy, Boolean fence, Integer connectSeconds,
        Integer statementSeconds, Integer promoteSeconds, Integer catchUpSeconds) {

    public PostgresqlSettings {
        if (instances == null || instances.size() < 2) {
            throw new IllegalArgumentException("instances needs the PostgreSQL server of each region: "
                    + "{\"us-east\": {\"host\": ...}, \"us-west\": {\"host\": ...}}.");
        }
        instances = Map.copyOf(instances);
        fencedBy = fencedBy == null || fencedBy.isBlank() ? null : fencedBy.strip();
        fence = Boolean.TRUE.equals(fence);
        connectSeconds = within("connectSeconds", connectSeconds, 5, 30);
        statementSeconds = within("statementSeconds", statementSeconds, 10, 30);
        promoteSeconds = within("promoteSeconds", promoteSeconds, 60, 120);
        catchUpSeconds = within("catchUpSeconds", catchUpSeconds, 120, 3600);
    }

    private static Integer within(String key, Integer given, int otherwise, int most) {
        if (given != null && (given < 1 || given > most)) {
            throw new IllegalArgumentException(key + " is a number of seconds from 1 to " + most + ".");
        }
        return given == null ? otherwise : given;
    }

    /**
     * How one server is reached.
     *
     * @param port 5432 unless given
     * @param password none for a server that asks for none
     * @param sslMode verify-full unless given; what falls back to clear text by itself is not offered
     * @param sslRootCert a file with the authority's certificate; the server's Java trust store unless given
     */
    public record Instance(String host, Integer port, String database, String user, SecretRef password, String sslMode, String sslRootCert) {

        private static final Set<String> SSL_MODES = Set.of("disable", "require", "verify-ca", "verify-full");

        public Instance {
            host = needed("host", host);
            database = needed("database", database);
            user = needed("user", user);
            port = port == null ? 5432 : port;
            sslMode = sslMode == null ? "verify-full" : sslMode;
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port is a number from 1 to 65535.");
            }
            // It becomes part of a URL: what has a meaning there never gets that far.
            if (!host.matches("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*]?")) {
                throw new IllegalArgumentException("host is one host name or address.");
            }
            if (!SSL_MODES.contains(sslMode)) {
                throw new IllegalArgumentException("sslMode is disable, require, verify-ca or verify-full.");
            }
        }

        private static String needed(String key, String given) {
            if (given == null || given.isBlank()) {
                throw new IllegalArgumentException(key + " is missing.");
            }
            return given.strip();
        }

        @Override
        public String toString() {
            return host + ":" + port + "/" + database;
        }
    }
}
