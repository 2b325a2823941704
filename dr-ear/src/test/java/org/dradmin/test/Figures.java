package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tables for people: shown with the run's output and kept in the build directory's {@code figures}. */
public final class Figures {

    private static final System.Logger LOG = System.getLogger(Figures.class.getName());

    private Figures() {
    }

    public static void print(String name, List<String> lines) {
        String table = String.join("\n", lines);
        LOG.log(System.Logger.Level.INFO, name + "\n" + table);
        try {
            Path folder = Files.createDirectories(Build.TARGET.resolve("figures"));
            Files.writeString(folder.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".txt"), table + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
