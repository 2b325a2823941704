package org.dradmin.platform.database;

import org.dradmin.platform.Settings;
import org.eclipse.persistence.platform.database.DerbyPlatform;
import org.eclipse.persistence.platform.database.PostgreSQL10Platform;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Chooses the SQL of the database by the settings and not by asking it, so that a node can start, and open the front
 * door, while the database is out of reach.
 */
public class SqlDialect implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getLogin().setPlatform(new Settings().databaseUrl().startsWith("jdbc:postgresql:")
                ? new PostgreSQL10Platform() : new DerbyPlatform());
    }
}
