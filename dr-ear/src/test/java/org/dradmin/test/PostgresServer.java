package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own on loopback, with one empty database {@code dr}. It can be stopped and started again on the
 * same data; closing it ends the process and removes the data. Classes that use it say {@code @Needs("initdb")}.
 *
 * <p>PostgreSQL refuses to run as root. Where the tests do, it runs as the user that Debian's package has made, on a
 * directory in the system's temporary one, which that user can reach.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final int port = Ports.free();
    private final Path folder;
    private Process server;

    private PostgresServer() throws IOException {
        folder = Files.createTempDirectory("dr-postgresql-");
        if (ROOT) {
            UserPrincipal user = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
            Files.setOwner(folder, user);
        }
    }

    /** A new one, running. */
    public static PostgresServer start() {
        try {
            PostgresServer made = new PostgresServer();
            try {
                made.run("initdb", "--pgdata=" + made.folder.resolve("data"), "--username=" + USER, "--auth=trust", "--encoding=UTF8", "--locale=C");
                made.startAgain();
                try (Connection connection = made.connect("postgres")) {
                    connection.createStatement().execute("CREATE DATABASE dr");
                }
            } catch (RuntimeException | SQLException e) {
                made.close();
                throw new IllegalStateException("PostgreSQL did not start, see " + made.folder, e);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, on the data and the port it had. */
    public void startAgain() {
        List<String> command = command("postgres", "-D", folder.resolve("data").toString(), "-p", Integer.toString(port),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200");
        try {
            server = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Build.newFolder("postgresql").resolve("log").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DeployedServer.await("Start of PostgreSQL", Duration.ofMinutes(1), server.toHandle(), this::answers);
    }

    /** Stops it and does not wait for its clients, as an outage would. */
    public void stop() {
        if (server != null && server.isAlive()) {
            run("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + folder.resolve("data"));
            server.onExit().join();
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/dr";
    }

    public String user() {
        return USER;
    }

    public int port() {
        return port;
    }

    /** Gives a server yet to be started this database. */
    public MicroServer serving(MicroServer micro) {
        return micro.with("dr.db.url", jdbcUrl()).with("dr.db.user", USER);
    }

    public Connection connect() throws SQLException {
        return connect("dr");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, "");
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            if (server != null) {
                server.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void run(String... command) {
        try {
            Process process = new ProcessBuilder(command(command)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
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
            whole.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        }
        whole.add(MachineTools.find(command[0]).orElseThrow().toString());
        whole.addAll(List.of(command).subList(1, command.length));
        return whole;
    }
}
