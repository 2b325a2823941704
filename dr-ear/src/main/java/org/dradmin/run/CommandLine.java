package org.dradmin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How stock Payara Micro is called, and the files that it is given for that. */
final class CommandLine {

    private static final String JVM_ARGUMENTS = "jvm.args";

    private final Settings settings;
    private final Layout layout;
    private final RunFolder run;

    CommandLine(Settings settings, Layout layout, RunFolder run) {
        this.settings = settings;
        this.layout = layout;
        this.run = run;
    }

    List<String> build() throws IOException {
        // By a file only its owner reads, because a command line is open to everyone on the machine.
        Path jvmArguments = run.ownersFile(JVM_ARGUMENTS, jvm().stream().map(CommandLine::quoted).toList());
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + jvmArguments, "-jar", layout.micro().toString()));
        command.addAll(micro());
        return command;
    }

    /** Once the server runs, nobody needs the file with its passwords. */
    void forgetSecrets() throws IOException {
        Files.deleteIfExists(run.resolve(JVM_ARGUMENTS));
    }

    private List<String> jvm() {
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
        if (settings.https()) {
            jvm.addAll(Keystore.of(settings).jvmOptions());
        }
        return jvm;
    }

    private List<String> micro() throws IOException {
        List<String> micro = new ArrayList<>(List.of("--disablephonehome",
                "--rootdir", run.resolve("server").toString(), "--unpackdir", run.resolve("runtime").toString(),
                "--logproperties", logging().toString(),
                "--prebootcommandfile", preBoot().toString(),
                "--postbootcommandfile", layout.config().resolve("payara-micro.asadmin").toString(),
                "--port", settings.get("dr.http.port"), "--contextroot", "/", "--deploy", layout.war().toString()));
        micro.addAll(Cluster.options(settings));
        if (settings.https()) {
            micro.addAll(List.of("--sslport", settings.get("dr.https.port"), "--sslcert", Keystore.of(settings).alias()));
        }
        return micro;
    }

    private Path logging() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(layout.config().resolve("logging.properties")));
        lines.add("java.util.logging.ConsoleHandler.level=" + settings.get("dr.log.console"));
        return run.ownersFile("logging.properties", lines);
    }

    private Path preBoot() throws IOException {
        String network = "set configs.config.server-config.network-config.";
        String listener = network + "network-listeners.network-listener.";
        String protocol = network + "protocols.protocol.";
        String sessions = "set configs.config.server-config.availability-service.";
        return run.ownersFile("pre-boot.asadmin", List.of(
                sessions + "availability-enabled=" + Cluster.isOf(settings),
                // Without it no timer comes more often than once a second: too seldom for the front door, which follows the database by one.
                "set configs.config.server-config.ejb-container.ejb-timer-service.minimum-delivery-interval-in-millis=250",
                listener + "http-listener.address=" + settings.httpAddress(),
                listener + "https-listener.address=" + settings.get("dr.http.address"),
                protocol + "http-listener.http.server-header=false",
                protocol + "https-listener.http.server-header=false"));
    }

    private static String quoted(String argument) {
        return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
