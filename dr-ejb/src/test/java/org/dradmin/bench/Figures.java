package org.dradmin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a bench has measured. */
final class Figures {

    private static final System.Logger LOG = System.getLogger(Figures.class.getName());

    private Figures() {
    }

    /** Prints figures and keeps them in a file. */
    static void tell(String title, String file, List<String> figures) throws IOException {
        LOG.log(System.Logger.Level.INFO, title + "\n" + String.join("\n", figures));
        Files.write(Files.createDirectories(Path.of("target", "figures")).resolve(file), figures);
    }
}
