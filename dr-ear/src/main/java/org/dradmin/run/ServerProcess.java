package org.dradmin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which process serves a data directory and which launcher watches over it, noted in {@code run/server.pid}. */
final class ServerProcess {

    private static final String FILE = "server.pid";

    private ServerProcess() {
    }

    static void note(RunFolder run, ProcessHandle server, String address) throws IOException {
        Files.write(run.resolve(FILE), List.of(identity(server), identity(ProcessHandle.current()), address));
    }

    /** A server whose launcher was killed still holds data and port: it is ended. One that is in use is left alone. */
    static void endEarlier(RunFolder run) throws IOException {
        Path file = run.resolve(FILE);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        Optional<ProcessHandle> server = lines.isEmpty() ? Optional.empty() : same(lines.get(0));
        if (server.isEmpty()) {
            return;
        }
        if (same(lines.get(1)).isPresent()) {
            throw Stop.refused("It already runs with this data directory (process " + lines.get(1).split(" ")[0] + ") at "
                    + lines.get(2) + ". Use that one, end it first, or start a second one with -Ddr.data.dir=/path and -Ddr.http.port=.");
        }
        System.out.println("  An earlier start was cut off and left its server behind (process " + server.get().pid() + "); ending it.");
        end(server.get());
    }

    /** SIGTERM, and after half a minute SIGKILL. */
    static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException tooSlow) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static Optional<ProcessHandle> same(String identity) {
        return ProcessHandle.of(Long.parseLong(identity.split(" ")[0])).filter(process -> identity(process).equals(identity));
    }

    /** A process id can be given again; together with its start it cannot. */
    private static String identity(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }
}
