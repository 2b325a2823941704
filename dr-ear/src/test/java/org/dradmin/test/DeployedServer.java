package org.dradmin.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The product running in a server process of its own, on a port and a data directory of its own. */
public abstract class DeployedServer implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final int port;
    private final Path data;

    protected DeployedServer(Path data) {
        this(data, Ports.free());
    }

    protected DeployedServer(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** The address people use, without a trailing slash. */
    public URI uri() {
        return URI.create("http://localhost:" + port());
    }

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    /** The server's own process, for those who look at it or end it from outside. */
    public abstract ProcessHandle process();

    /** Ends it as an operator would. */
    public abstract void stop();

    /** Ends it as a power cut would: SIGKILL, no farewell. */
    public void kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        stop();
    }

    /** The status with which a path is answered, or 0 when nobody answers. */
    public int status(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri().resolve(path)).timeout(Duration.ofSeconds(10)).build(),
                    BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the front door sends the people of a domain; empty when it sends them nowhere, or nobody answers. */
    public Optional<URI> go(String domain) {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri().resolve("/go/" + domain + "/")).timeout(Duration.ofSeconds(10)).build(),
                    BodyHandlers.discarding()).headers().firstValue("Location").map(URI::create);
        } catch (IOException nobody) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True once the application itself reports that it is ready; an empty server's answer does not count. */
    public boolean ready() {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(uri().resolve("/health/ready")).timeout(Duration.ofSeconds(5)).build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("\"name\"");
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a condition of a process; gives up when the process ends or the time is over, saying so. */
    public static void await(String what, Duration limit, ProcessHandle process, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException(what + (process.isAlive() ? " did not happen in " + limit.toSeconds() + " s" : ": the process ended"));
            }
            try {
                process.onExit().get(100, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException stillRunning) {
                // The condition is asked again.
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
