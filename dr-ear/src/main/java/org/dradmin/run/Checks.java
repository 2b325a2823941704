package org.dradmin.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/** What can be known before the server starts, each said in a sentence with a way out. */
final class Checks {

    private static final long SPACE_NEEDED = 400L << 20;

    private Checks() {
    }

    static void all(Settings settings, Layout layout) throws IOException {
        for (Path part : List.of(layout.micro(), layout.war())) {
            if (!Files.isRegularFile(part)) {
                throw Stop.refused(part + " is missing. Build it with \"mvn -Prun\", or name it with --micro and --war.");
            }
        }
        if (settings.find("dr.org.file").filter(file -> !Files.isReadable(Path.of(file))).isPresent()) {
            throw Stop.refused("The organization file " + settings.get("dr.org.file") + " cannot be read. Correct dr.org.file.");
        }
        dataDirectory(settings.data());
        ServerProcess.endEarlier(new RunFolder(settings));
        portFree(settings.httpAddress(), "dr.http.port", settings);
        if (settings.https()) {
            portFree(settings.get("dr.http.address"), "dr.https.port", settings);
            Keystore.of(settings).alias();
        }
    }

    private static void dataDirectory(Path data) throws IOException {
        try {
            if (!Files.exists(data) && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(data.resolve("run"));
            Files.createDirectories(data.resolve("logs"));
            Files.delete(Files.writeString(data.resolve("run/probe"), "probe"));
        } catch (IOException denied) {
            throw Stop.refused("The data directory " + data + " cannot be written (" + denied.getClass().getSimpleName() + ": "
                    + denied.getMessage() + "). Make it writable for the user " + System.getProperty("user.name")
                    + ", or choose another directory: -Ddr.data.dir=/path (environment DR_DATA_DIR).");
        }
        long free = Files.getFileStore(data).getUsableSpace();
        if (free < SPACE_NEEDED) {
            throw Stop.refused("The data directory " + data + " has " + (free >> 20) + " MB left; " + (SPACE_NEEDED >> 20)
                    + " MB are needed to start. Free some room, or choose another directory: -Ddr.data.dir=/path (environment DR_DATA_DIR).");
        }
    }

    private static void portFree(String address, String key, Settings settings) {
        int port = settings.port(key);
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException taken) {
            throw Stop.refused("Port " + port + " on " + address + " cannot be used (" + taken.getMessage() + ").\n"
                    + "End the program that uses it, or choose another port: -D" + key + "=" + (port < 65000 ? port + 10 : port - 10)
                    + " (environment " + key.toUpperCase(Locale.ROOT).replace('.', '_') + ").");
        }
    }
}
