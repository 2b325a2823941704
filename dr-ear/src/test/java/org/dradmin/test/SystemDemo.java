package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The system demonstration, started, asked and stopped by its own command, on ports and in a directory of a test's own. */
public final class SystemDemo extends DeployedServer {

    private static final String COMMAND = Build.CONFIG.resolve("system-demo/demo").toString();

    private final int hundred;
    private final Path output = data().resolve("start.log");
    private Process start;

    private SystemDemo(int hundred) {
        super(Build.newFolder("system-demo"), hundred * 100 + 80);
        this.hundred = hundred;
    }

    /** Yet to be started. */
    public static SystemDemo make() {
        // So many free ports in a row contain a whole hundred of them.
        return new SystemDemo((Ports.freeBlock(199) + 99) / 100);
    }

    /** Starts it and waits until it has told what to watch. */
    public SystemDemo start() {
        begin();
        await("The demonstration's start, see " + output, Duration.ofMinutes(6), start.toHandle(), () -> output().contains("Ctrl-C stops everything"));
        return this;
    }

    /** Starts it and does not wait. */
    public SystemDemo begin() {
        try {
            start = command("start").redirectErrorStream(true).redirectOutput(output.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private ProcessBuilder command(String... arguments) {
        // A build that runs in the background hands on that Ctrl-C is ignored, and no shell can undo that for itself.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", COMMAND));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("DR_DEMO_DIR", folder().toString(), "DR_DEMO_PORTS", Integer.toString(hundred), "DR_DEMO_INSTALL", "no",
                "JAVA_HOME", System.getProperty("java.home")));
        return builder;
    }

    /** Runs another of its commands; one that fails is an exception with its output. */
    public String demo(String... arguments) {
        return run(command(arguments));
    }

    /** Runs a program of the machine, as a person watches; empty where it fails. */
    public String watch(String... command) {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.set(0, MachineTools.find(command[0]).orElseThrow().toString());
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().put("PGPASSFILE", folder().resolve("secrets/pgpass").toString());
        try {
            return run(builder);
        } catch (IllegalStateException failed) {
            return "";
        }
    }

    private static String run(ProcessBuilder builder) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", builder.command()) + ":\n" + said);
            }
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of one of its ports, by the last two digits. */
    public int port(int lastTwo) {
        return hundred * 100 + lastTwo;
    }

    /** Short, because sockets lie below it, and open to PostgreSQL's user on the way there. */
    public Path folder() {
        return Path.of("/tmp/dr-system-demo-" + hundred);
    }

    /** Every process of the machine that has the demonstration's directory in its command line. */
    public List<ProcessHandle> processes() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> process.info().commandLine().orElse("").contains(folder() + "/")).toList();
        }
    }

    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the console, as it was told. */
    @Override
    public URI uri() {
        return URI.create("http://localhost:" + port());
    }

    /** The script that stays in front. */
    @Override
    public ProcessHandle process() {
        return start.toHandle();
    }

    @Override
    public void stop() {
        demo("stop");
        if (start != null) {
            start.onExit().join();
        }
    }
}
