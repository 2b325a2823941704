package org.dradmin.platform.database;

import java.util.Set;
import org.dradmin.platform.Settings;
import org.eclipse.persistence.platform.database.DerbyPlatform;
import org.eclipse.persistence.platform.database.PostgreSQL10Platform;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * Chooses the SQL of the database by the settings and not by asking it, and connects to it late, so that a node can
 * start, and open the front door, while the database is out of reach.
 */
public class SqlDialect implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getLogin().setPlatform(new Settings().databaseUrl().startsWith("jdbc:postgresql:")
                ? new PostgreSQL10Platform() : new DerbyPlatform());
        ServerSession server = (ServerSession) session;
        for (String pool : Set.copyOf(server.getConnectionPools().keySet())) {
            server.addConnectionPool(new LateConnections(pool, server));
        }
        server.setReadConnectionPool(new LateConnections("read", server));
    }
}
