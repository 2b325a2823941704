package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A PostgreSQL primary and a standby that streams from it through a replication slot, in regions us-east and us-west.
 * The first one of a run is prepared and put aside; every pair is a copy of it, ready in a second. The role
 * {@link #USER} has exactly the rights that config/connectors.md tells administrators to give.
 */
public final class PostgresPair implements AutoCloseable {

    public static final String USER = "dr_admin";
    public static final String PASSWORD = "correct horse 'battery'";

    private static Path prepared;

    private final Path folder = PostgresInstance.newFolder();
    private final Path origin;
    private final PostgresInstance east;
    private final PostgresInstance west;

    private PostgresPair(Path origin) {
        this.origin = origin;
        PostgresInstance.run("cp", "-a", origin.resolve("east").toString(), origin.resolve("west").toString(), folder.toString());
        east = new PostgresInstance(folder.resolve("east"));
        west = new PostgresInstance(folder.resolve("west")).with("primary_conninfo", follows(east));
    }

    /** A new pair, both running, the standby streaming. */
    public static PostgresPair start() {
        return started(new PostgresPair(prepared()));
    }

    /** A pair of another cluster: its data were never those of the first one. */
    public static PostgresPair startOther() {
        Path origin = PostgresInstance.newFolder();
        try {
            prepare(origin);
            return started(new PostgresPair(origin));
        } finally {
            PostgresInstance.delete(origin);
        }
    }

    private static PostgresPair started(PostgresPair pair) {
        try {
            pair.east.start();
            pair.west.start();
            pair.awaitStreaming(pair.west);
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
        return pair;
    }

    private static synchronized Path prepared() {
        if (prepared == null) {
            Path made = PostgresInstance.newFolder();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> PostgresInstance.delete(made)));
            prepare(made);
            prepared = made;
        }
        return prepared;
    }

    private static void prepare(Path folder) {
        Path data = folder.resolve("east");
        PostgresInstance.run("initdb", "--pgdata=" + data, "--username=" + PostgresInstance.SUPERUSER, "--auth=trust", "--encoding=UTF8",
                "--locale=C", "--data-checksums", "--wal-segsize=1");
        try {
            Path access = data.resolve("pg_hba.conf");
            Files.writeString(access, "host all " + USER + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(access));
            Files.writeString(data.resolve("postgresql.conf"), "\nfsync = off\nmax_connections = 20\nshared_buffers = 8MB\n"
                    + "wal_retrieve_retry_interval = 200ms\nwal_receiver_timeout = 10s\nautovacuum = off\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PostgresInstance made = new PostgresInstance(data);
        made.start();
        try {
            for (String sql : new String[] {"CREATE ROLE dr_admin LOGIN PASSWORD '" + PASSWORD.replace("'", "''") + "'",
                "GRANT pg_monitor, pg_checkpoint, pg_signal_backend TO dr_admin",
                "GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer), pg_reload_conf() TO dr_admin",
                "GRANT ALTER SYSTEM ON PARAMETER default_transaction_read_only TO dr_admin",
                "CREATE ROLE app LOGIN", "GRANT ALL ON SCHEMA public TO app", "CREATE TABLE orders (id serial PRIMARY KEY, what text)",
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO app", "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO app"}) {
                made.sql(sql);
            }
            PostgresInstance.run("pg_basebackup", "--pgdata=" + folder.resolve("west"), "--write-recovery-conf", "--create-slot", "--slot=standby",
                    "--checkpoint=fast", "--host=127.0.0.1", "--port=" + made.port(), "--username=" + PostgresInstance.SUPERUSER);
        } finally {
            made.stop();
        }
    }

    /** The primary, until somebody promotes the other one. */
    public PostgresInstance east() {
        return east;
    }

    public PostgresInstance west() {
        return west;
    }

    /** What a plan's step on this pair has for settings; the password is the secret {@code env:DR_SECRET_PG}. */
    public Map<String, Object> plan(String fencedBy) {
        return Map.of("instances", Map.of("us-east", plan(east), "us-west", plan(west)), "fencedBy", fencedBy);
    }

    private static Map<String, Object> plan(PostgresInstance server) {
        return Map.of("host", "127.0.0.1", "port", server.port(), "database", "postgres", "user", USER, "password", "env:DR_SECRET_PG",
                "sslMode", "disable");
    }

    /** Makes east, which is stopped, follow west with pg_rewind, and starts it. */
    public void rewind() {
        // Until the first checkpoint after the promotion the control file has the old timeline, and pg_rewind sees nothing to do.
        west.sql("CHECKPOINT");
        PostgresInstance.run("pg_rewind", "--target-pgdata=" + east.data(), "--write-recovery-conf", "--source-server=host=127.0.0.1 port=" + west.port()
                + " user=" + PostgresInstance.SUPERUSER + " dbname=postgres");
        follow();
    }

    /** Makes east, which is stopped, a new copy of west, and starts it. */
    public void copyAnew() {
        PostgresInstance.delete(east.data());
        PostgresInstance.run("pg_basebackup", "--pgdata=" + east.data(), "--write-recovery-conf", "--checkpoint=fast", "--host=127.0.0.1",
                "--port=" + west.port(), "--username=" + PostgresInstance.SUPERUSER);
        follow();
    }

    private void follow() {
        // The slot is west's way to east, and was copied with its data.
        east.with("primary_conninfo", follows(west)).with("primary_slot_name", "").start();
        awaitStreaming(east);
    }

    /** Puts west back to what it was: a standby of east, at the beginning. */
    public void undoPromotion() {
        west.crash();
        PostgresInstance.delete(west.data());
        PostgresInstance.run("cp", "-a", origin.resolve("west").toString(), folder.toString());
        west.start();
    }

    public void awaitStreaming(PostgresInstance standby) {
        Await.until("streaming", () -> "streaming".equals(standby.sql("SELECT status FROM pg_stat_wal_receiver")));
    }

    /** Until the standby has on its disk what the primary has: replication is asynchronous. */
    public void awaitReceived() {
        Await.until("received", () -> "t".equals(east.sql("SELECT flush_lsn >= pg_current_wal_flush_lsn() FROM pg_stat_replication")));
    }

    private static String follows(PostgresInstance primary) {
        return "host=127.0.0.1 port=" + primary.port() + " user=" + PostgresInstance.SUPERUSER;
    }

    @Override
    public void close() {
        try {
            west.crash();
        } finally {
            try {
                east.crash();
            } finally {
                PostgresInstance.delete(folder);
            }
        }
    }
}
