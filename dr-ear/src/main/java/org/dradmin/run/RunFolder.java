package org.dradmin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code run} in the data directory: what lives as long as the server's process, and no longer. */
record RunFolder(Path path) {

    RunFolder(Settings settings) {
        this(settings.data().resolve("run"));
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    void makeAnew() throws IOException {
        delete();
        for (String folder : List.of("tmp", "server", "runtime")) {
            Files.createDirectories(resolve(folder));
        }
    }

    /** A file that its owner alone may read. */
    Path ownersFile(String name, List<String> lines) throws IOException {
        Path file = resolve(name);
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.write(file, lines);
    }

    void delete() throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
