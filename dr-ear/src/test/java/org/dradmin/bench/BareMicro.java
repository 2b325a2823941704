package org.dradmin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dradmin.test.Build;
import org.dradmin.test.DeployedServer;

/** Stock Payara Micro with a WAR of somebody else's: what a start costs before the product adds anything. */
final class BareMicro extends DeployedServer {

    private final Process server;
    private Duration tookToStart;

    private BareMicro(Path folder, Path war) {
        super(folder);
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx768m", "-Djava.io.tmpdir=" + folder,
                "-jar", Build.MICRO.toString(), "--disablephonehome", "--nohazelcast", "--rootdir", folder.resolve("server").toString(),
                "--port", Integer.toString(port()), "--contextroot", "/", "--deploy", war.toString());
        try {
            server = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BareMicro start(Path war) {
        BareMicro micro = new BareMicro(Build.newFolder("bare-micro"), war);
        try {
            await("The first answer of Payara Micro", Duration.ofMinutes(5), micro.process(), () -> micro.status("/") == 307);
        } catch (IllegalStateException e) {
            micro.stop();
            throw e;
        }
        micro.tookToStart = Duration.between(micro.process().info().startInstant().orElseThrow(), Instant.now());
        return micro;
    }

    Duration tookToStart() {
        return tookToStart;
    }

    @Override
    public ProcessHandle process() {
        return server.toHandle();
    }

    @Override
    public void stop() {
        server.destroy();
        server.onExit().join();
    }
}
