package org.dradmin.platform.database;

import org.eclipse.persistence.internal.databaseaccess.Accessor;
import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.server.ExternalConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * The server's connections for JPA. At the start of the application none is taken to see whether it could be; each use
 * takes one anyway, as from every pool of the server's.
 */
class LateConnections extends ExternalConnectionPool {

    LateConnections(String name, ServerSession session) {
        super(name, session.getLogin(), session);
    }

    @Override
    protected Accessor buildConnection() {
        Accessor unconnected = new Unconnected();
        unconnected.connect(getLogin(), getOwner());
        return unconnected;
    }

    /** Copied for each use; the copies connect. */
    private static final class Unconnected extends DatabaseAccessor {

        private boolean starting;

        @Override
        public void connect(Login login, AbstractSession session) {
            starting = true;
            try {
                super.connect(login, session);
            } finally {
                starting = false;
            }
        }

        @Override
        protected void connectInternal(Login login, AbstractSession session) {
            if (starting) {
                setIsConnected(true);
            } else {
                super.connectInternal(login, session);
            }
        }

        @Override
        protected void reconnect(AbstractSession session) {
            if (!starting) {
                super.reconnect(session);
            }
        }
    }
}
