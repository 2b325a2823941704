package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The classes that Payara Micro loads with the WAR, as Java lays them out when told to. One start makes them for all
 * that follow, each of which is a fifth shorter; a Java that cannot do that, or another archive, starts as ever.
 */
final class SharedClasses {

    private static final Path FILE = Build.TARGET.resolve("micro-classes.jsa");

    private SharedClasses() {
    }

    /** The option that uses them, made now where this build has not yet. */
    static synchronized Optional<String> option() {
        try {
            if (!Files.exists(FILE) || Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(Build.MICRO)) < 0) {
                make();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(FILE).filter(Files::exists).map(file -> "-XX:SharedArchiveFile=" + file);
    }

    private static void make() throws IOException {
        Path made = Build.newFolder("classes").resolve(FILE.getFileName());
        MicroServer.withDemo("classes").with("dr.java.options", MicroServer.jvm() + " -XX:ArchiveClassesAtExit=" + made).start().stop();
        if (Files.exists(made)) {
            Files.move(made, FILE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
