package org.dradmin.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.SettingsDataSource;

/**
 * The last word about a stream when the server ends. Payara shuts its pool before it tells the application to stop, so
 * this goes to the database by a connection of its own; what it cannot say is sent again.
 */
@ApplicationScoped
public class StreamParting {

    @Inject
    private Settings settings;

    /** Keeps its place and lets another have it, if it is still this node's. */
    void leave(StreamLease lease, long sent, long acknowledged) throws SQLException {
        try (Connection connection = new SettingsDataSource(settings).getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE log_stream SET sent = ?, acknowledged = ?, lease_owner = NULL, lease_until = NULL"
                        + " WHERE id = ? AND lease_epoch = ? AND lease_owner = ?")) {
            update.setLong(1, sent);
            update.setLong(2, acknowledged);
            update.setString(3, lease.streamId());
            update.setLong(4, lease.epoch());
            update.setString(5, lease.owner());
            update.executeUpdate();
        }
    }
}
