package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One PostgreSQL on loopback, with its data in a directory of the system's temporary one. PostgreSQL refuses to run as
 * root: where the tests do, it runs as the user that Debian's package has made. Classes that use it say
 * {@code @Needs("initdb")}.
 */
public final class PostgresInstance {

    public static final String SUPERUSER = "postgres";

    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Path data;
    private final int port = Ports.free();
    private final List<String> options = new ArrayList<>();

    PostgresInstance(Path data) {
        this.data = data;
    }

    /** A single one with the settings that PostgreSQL comes with, running; to be removed. */
    public static PostgresInstance alone() {
        PostgresInstance made = new PostgresInstance(newFolder().resolve("data"));
        try {
            run("initdb", "--pgdata=" + made.data, "--username=" + SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C");
            made.start();
            return made;
        } catch (RuntimeException e) {
            made.remove();
            throw e;
        }
    }

    /** Ends it and deletes its data. */
    public void remove() {
        try {
            crash();
        } finally {
            delete(data.getParent());
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** A new directory that the server's user can reach. */
    static Path newFolder() {
        try {
            Path folder = Files.createTempDirectory("dr-postgresql-");
            if (ROOT) {
                Files.setOwner(folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(SUPERUSER));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A setting for the next starts. */
    public PostgresInstance with(String name, String value) {
        options.removeIf(option -> option.startsWith(name + "="));
        options.add(name + "=" + value);
        return this;
    }

    public PostgresInstance without(String name) {
        options.removeIf(option -> option.startsWith(name + "="));
        return this;
    }

    /** Returns when it takes connections; where it does not, throws with the end of its own log. */
    public void start() {
        StringBuilder given = new StringBuilder("-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        options.forEach(option -> given.append(" -c '").append(option).append("'"));
        try {
            run("pg_ctl", "start", "--wait", "--timeout=180", "--pgdata=" + data, "--log=" + log(), "--options=" + given);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + endOfLog(), e);
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of("(none)");
            return "Its log:\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an administrator does it: standbys get all there is. */
    public void stop() {
        end("fast");
    }

    /** As a power cut does it; harmless where it does not run. */
    public void crash() {
        end("immediate");
    }

    private void end(String mode) {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            run("pg_ctl", "stop", "--wait", "--mode=" + mode, "--pgdata=" + data);
        }
    }

    /** As an administrator does it. */
    public void promote() {
        run("pg_ctl", "promote", "--wait", "--pgdata=" + data);
    }

    /** Holds the process that takes connections, as a machine in trouble would; {@code CONT} lets it go on. */
    public void signal(String name) {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            run("kill", "-" + name, pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    public Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=30&socketTimeout=60", SUPERUSER, "");
    }

    /** From now on its log has every statement, after the name of who sent it. */
    public void logStatements() {
        sql("ALTER SYSTEM SET log_line_prefix = '@%u@ '");
        sql("ALTER SYSTEM SET log_statement = 'all'");
        reload();
    }

    /** Has it read its configuration again; returns when that counts for those who connect. */
    public void reload() {
        String before = sql("SELECT pg_conf_load_time()");
        sql("SELECT pg_reload_conf()");
        Await.until("the new configuration", () -> !before.equals(sql("SELECT pg_conf_load_time()")));
    }

    /** Lets it, while it runs, speak TLS with a certificate of its own making for that name; returns the certificate. */
    public Path certifyFor(String name) {
        Path certificate = data.resolve("server.crt");
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=" + name, "-addext", "subjectAltName=DNS:" + name,
                "-keyout", data.resolve("server.key").toString(), "-out", certificate.toString());
        run("chmod", "600", data.resolve("server.key").toString());
        with("ssl", "on");
        stop();
        start();
        return certificate;
    }

    /** The first column of the first row, or null; as superuser. */
    public String sql(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** Runs a program of PostgreSQL as its user; throws with its output unless it ends well. */
    static void run(String... command) {
        try {
            // To a file: a server that pg_ctl leaves running holds on to the output, and a pipe would never end.
            Path output = Files.createTempFile("dr-postgresql-", ".out");
            try {
                Process process = new ProcessBuilder(command(command)).redirectErrorStream(true).redirectOutput(output.toFile()).start();
                process.getOutputStream().close();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(String.join(" ", command) + ":\n" + Files.readString(output));
                }
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String... command) {
        List<String> whole = new ArrayList<>();
        if (ROOT) {
            whole.addAll(List.of("setpriv", "--reuid=" + SUPERUSER, "--regid=" + SUPERUSER, "--init-groups"));
        }
        whole.add(MachineTools.find(command[0]).orElseThrow().toString());
        whole.addAll(List.of(command).subList(1, command.length));
        return whole;
    }
}
