import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts Disaster Recovery Admin on stock Payara Micro, without a build tool:
 * {@code java -Ddr.http.port=8081 config/Run.java [--micro payara-micro.jar] [--war dr-web.war]}.
 * <p>
 * It reads the dr.* settings (system property, then environment, then the file {@code dr.config.file}), refuses what
 * cannot work with a sentence that says what to do, starts the server, waits until it is ready, says where to go, and
 * ends the server when it is ended itself. Exit codes: 2 refused, 3 the server did not start, 4 it ended unasked.
 * It is one file, because Java 17 runs no more than one from source.
 */
public class Run {

    static final int REFUSED = 2, NOT_STARTED = 3, ENDED_UNASKED = 4;

    /** A refusal or failure a person reads; never shown with a stack trace. */
    static class Stop extends RuntimeException {
        final int exitCode;

        Stop(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        try {
            if (given.contains("--ends-with-parent")) {
                // A SIGKILL to Maven reaches nobody else: end when it is gone, however it went.
                ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(0));
            }
            Settings settings = Settings.read(given);
            Layout layout = Layout.of(given);
            Checks.all(settings, layout);
            new Server(settings, layout).run();
        } catch (Stop stop) {
            System.err.println();
            System.err.println(stop.getMessage().indent(2));
            Optional<Path> verdict = Layout.option(given, "--verdict");
            if (verdict.isPresent()) {
                Files.writeString(verdict.get(), stop.getMessage());
            }
            System.exit(stop.exitCode);
        }
    }

    /** Where the parts are: beside this file and its parent folder, unless arguments say otherwise. */
    record Layout(Path config, Path micro, Path war) {

        static Layout of(List<String> arguments) throws Exception {
            Path config = configFolder();
            Path root = config.getParent();
            return new Layout(config,
                    option(arguments, "--micro").orElse(root.resolve("dr-ear/target/payara-micro.jar")),
                    option(arguments, "--war").orElse(root.resolve("dr-web/target/dr-web.war")));
        }

        static Path configFolder() throws Exception {
            return Path.of(Run.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath().getParent();
        }

        static Optional<Path> option(List<String> arguments, String name) {
            int at = arguments.indexOf(name);
            return at < 0 || at + 1 == arguments.size() ? Optional.empty()
                    : Optional.of(Path.of(arguments.get(at + 1)).toAbsolutePath());
        }
    }

    /** The dr.* settings by MicroProfile precedence; the server gets them as environment, which no process list shows. */
    record Settings(Map<String, String> values) {

        private static final String[] PATHS = {"dr.data.dir", "dr.backup.dir", "dr.org.file", "dr.https.keystore"};

        static Settings read(List<String> arguments) throws Exception {
            Map<String, String> values = new TreeMap<>();
            values.put("dr.demo", Boolean.toString(arguments.contains("--demo")));
            Properties given = new Properties();
            given.putAll(System.getProperties());
            Optional<Path> handedOver = Layout.option(arguments, "--given");
            if (handedOver.isPresent()) {
                given.putAll(load(handedOver.get()));
                Files.delete(handedOver.get());
            }
            Path file = Path.of(Optional.ofNullable(given.getProperty("dr.config.file"))
                    .or(() -> Optional.ofNullable(System.getenv("DR_CONFIG_FILE")))
                    .orElse(Layout.configFolder().resolve("settings.properties").toString())).toAbsolutePath();
            if (!Files.isReadable(file)) {
                throw new Stop(REFUSED, "The settings file " + file + " cannot be read. Correct dr.config.file, or leave it out.");
            }
            Properties inFile = load(file);
            inFile.stringPropertyNames().forEach(key -> values.put(key, inFile.getProperty(key).strip()));
            System.getenv().forEach((name, value) -> {
                if (name.startsWith("DR_")) {
                    values.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
                }
            });
            given.stringPropertyNames().stream().filter(key -> key.startsWith("dr.")).forEach(key -> values.put(key, given.getProperty(key)));
            values.values().removeIf(String::isBlank);

            values.putIfAbsent("dr.data.dir", "data");
            values.putIfAbsent("dr.http.port", "8080");
            values.putIfAbsent("dr.http.address", "127.0.0.1");
            values.putIfAbsent("dr.log.console", "OFF");
            values.putIfAbsent("dr.java.options", "-Xmx768m");
            if (values.get("dr.demo").equals("true")) {
                values.putIfAbsent("dr.org.file", Layout.configFolder().resolve("demo-organization.json").toString());
            }
            for (String key : PATHS) {
                // The server runs inside the data directory, so relative paths are settled here.
                values.computeIfPresent(key, (k, path) -> Path.of(path).toAbsolutePath().normalize().toString());
            }
            Settings settings = new Settings(values);
            values.putIfAbsent("dr.base.url", settings.https()
                    ? "https://localhost:" + settings.port("dr.https.port") : "http://localhost:" + settings.port("dr.http.port"));
            return settings;
        }

