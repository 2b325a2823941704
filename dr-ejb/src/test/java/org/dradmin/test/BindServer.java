package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A BIND 9 of its own on loopback that serves one zone. It can be stopped and started again on the same data; closing
 * it ends the process and removes the data. Classes that use it say {@code @Needs({"named", "nsupdate", "dig", "rndc"})}.
 */
public final class BindServer implements AutoCloseable {

    /** What the zone's updates must be signed with, unless told otherwise. */
    public static final String KEY = "dr-failover";

    private static final String SECRET = Base64.getEncoder().encodeToString("The key of the tests' zones, sixty-four bytes long for hmac-sha512".getBytes());

    private final String zone;
    private final int port = Ports.free();
    private final int controlPort = Ports.free();
    private final Path folder;
    private final String secret;
    private final String algorithm;
    private String updates = "allow-update { key \"" + KEY + "\"; };";
    private String outside;
    private BindServer primary;
    private Process server;

    private BindServer(String zone, String algorithm, String secret) {
        this.zone = zone;
        this.algorithm = algorithm;
        this.secret = secret;
        try {
            folder = Files.createTempDirectory("dr-bind-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The primary of a zone, running, with its key in hmac-sha256; the records are lines of a zone file. */
    public static BindServer serving(String zone, List<String> records) {
        return serving(zone, "hmac-sha256", records);
    }

    public static BindServer serving(String zone, String algorithm, List<String> records) {
        return start(new BindServer(zone, algorithm, SECRET), records);
    }

    /**
     * The primary of a zone that has two faces: those who bear its key see and change the records, everybody else sees
     * others.
     *
     * @param outside the records that everybody else sees; null for the same zone
     */
    public static BindServer inViews(String zone, List<String> records, List<String> outside) {
        BindServer made = new BindServer(zone, "hmac-sha256", SECRET);
        try {
            if (outside == null) {
                made.outside = "in-view \"inside\";";
            } else {
                Files.writeString(made.folder.resolve("outside"), file(zone, outside));
                made.outside = "type primary; notify no; file \"" + made.folder.resolve("outside") + "\";";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(made, records);
    }

    private static String file(String zone, List<String> records) {
        return "$ORIGIN " + zone + ".\n$TTL 300\n@ IN SOA localhost. hostmaster 1 3600 3600 604800 300\n@ IN NS localhost.\n"
                + String.join("\n", records) + "\n";
    }

    private static BindServer start(BindServer made, List<String> records) {
        try {
            Files.writeString(made.folder.resolve("zone"), file(made.zone, records));
            made.startAgain();
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw new IllegalStateException("BIND did not start", e);
        }
    }

    /** A secondary of this one, running. It transfers the zone now, and again when it is told to {@link #follow()}. */
    public BindServer secondary() {
        BindServer made = new BindServer(zone, algorithm, secret);
        made.primary = this;
        try {
            made.startAgain();
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** Starts it again with other rules for updates: an {@code allow-update} or {@code update-policy} statement. */
    public void permitting(String statement) {
        stop();
        updates = statement;
        startAgain();
    }

    /** Starts it, on the data and the port it had. */
    public void startAgain() {
        try {
            Files.writeString(folder.resolve("named.conf"), configuration());
            Files.writeString(folder.resolve("key"), keyStatement());
            server = new ProcessBuilder(MachineTools.find("named").orElseThrow().toString(), "-g", "-c", folder.resolve("named.conf").toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("BIND's first answer", () -> !serial().isEmpty());
    }

    private String configuration() {
        String role = primary == null ? "type primary; notify no; " + updates
                : "type secondary; notify no; primaries { 127.0.0.1 port " + primary.port + "; };";
        return keyStatement() + """
                options {
                  directory "%1$s"; pid-file none; session-keyfile "%1$s/session.key"; managed-keys-directory "%1$s";
                  listen-on port %2$d { 127.0.0.1; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; empty-zones-enable no; allow-transfer { 127.0.0.1; };
                };
                controls { inet 127.0.0.1 port %3$d allow { 127.0.0.1; } keys { "%4$s"; }; };
                """.formatted(folder, port, controlPort, KEY) + zones("zone \"%s\" { file \"%s/zone\"; %s };%n".formatted(zone, folder, role));
    }

    private String zones(String statement) {
        return outside == null ? statement : "view \"inside\" { match-clients { key \"" + KEY + "\"; }; " + statement + "};\n"
                + "view \"outside\" { match-clients { any; }; zone \"" + zone + "\" { " + outside + " }; };\n";
    }

    private String keyStatement() {
        return "key \"" + KEY + "\" { algorithm " + algorithm + "; secret \"" + secret + "\"; };\n";
    }

    /** Stops it at once, as an outage would. */
    public void stop() {
        if (server != null) {
            server.destroyForcibly();
            server.onExit().join();
        }
    }

    /** Makes a secondary transfer what it has not got yet. */
    public void follow() {
        run("rndc", "-s", "127.0.0.1", "-p", Integer.toString(controlPort), "-k", folder.resolve("key").toString(), "refresh", zone);
        Await.until("the zone's transfer", () -> serial().equals(primary.serial()));
    }

    /** Changes the zone as somebody else would, by lines of nsupdate's. */
    public void update(String... lines) {
        List<String> all = new ArrayList<>(List.of("server 127.0.0.1 " + port, "zone " + zone));
        all.addAll(List.of(lines));
        all.add("send");
        try {
            Path script = Files.createTempFile(folder, "update", "");
            Files.write(script, all);
            nsupdate(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs nsupdate with a script, signed with the zone's key, over TCP. */
    public void nsupdate(Path script) {
        run("nsupdate", "-v", "-k", folder.resolve("key").toString(), script.toString());
    }

    /** What the server answers, one value a line in order. */
    public List<String> values(String name, String type) {
        return values(name, type, List.of());
    }

    /** The same for those who bear the key. */
    public List<String> valuesInside(String name, String type) {
        return values(name, type, List.of("-k", folder.resolve("key").toString()));
    }

    private List<String> values(String name, String type, List<String> options) {
        List<String> dig = new ArrayList<>(List.of("dig", "+short", "+tcp", "+norecurse", "+time=20", "+tries=1", "-p", Integer.toString(port), "@127.0.0.1", name, type));
        dig.addAll(1, options);
        return run(dig.toArray(String[]::new)).lines().filter(line -> !line.startsWith(";")).sorted().toList();
    }

    private String serial() {
        if (!server.isAlive()) {
            throw new IllegalStateException("BIND ended: " + log());
        }
        List<String> soa = values(zone, "SOA");
        return soa.isEmpty() ? "" : soa.get(0).split(" ")[2];
    }

    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String zone() {
        return zone;
    }

    public int port() {
        return port;
    }

    /** As plans name it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public String algorithm() {
        return algorithm;
    }

    /** The key's secret, in base64. */
    public String secret() {
        return secret;
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... command) {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.set(0, MachineTools.find(command[0]).orElseThrow().toString());
        try {
            Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            // dig ends with 9 where nobody answers, which its caller sees from the output.
            if (process.waitFor() != 0 && !command[0].equals("dig")) {
                throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
