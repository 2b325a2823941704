package org.dradmin.recovery.connector.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.dradmin.platform.Secrets;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.postgresql.PostgresqlSettings.Instance;

/** The server of one region, as one act works with it. Every call is a connection of its own. */
record Server(Door door, PostgresqlSettings settings, String region, Instance instance) {

    /** Never throws: a server that cannot be seen is a fact too. */
    Sight look() {
        try (Connection connection = door.open(instance, settings, settings.statementSeconds());
                PreparedStatement look = connection.prepareStatement(Sql.LOOK); ResultSet row = look.executeQuery()) {
            row.next();
            return new Sight(region, instance, Facts.of(row));
        } catch (Reach.OutOfReach e) {
            return new Sight(region, instance, null, e.getMessage(), e.answer(), false);
        } catch (Secrets.NotThere e) {
            return new Sight(region, instance, null, e.getMessage(), new Failed(e.getMessage()), false);
        } catch (SQLException e) {
            return silent(e);
        }
    }

    private Sight silent(SQLException e) {
        String name = "PostgreSQL of " + region + " at " + instance.host() + ":" + instance.port();
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (Door.nobodyThere(e)) {
            String reason = name + " does not answer: nobody is there.";
            return new Sight(region, instance, null, reason, new Failed(reason, true), false);
        }
        if (state.equals("57P03")) {
            String reason = name + " is starting or shutting down.";
            return new Sight(region, instance, null, reason, new Retry(Duration.ofSeconds(2), reason), true);
        }
        if (state.startsWith("08")) {
            String reason = name + " gave no usable answer within the time set: " + words(e);
            return new Sight(region, instance, null, reason, new Failed(reason), false);
        }
        String reason = name + " answers, and lets us see nothing: " + words(e);
        return new Sight(region, instance, null, reason, new Failed(reason), true);
    }

    /** What the server or the driver says; neither repeats a password. */
    static String words(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().replaceAll("\\s+", " ").strip();
        return message + (e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ")");
    }

    /** Sends one statement; what it answered, null for none. */
    Object run(Statement statement, int seconds) throws SQLException {
        try (Connection connection = door.open(instance, settings, seconds)) {
            return statement.run(connection);
        }
    }

    Object run(Statement statement) throws SQLException {
        return run(statement, settings.statementSeconds());
    }

    /**
     * Whether the last thing that this standby knows of its primary is that it shut down cleanly, and did so no earlier: a
     * server that was started afterwards, without this standby hearing of it, may have taken writes.
     *
     * @param time in whole seconds, as PostgreSQL keeps the time of a checkpoint
     */
    boolean sawACleanEndSince(Instant time) throws SQLException {
        try (Connection connection = door.open(instance, settings, settings.statementSeconds())) {
            try {
                new Statement(Sql.CHECKPOINT).run(connection);
            } catch (SQLException e) {
                // Without the right to it (pg_checkpoint) the control file may tell later what it could tell now.
                if (!"42501".equals(e.getSQLState())) {
                    throw e;
                }
            }
            return Boolean.TRUE.equals(new Statement(Sql.ENDED_CLEANLY, time.getEpochSecond()).run(connection));
        }
    }

    /**
     * Writes, and asks in another connection whether it is on disk.
     *
     * @return why this is no server that takes writes; null if it is one
     */
    StepResult refusesWrites(String note) throws SQLException {
        String written;
        try (Connection connection = door.open(instance, settings, settings.statementSeconds());
                PreparedStatement write = connection.prepareStatement(Sql.WRITE)) {
            write.setString(1, note);
            try (ResultSet row = write.executeQuery()) {
                row.next();
                written = row.getString("written");
                if (row.getBoolean("read_only")) {
                    return new Failed("PostgreSQL of " + region + " is a primary whose sessions are read-only.");
                }
            }
        }
        return Boolean.TRUE.equals(run(new Statement(Sql.FLUSHED, written))) ? null
                : new Failed("PostgreSQL of " + region + " took a write that is not on its disk.");
    }
}