        private static Properties load(Path file) throws IOException {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            }
            return properties;
        }

        String get(String key) {
            return values.get(key);
        }

        boolean https() {
            return values.containsKey("dr.https.port");
        }

        /** With https configured, plain http is for this machine only: its health checks and its own proxy. */
        String httpAddress() {
            return https() ? "127.0.0.1" : get("dr.http.address");
        }

        int port(String key) {
            try {
                int port = Integer.parseInt(get(key));
                if (port > 0 && port < 65536) {
                    return port;
                }
            } catch (NumberFormatException notANumber) {
                // Told below, with the range.
            }
            throw new Stop(REFUSED, key + " is \"" + get(key) + "\". A port is a number from 1 to 65535.");
        }

        Path data() {
            return Path.of(get("dr.data.dir"));
        }

        Path run() {
            return data().resolve("run");
        }

        Path log() {
            return data().resolve("logs/dr-0.log");
        }

        Map<String, String> asEnvironment() {
            Map<String, String> environment = new TreeMap<>();
            values.forEach((key, value) -> environment.put(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
            return environment;
        }
    }

    /** What can be known before the server starts, each said in a sentence with a way out. */
    static class Checks {

        private static final long SPACE_NEEDED = 400L << 20;

        static void all(Settings settings, Layout layout) throws Exception {
            if (Runtime.version().feature() < 17) {
                throw new Stop(REFUSED, "Java 17 or newer is needed; this is " + Runtime.version() + ".");
            }
            for (Path part : List.of(layout.micro(), layout.war())) {
                if (!Files.isRegularFile(part)) {
                    throw new Stop(REFUSED, part + " is missing. Build it with \"mvn -Prun\", or name it with --micro and --war.");
                }
            }
            if (settings.get("dr.org.file") != null && !Files.isReadable(Path.of(settings.get("dr.org.file")))) {
                throw new Stop(REFUSED, "The organization file " + settings.get("dr.org.file") + " cannot be read. Correct dr.org.file.");
            }
            dataDirectory(settings.data());
            earlierStart(settings);
            portFree(settings.httpAddress(), "dr.http.port", settings);
            if (settings.https()) {
                portFree(settings.get("dr.http.address"), "dr.https.port", settings);
                keyAlias(settings);
            }
        }

        private static void dataDirectory(Path data) throws IOException {
            String way = " Make it writable for the user " + System.getProperty("user.name")
                    + ", or choose another directory: -Ddr.data.dir=/path (environment DR_DATA_DIR).";
            try {
                if (!Files.exists(data) && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.createDirectories(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                }
                Files.createDirectories(data.resolve("run"));
                Files.createDirectories(data.resolve("logs"));
                Files.delete(Files.writeString(data.resolve("run/probe"), "probe"));
            } catch (IOException denied) {
                throw new Stop(REFUSED, "The data directory " + data + " cannot be written ("
                        + denied.getClass().getSimpleName() + ": " + denied.getMessage() + ")." + way);
            }
            long free = Files.getFileStore(data).getUsableSpace();
            if (free < SPACE_NEEDED) {
                throw new Stop(REFUSED, "The data directory " + data + " has " + (free >> 20) + " MB left; "
                        + (SPACE_NEEDED >> 20) + " MB are needed to start. Free some room, or choose another directory:"
                        + " -Ddr.data.dir=/path (environment DR_DATA_DIR).");
            }
        }

        /** A server whose launcher was killed still holds data and port: it is ended. One that is in use is left alone. */
        private static void earlierStart(Settings settings) throws Exception {
            Path file = settings.run().resolve("server.pid");
            if (!Files.exists(file)) {
                return;
            }
            List<String> lines = Files.readAllLines(file);
            Optional<ProcessHandle> server = lines.isEmpty() ? Optional.empty() : sameProcess(lines.get(0));
            if (server.isEmpty()) {
                return;
            }
            if (sameProcess(lines.get(1)).isPresent()) {
                throw new Stop(REFUSED, "It already runs with this data directory (process " + lines.get(1).split(" ")[0] + ") at "
                        + lines.get(2) + ". Use that one, end it first, or start a second one with -Ddr.data.dir=/path and -Ddr.http.port=.");
            }
            System.out.println("  An earlier start was cut off and left its server behind (process " + server.get().pid() + "); ending it.");
            Server.end(server.get());
        }

        private static Optional<ProcessHandle> sameProcess(String pidAndStart) {
            String[] parts = pidAndStart.split(" ");
            return ProcessHandle.of(Long.parseLong(parts[0])).filter(process -> Server.identity(process).equals(pidAndStart));
        }

        private static void portFree(String address, String key, Settings settings) {
            int port = settings.port(key);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            } catch (IOException taken) {
                throw new Stop(REFUSED, "Port " + port + " on " + address + " cannot be used (" + taken.getMessage() + ").\n"
                        + "End the program that uses it, or choose another port: -D" + key + "=" + (port < 65000 ? port + 10 : port - 10)
                        + " (environment " + key.toUpperCase(Locale.ROOT).replace('.', '_') + ").");
            }
        }

        static String keyAlias(Settings settings) {
            String path = settings.get("dr.https.keystore");
            String password = settings.get("dr.https.keystore.password");
            if (path == null || password == null) {
                throw new Stop(REFUSED, "dr.https.port is set, so dr.https.keystore (a PKCS12 file) and dr.https.keystore.password are needed too.");
            }
            try (InputStream in = Files.newInputStream(Path.of(path))) {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(in, password.toCharArray());
                for (String alias : Collections.list(keys.aliases())) {
                    if (keys.isKeyEntry(alias)) {
                        return alias;
                    }
                }
                throw new Stop(REFUSED, "The keystore " + path + " holds no private key.");
            } catch (IOException | GeneralSecurityException unreadable) {
                throw new Stop(REFUSED, "The keystore " + path + " cannot be opened (" + unreadable.getMessage()
                        + "). It must be a PKCS12 file, with the password of dr.https.keystore.password.");
            }
        }
    }

    /** The server process: its command line, its life and its end. */
    static class Server {

        private final Settings settings;
        private final Layout layout;
        private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        private Process process;
        private volatile boolean ending;

        Server(Settings settings, Layout layout) {
            this.settings = settings;
            this.layout = layout;
        }

        void run() throws Exception {
            Path run = settings.run();
            delete(run);
            for (String folder : List.of("tmp", "server", "runtime")) {
                Files.createDirectories(run.resolve(folder));
            }
            Instant started = Instant.now();
            ProcessBuilder builder = new ProcessBuilder(command()).directory(settings.data().toFile())
                    .redirectOutput(settings.data().resolve("logs/server.out").toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(settings.asEnvironment());
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            process = builder.start();
            Files.write(run.resolve("server.pid"), List.of(identity(process.toHandle()), identity(ProcessHandle.current()), settings.get("dr.base.url")));
            System.out.println();
            System.out.println("  Disaster Recovery Admin is starting; this takes about half a minute.");
            awaitReady(started);
            int code = process.waitFor();
            if (!ending) {
                throw new Stop(ENDED_UNASKED, "The server ended by itself (exit code " + code + "). What it said last is in " + settings.log()
                        + ".\nNothing that was accepted is lost: start it again, and what was running goes on.");
            }
        }

        private List<String> command() throws IOException {
            Path run = settings.run();
            List<String> jvm = new ArrayList<>(List.of(settings.get("dr.java.options").strip().split("\\s+")));
            jvm.add("-XX:+ExitOnOutOfMemoryError");
            if (Runtime.version().feature() >= 24) {
                // Libraries of the server still use what this Java warns of; nobody here can change that.
                jvm.add("--sun-misc-unsafe-memory-access=allow");
            }
            jvm.add("-Djava.io.tmpdir=" + run.resolve("tmp"));
            jvm.add("-Dderby.stream.error.file=" + settings.data().resolve("logs/derby.log"));
            // The data grid of a cluster listens on the address dr.cluster names, not on every address of the machine.
            jvm.add("-Dhazelcast.socket.bind.any=false");
            List<String> micro = new ArrayList<>(List.of("--disablephonehome",
                    "--rootdir", run.resolve("server").toString(), "--unpackdir", run.resolve("runtime").toString(),
                    "--logproperties", logging().toString(),
                    "--prebootcommandfile", preBoot().toString(),
                    "--postbootcommandfile", layout.config().resolve("payara-micro.asadmin").toString(),
                    "--port", settings.get("dr.http.port"), "--contextroot", "/", "--deploy", layout.war().toString()));
            micro.addAll(cluster());
            if (settings.https()) {
                micro.addAll(List.of("--sslport", settings.get("dr.https.port"), "--sslcert", Checks.keyAlias(settings)));
                jvm.add("-Djavax.net.ssl.keyStore=" + settings.get("dr.https.keystore"));
                jvm.add("-Djavax.net.ssl.keyStoreType=PKCS12");
                jvm.add("-Djavax.net.ssl.keyStorePassword=" + settings.get("dr.https.keystore.password"));
            }
            // By a file only its owner reads, because a command line is open to everyone on the machine.
            Path jvmArguments = ownersFile(run.resolve("jvm.args"), jvm.stream().map(Server::quoted).toList());
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + jvmArguments, "-jar", layout.micro().toString()));
            command.addAll(micro);
            return command;
        }

        private Path logging() throws IOException {
            List<String> lines = new ArrayList<>(Files.readAllLines(layout.config().resolve("logging.properties")));
            lines.add("java.util.logging.ConsoleHandler.level=" + settings.get("dr.log.console"));
            return ownersFile(settings.run().resolve("logging.properties"), lines);
        }

        private Path preBoot() throws IOException {
            String network = "set configs.config.server-config.network-config.";
            String listener = network + "network-listeners.network-listener.";
            String protocol = network + "protocols.protocol.";
            return ownersFile(settings.run().resolve("pre-boot.asadmin"), List.of(
                    listener + "http-listener.address=" + settings.httpAddress(),
                    listener + "https-listener.address=" + settings.get("dr.http.address"),
                    protocol + "http-listener.http.server-header=false",
                    protocol + "https-listener.http.server-header=false"));
        }

        /** Members are listed one by one; a node never joins whoever is near. */
        private List<String> cluster() throws IOException {
            String members = settings.get("dr.cluster");
            if (members == null || members.equals("off")) {
                // Alone: beside --nocluster it counts for nothing, and the data grid listens on every address of the machine.
                return List.of("--nohazelcast");
            }
            for (String member : members.split("\\s*,\\s*")) {
                int colon = member.lastIndexOf(':');
                if (colon < 1) {
                    throw new Stop(REFUSED, "dr.cluster lists its members as address:port, separated by commas; \"" + member + "\" is not one.");
                }
                InetAddress address = InetAddress.getByName(member.substring(0, colon));
                boolean ours = member.equals(settings.values().getOrDefault("dr.cluster.self", member));
                if (ours && (address.isLoopbackAddress() || java.net.NetworkInterface.getByInetAddress(address) != null)) {
                    return List.of("--clustername", "dr", "--clustermode", "tcpip:" + members.replaceAll("\\s", ""),
                            "--interfaces", address.getHostAddress(), "--startport", member.substring(colon + 1));
                }
            }
            throw new Stop(REFUSED, "None of the members in dr.cluster (" + members + ") is an address of this machine. Add this node's own"
                    + " address:port, or name it in dr.cluster.self.");
        }

        private void awaitReady(Instant started) throws Exception {
            URI ready = URI.create("http://" + reachable(settings.httpAddress()) + ":" + settings.get("dr.http.port") + "/health/ready");
            Instant booted = null;
            Instant nextNotice = started.plusSeconds(120);
            while (process.isAlive() && !ending) {
                String answer = ask(ready);
                // Before its application is there, Payara answers with no check, or with one of its own.
                boolean deployed = answer.contains("\"name\"") && !answer.contains("No Application deployed");
                if (deployed && answer.startsWith("200 ")) {
                    Files.deleteIfExists(settings.run().resolve("jvm.args"));
                    banner(Duration.between(started, Instant.now()));
                    return;
                }
                if (booted == null && bootedAccordingToLog()) {
                    booted = Instant.now();
                }
                // No answer at all is a machine under load, not a verdict.
                if (booted != null && !deployed && !answer.startsWith("no answer") && Duration.between(booted, Instant.now()).toSeconds() > 60) {
                    throw new Stop(NOT_STARTED, "The application did not start. What the log says:\n" + gravest());
                }
                if (Instant.now().isAfter(nextNotice)) {
                    nextNotice = Instant.now().plusSeconds(60);
                    System.out.println("  Not ready yet, still trying: " + answer);
                }
                process.waitFor(300, TimeUnit.MILLISECONDS);
            }
            if (!ending) {
                throw new Stop(NOT_STARTED, "The server ended while starting. What the log says:\n" + gravest());
            }
        }

        private String ask(URI uri) throws InterruptedException {
            try {
                var response = http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
                return response.statusCode() + " " + response.body().strip();
            } catch (IOException notYet) {
                return "no answer from " + uri;
            }
        }

        private boolean bootedAccordingToLog() throws IOException {
            try (Stream<String> lines = logLines()) {
                return lines.anyMatch(line -> line.contains("\"LoggerName\":\"PayaraMicro\"") && line.contains(" ready in "));
            }
        }

        /** The reasons the log gives, from this start only, shortened for a terminal. */
        private String gravest() throws IOException {
            Pattern message = Pattern.compile("\"LogMessage\":\"((?:[^\"\\\\]|\\\\.)*)\"");
            try (Stream<String> lines = logLines()) {
                List<String> severe = lines.filter(line -> line.contains("\"Level\":\"SEVERE\"")).toList();
                // What the program itself says is written for people and complete; without it the server's own words must do.
                List<String> own = severe.stream().filter(line -> line.contains("\"LoggerName\":\"org.dradmin")).toList();
                List<String> grave = (own.isEmpty() ? severe : own).stream().map(message::matcher).filter(Matcher::find)
                        .map(found -> found.group(1).split("\\\\n")[0].replace("\\\"", "\"")).map(text -> text.substring(0, Math.min(400, text.length())))
                        .distinct().limit(own.isEmpty() ? 5 : 40).toList();
                return String.join("\n", grave) + "\nMore: " + settings.log();
            }
        }

        private Stream<String> logLines() throws IOException {
            if (!Files.exists(settings.log())) {
                return Stream.empty();
            }
            long since = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli() - 1000;
            Pattern time = Pattern.compile("\"TimeMillis\":\"(\\d+)\"");
            return Files.lines(settings.log(), java.nio.charset.StandardCharsets.ISO_8859_1).filter(line -> {
                Matcher at = time.matcher(line);
                return at.find() && Long.parseLong(at.group(1)) >= since;
            });
        }

        private void banner(Duration took) throws IOException {
            List<String[]> rows = new ArrayList<>();
            rows.add(new String[] {"Sign in", settings.get("dr.base.url") + "/"});
            rows.addAll(accounts());
            rows.add(new String[] {"Data", settings.data().toString()});
            rows.add(new String[] {"Log", settings.log().toString()});
            rows.add(new String[] {"Stop", "Ctrl+C; the next start finds the same data"});
            StringBuilder text = new StringBuilder("\n  Disaster Recovery Admin is ready (" + took.toSeconds() + " s).\n\n");
            rows.forEach(row -> text.append(String.format("    %-10s%s%n", row[0], row[1])));
            System.out.println(text);
        }

        private List<String[]> accounts() throws IOException {
            Path password = settings.data().resolve("initial-admin-password");
            if (Files.exists(password)) {
                return List.<String[]>of(new String[] {"Account", settings.values().getOrDefault("dr.admin.username", "admin") + "; the password is in " + password});
            }
            if (!settings.get("dr.demo").equals("true")) {
                return List.of();
            }
            List<String[]> rows = new ArrayList<>();
            // User entries hold no objects, so each stands between its own braces.
            Matcher entry = Pattern.compile("\\{[^{}]*\"username\"[^{}]*}").matcher(Files.readString(Path.of(settings.get("dr.org.file"))));
            while (entry.find()) {
                String secret = text(entry.group(), "password");
                if (!secret.isEmpty() && !secret.startsWith("$")) {
                    String who = entry.group().contains("SUPER_ADMIN") ? "super admin" : text(entry.group(), "displayName");
                    rows.add(new String[] {rows.isEmpty() ? "Accounts" : "", String.format("%-12s%-24s%s", text(entry.group(), "username"), secret, who)});
                }
            }
            return rows;
        }

        private static String text(String json, String key) {
            Matcher value = Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
            return value.find() ? value.group(1) : "";
        }

        private void stop() {
            ending = true;
            if (process != null) {
                end(process.toHandle());
            }
            try {
                delete(settings.run());
            } catch (IOException leftForTheNextStart) {
                // The next start clears the same directory.
            }
        }

        static void end(ProcessHandle process) {
            process.destroy();
            try {
                process.onExit().get(30, TimeUnit.SECONDS);
            } catch (Exception tooSlow) {
                process.destroyForcibly();
                process.onExit().join();
            }
        }

        /** A process id can be given again; together with its start it cannot. */
        static String identity(ProcessHandle process) {
            return process.pid() + " " + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }

        private static String reachable(String address) {
            return address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address.contains(":") ? "[" + address + "]" : address;
        }

        private static String quoted(String argument) {
            return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }

        private static Path ownersFile(Path file, List<String> lines) throws IOException {
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.write(file, lines);
        }

        private static void delete(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
