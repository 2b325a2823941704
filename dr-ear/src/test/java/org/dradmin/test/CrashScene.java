package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDriver;

/**
 * What the journal of the newest operation says after the server was killed. It is read from a copy of the embedded
 * database, so that the next start still has to recover the original by itself.
 *
 * @param steps how many batches of steps are in which state
 * @param domains how many domains are in which state
 */
public record CrashScene(String operation, Map<String, Integer> steps, Map<String, Integer> domains) {

    /** Whether the kill hit an operation that had not ended. */
    public boolean running() {
        return operation.equals("REQUESTED") || operation.equals("RUNNING");
    }

    /** Which part of the work was left, from 0 to 1. */
    public double left() {
        int all = steps.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 1 : 1 - (double) steps.getOrDefault("DONE", 0) / all;
    }

    public static CrashScene of(Path data) {
        System.setProperty("derby.stream.error.file", Build.TARGET.resolve("servers/crash-scene-derby.log").toString());
        Path copy = Build.newFolder("crash-scene").resolve("derby");
        copy(data.resolve("derby"), copy);
        try {
            try (Connection connection = new EmbeddedDriver().connect("jdbc:derby:" + copy, new Properties())) {
                String newest = "(SELECT id FROM recovery_operation ORDER BY requested_at DESC FETCH FIRST 1 ROWS ONLY)";
                return new CrashScene(String.join("", counts(connection, "SELECT state, 1 FROM recovery_operation WHERE id = " + newest).keySet()),
                        counts(connection, "SELECT state, COUNT(*) FROM step_run WHERE operation_id = " + newest + " GROUP BY state"),
                        counts(connection, "SELECT state, COUNT(*) FROM domain_result WHERE operation_id = " + newest + " GROUP BY state"));
            } finally {
                close(copy);
                delete(copy.getParent());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Integer> counts(Connection connection, String query) throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counts;
    }

    private static void close(Path database) {
        try {
            new EmbeddedDriver().connect("jdbc:derby:" + database + ";shutdown=true", new Properties());
        } catch (SQLException closed) {
            if (!"08006".equals(closed.getSQLState())) {
                throw new IllegalStateException(closed);
            }
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.toString().endsWith(".lck")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
