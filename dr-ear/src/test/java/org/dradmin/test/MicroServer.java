package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The WAR on stock Payara Micro, started the way people start it: through {@code dr-run.jar}. After
 * {@link #kill()} or {@link #stop()} it can be started again on the same data.
 */
public final class MicroServer extends DeployedServer {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Path output;
    private List<String> run = List.of("-jar", Build.LAUNCHER.toString(), "--war", Build.WAR.toString());
    private Process launcher;
    private ProcessHandle server;

    private MicroServer(Path folder) {
        super(folder.resolve("data"));
        output = folder.resolve("launcher.log");
        settings.put("dr.http.port", Integer.toString(port()));
        settings.put("dr.data.dir", data().toString());
    }

    /** What the server's Java gets in tests. */
    static String jvm() {
        return "-Xmx768m " + String.join(" ", Build.ROOM) + " " + String.join(" ", Build.JVM);
    }

    /** A server yet to be started, on an empty data directory, without an organization. */
    public static MicroServer withEmptyData(String name) {
        return new MicroServer(Build.newFolder(name));
    }

    /** A server yet to be started, with the demonstration's organization. */
    public static MicroServer withDemo(String name) {
        return withEmptyData(name).with("dr.demo", "true");
    }

    public MicroServer with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Another archive for the next start, as an upgrade puts it in place. */
    public MicroServer war(Path archive) {
        run = List.of("-jar", Build.LAUNCHER.toString(), "--war", archive.toString());
        return this;
    }

    /** An installation as {@code config/deployment.md} tells to make one: a folder with every part beside the launcher. */
    public MicroServer from(Path installation) {
        run = List.of("-jar", installation.resolve("dr-run.jar").toString());
        return this;
    }

    /** Starts and waits until the launcher says that it is ready. */
    public MicroServer start() {
        launch();
        await("Start of Payara Micro, see " + output, Duration.ofMinutes(6), launcher.toHandle(), () -> output().contains("is ready"));
        server = ProcessHandle.of(Long.parseLong(read(data().resolve("run/server.pid")).split(" ")[0])).orElseThrow();
        return this;
    }

    /** Starts and waits only until the server's process is there: for those who end it in the middle of its start. */
    public MicroServer begin() {
        launch();
        await("The process of Payara Micro, see " + output, Duration.ofMinutes(1), launcher.toHandle(), () -> {
            String[] lines = read(data().resolve("run/server.pid")).split("\n");
            return lines.length > 1 && lines[1].startsWith(launcher.pid() + " ");
        });
        server = ProcessHandle.of(Long.parseLong(read(data().resolve("run/server.pid")).split(" ")[0])).orElseThrow();
        return this;
    }

    /** Starts the launcher and does not wait: for starts that are to be refused. */
    public Process launch() {
        if (!Build.JVM.isEmpty()) {
            settings.computeIfAbsent("dr.java.options", key -> SharedClasses.option().map(shared -> jvm() + " " + shared).orElseGet(MicroServer::jvm));
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(run);
        try {
            launcher = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return launcher;
    }

    /** What the launcher has printed since the last start. */
    public String output() {
        return read(output);
    }

    public Process launcher() {
        return launcher;
    }

    @Override
    public ProcessHandle process() {
        return server;
    }

    @Override
    public void stop() {
        if (launcher != null) {
            launcher.destroy();
            launcher.onExit().join();
        }
        if (server != null && server.isAlive()) {
            kill();
        }
    }

    @Override
    public void kill() {
        super.kill();
        // The launcher notices and ends too; only then may the next start have port and data.
        launcher.onExit().join();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
