package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An rsyslog of its own on loopback that takes syslog over TLS (RFC 5425) and writes what it gets to a file. It can be
 * killed and started again on the same file; closing it ends the process and removes the file. Classes that use it say
 * {@code @Needs({"rsyslogd", "openssl"})}.
 */
public final class RsyslogServer implements AutoCloseable {

    private static final Pattern UUID = Pattern.compile("\"uuid\":\"([0-9a-f-]{36})\"");

    private final int port = Ports.free();
    private final Path folder;
    private final TestCertificate certificate;
    private final String clients;
    private Process server;

    private RsyslogServer(TestCertificate certificate, String clients) {
        this.certificate = certificate;
        this.clients = clients;
        try {
            folder = Files.createTempDirectory("dr-rsyslog-");
            run("openssl", "pkcs12", "-in", certificate.keyStore().toString(), "-passin", "pass:changeit", "-nodes", "-nocerts", "-out",
                    folder.resolve("key.pem").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not started yet, and open to everybody who trusts it. */
    public static RsyslogServer showing(TestCertificate certificate) {
        return new RsyslogServer(certificate, "StreamDriver.AuthMode=\"anon\"");
    }

    /** Not started yet, and open only to who shows this same certificate. */
    public static RsyslogServer showingAndAsking(TestCertificate certificate) {
        return new RsyslogServer(certificate, "StreamDriver.AuthMode=\"x509/certvalid\"");
    }

    /** Starts it, on the file and the port it had. */
    public void start() {
        try {
            Files.writeString(folder.resolve("rsyslog.conf"), """
                    global(workDirectory="%1$s" maxMessageSize="64k" defaultNetstreamDriver="ossl"
                      defaultNetstreamDriverCAFile="%2$s" defaultNetstreamDriverCertFile="%2$s" defaultNetstreamDriverKeyFile="%1$s/key.pem")
                    module(load="imtcp" StreamDriver.Name="ossl" StreamDriver.Mode="1" %3$s)
                    input(type="imtcp" address="127.0.0.1" port="%4$d")
                    action(type="omfile" file="%1$s/events" template="RSYSLOG_SyslogProtocol23Format")
                    """.formatted(folder, certificate.certificate(), clients, port));
            server = new ProcessBuilder(MachineTools.find("rsyslogd").orElseThrow().toString(), "-n", "-f", folder.resolve("rsyslog.conf").toString(),
                    "-i", folder.resolve("pid").toString()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("rsyslog's port", this::listens);
    }

    /** As a power cut would (SIGKILL): what it has read and not yet written is gone. */
    public void kill() {
        server.destroyForcibly();
        server.onExit().join();
    }

    /** As its administrator would (SIGTERM). */
    public void stop() {
        server.destroy();
        server.onExit().join();
    }

    public int port() {
        return port;
    }

    /** Every message that is in the file, in its order. */
    public List<String> messages() {
        Path events = folder.resolve("events");
        try (Stream<String> lines = Files.exists(events) ? Files.lines(events) : Stream.empty()) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The uuids of the messages, in the order of the file, with those that came twice. */
    public List<String> uuids() {
        return messages().stream().map(UUID::matcher).filter(Matcher::find).map(found -> found.group(1)).toList();
    }

    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            kill();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            if (!server.isAlive()) {
                throw new IllegalStateException("rsyslog did not start: " + log(), e);
            }
            return false;
        }
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
}
