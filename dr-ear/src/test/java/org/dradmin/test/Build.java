package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build has put what is tested. Tests run with dr-ear as their directory. */
public final class Build {

    /** The folder with the modules. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    public static final Path TARGET = ROOT.resolve("dr-ear/target");
    public static final Path EAR = TARGET.resolve("dr.ear");
    public static final Path WAR = ROOT.resolve("dr-web/target/dr-web.war");
    public static final Path LAUNCHER = TARGET.resolve("dr-run.jar");
    public static final Path MICRO = TARGET.resolve("payara-micro.jar");
    /** An unpacked Payara Server, shared and left as it is; every domain lives elsewhere. */
    public static final Path SERVER = TARGET.resolve("payara6");
    public static final Path CONFIG = ROOT.resolve("config");
    /** What the servers' Java gets besides what ships; nothing for the bench. */
    static final List<String> JVM = Stream.of(System.getProperty("dr.test.jvm", "").split(" ")).filter(option -> !option.isEmpty()).toList();

    /** With those: a young generation and a metaspace as large as a start needs, which saves its collections. */
    static final List<String> ROOM = List.of("-Xms512m", "-Xmn256m", "-XX:MetaspaceSize=192m");

    private Build() {
    }

    /** A new, empty folder below the build directory, kept after the run for a look at what happened. */
    public static Path newFolder(String name) {
        try {
            Files.createDirectories(TARGET.resolve("servers"));
            return Files.createTempDirectory(TARGET.resolve("servers"), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
