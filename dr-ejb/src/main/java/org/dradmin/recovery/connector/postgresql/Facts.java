package org.dradmin.recovery.connector.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.replication.LogSequenceNumber;

/**
 * What one server said of itself at one moment.
 *
 * @param position a primary: what it has flushed; a standby: what it has replayed
 * @param received the end of what it received as a standby; stays when it is promoted, until it is restarted
 * @param lastCommit when the last transaction that it replayed was committed, by the primary's clock
 * @param readOnly whether its configuration makes every transaction read-only unless it asks otherwise
 * @param writers sessions of others that are writing at this moment
 * @param wantedSynchronous its synchronous_standby_names
 * @param sender what it streams from; null if it streams from nowhere
 */
record Facts(boolean standby, String system, int timeline, LogSequenceNumber position, LogSequenceNumber received,
        LogSequenceNumber replayed, Instant lastCommit, Instant now, boolean paused, boolean readOnly, int writers,
        String wantedSynchronous, int synchronous, int followers, Duration lag, boolean streaming, String sender,
        Instant lastMessage, boolean maySee, boolean mayPromote, String version) {

    static Facts of(ResultSet row) throws SQLException {
        return new Facts(row.getBoolean("recovering"), row.getString("system"), row.getInt("timeline"), lsn(row, "position"),
                lsn(row, "received"), lsn(row, "replayed"), instant(row, "last_commit"), instant(row, "now"), row.getBoolean("paused"),
                row.getBoolean("read_only"), row.getInt("writers"), row.getString("wanted_synchronous"), row.getInt("synchronous"),
                row.getInt("followers"), row.getObject("lag") == null ? null : Duration.ofMillis(row.getLong("lag")),
                "streaming".equals(row.getString("receiver")), row.getString("sender"), instant(row, "last_message"),
                row.getBoolean("may_see"), row.getBoolean("may_promote"), row.getString("version"));
    }

    private static LogSequenceNumber lsn(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : LogSequenceNumber.valueOf(text);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long milliseconds = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
    }

    /** Whether it would take the writes of an application that does not ask for read-only or the contrary. */
    boolean writable() {
        return !standby && !readOnly;
    }

    /** The end of what would be kept if it were promoted: what is received is replayed first. */
    LogSequenceNumber kept() {
        return received != null && replayed != null && Long.compareUnsigned(received.asLong(), replayed.asLong()) > 0 ? received
                : replayed != null ? replayed : position;
    }

    /** How many bytes a standby has received and not replayed. */
    long unreplayed() {
        return Math.max(0, kept().asLong() - position.asLong());
    }

    /** How many bytes of the other one's WAL this one does not hold. */
    long lacks(LogSequenceNumber theirs) {
        return Math.max(0, theirs.asLong() - kept().asLong());
    }

    String words() {
        String role = standby ? "standby" : readOnly ? "primary, read-only" : "primary, takes writes";
        String stream = !standby ? "" : streaming ? ", streams from " + sender : ", streams from nowhere";
        return role + ", timeline " + timeline + ", at " + position.asString() + stream + (paused ? ", replay paused" : "");
    }

    Map<String, Object> proof() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("role", standby ? "standby" : "primary");
        proof.put("readOnly", readOnly);
        proof.put("systemIdentifier", system);
        proof.put("timeline", timeline);
        proof.put(standby ? "replayLsn" : "flushLsn", position.asString());
        put(proof, "receivedLsn", received == null ? null : received.asString());
        put(proof, "replayedLsn", standby || replayed == null ? null : replayed.asString());
        put(proof, "lastReplayedCommit", lastCommit);
        if (standby) {
            proof.put("replayPaused", paused);
            proof.put("streaming", streaming);
            put(proof, "streamsFrom", sender);
            put(proof, "lastMessageAt", lastMessage);
        } else {
            proof.put("writingSessions", writers);
            proof.put("standbys", followers);
            put(proof, "replayLag", lag);
        }
        put(proof, "synchronousStandbyNames", wantedSynchronous.isEmpty() ? null : wantedSynchronous);
        proof.put("version", version);
        proof.put("serverTime", now.toString());
        return proof;
    }

    private static void put(Map<String, Object> proof, String key, Object value) {
        if (value != null) {
            proof.put(key, value.toString());
        }
    }
}
