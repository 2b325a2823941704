package org.dradmin.recovery.connector.postgresql;

/**
 * Every statement that this connector sends: fixed text, values only as parameters. The functions and views are
 * described in PostgreSQL's manual under "System Administration Functions" and "The Cumulative Statistics System".
 */
final class Sql {

    /**
     * One look at a server. A primary's timeline comes from the name of the WAL file it writes, since the control file
     * tells of it only after the next checkpoint; a standby's from its receiver, or else from what it has replayed.
     * Its reading position is what it has flushed: an acknowledged commit is never beyond that.
     */
    static final String LOOK = """
            SELECT recovering,
                   (SELECT system_identifier FROM pg_control_system())::text AS system,
                   CASE WHEN recovering
                        THEN greatest((SELECT received_tli FROM pg_stat_wal_receiver),
                                      (SELECT timeline_id FROM pg_control_checkpoint()),
                                      (SELECT min_recovery_end_timeline FROM pg_control_recovery()))
                        ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END AS timeline,
                   CASE WHEN recovering THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END::text AS position,
                   pg_last_wal_receive_lsn()::text AS received,
                   pg_last_wal_replay_lsn()::text AS replayed,
                   (extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000)::bigint AS last_commit,
                   (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now,
                   CASE WHEN recovering THEN pg_is_wal_replay_paused() ELSE false END AS paused,
                   (SELECT setting = 'on' AND source IN ('configuration file', 'command line')
                      FROM pg_settings WHERE name = 'default_transaction_read_only')
                   AND NOT EXISTS (SELECT FROM pg_db_role_setting, unnest(setconfig) AS entry
                                    WHERE entry ILIKE 'default\\_transaction\\_read\\_only=%'
                                      AND split_part(entry, '=', 2) NOT IN ('on', 'true', 'yes', '1')) AS read_only,
                   (SELECT count(*) FROM pg_stat_activity
                     WHERE backend_type = 'client backend' AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()) AS writers,
                   current_setting('synchronous_standby_names') AS wanted_synchronous,
                   (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')) AS synchronous,
                   (SELECT count(*) FROM pg_stat_replication) AS followers,
                   (SELECT (extract(epoch FROM max(replay_lag)) * 1000)::bigint FROM pg_stat_replication) AS lag,
                   (SELECT status FROM pg_stat_wal_receiver) AS receiver,
                   (SELECT sender_host || ':' || sender_port FROM pg_stat_wal_receiver) AS sender,
                   (SELECT (extract(epoch FROM last_msg_receipt_time) * 1000)::bigint FROM pg_stat_wal_receiver) AS last_message,
                   pg_has_role('pg_read_all_stats', 'USAGE') AS may_see,
                   has_function_privilege('pg_promote(boolean, integer)', 'EXECUTE') AS may_promote,
                   current_setting('server_version') AS version
              FROM (SELECT pg_is_in_recovery() AS recovering) AS role""";

    /** Waits until it has ended, so that nothing is said to be promoted that may yet not be. */
    static final String PROMOTE = "SELECT pg_promote(true, ?)";

    static final String SET_READ_ONLY = "ALTER SYSTEM SET default_transaction_read_only = on";
    static final String LIFT_READ_ONLY = "ALTER SYSTEM RESET default_transaction_read_only";
    static final String RELOAD = "SELECT pg_reload_conf()";

    /**
     * Ends the sessions that are older than the fence; later ones are read-only from their start. Those of superusers
     * can be ended by superusers only; what they still write is found by the next look.
     */
    static final String END_SESSIONS = """
            SELECT count(pg_terminate_backend(s.pid)) FROM pg_stat_activity s JOIN pg_roles r ON r.oid = s.usesysid
             WHERE s.backend_type = 'client backend' AND s.pid <> pg_backend_pid() AND s.backend_start <= pg_conf_load_time()
               AND (NOT r.rolsuper OR current_setting('is_superuser') = 'on')""";

    /** On a standby: makes the control file tell of the newest checkpoint that has been replayed. */
    static final String CHECKPOINT = "CHECKPOINT";

    /**
     * Whether the last thing a standby has replayed is the checkpoint with which its primary shut down cleanly. Only
     * such a checkpoint begins where its redo begins; a record of that kind takes 114 bytes and the page headers it
     * may cross. The time is the primary's.
     */
    static final String ENDED_CLEANLY = """
            SELECT checkpoint_lsn = redo_lsn AND pg_last_wal_replay_lsn() - checkpoint_lsn BETWEEN 1 AND 200
                   AND coalesce(pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn(), true)
                   AND extract(epoch FROM checkpoint_time) >= ? AS cleanly,
                   checkpoint_lsn::text AS checkpoint FROM pg_control_checkpoint()""";

    /**
     * A write that needs no table and no right in any schema, yet is one: it takes a transaction id, writes to the WAL
     * and its commit waits until that is on disk. It alone would pass in a read-only session, hence the second column.
     */
    static final String WRITE = "SELECT pg_logical_emit_message(true, 'dr-admin', ?)::text AS written, "
            + "current_setting('transaction_read_only') = 'on' AS read_only";

    /** What is on disk, asked in a later transaction. */
    static final String FLUSHED = "SELECT pg_current_wal_flush_lsn() >= ?::pg_lsn AS flushed";

    private Sql() {
    }
}
