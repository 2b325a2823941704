package org.dradmin.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until the server's health endpoint says that the application takes requests. */
final class Readiness {

    private static final int PATIENCE_AFTER_BOOT_SECONDS = 60;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI ready;
    private final Process process;
    private final ServerLog log;
    private final Instant started;

    /** @param started before the process was */
    Readiness(Settings settings, Process process, Instant started) {
        ready = URI.create("http://" + reachable(settings.httpAddress()) + ":" + settings.get("dr.http.port") + "/health/ready");
        log = new ServerLog(settings.log(), started);
        this.process = process;
        this.started = started;
    }

    /** @return false when the launcher was ended meanwhile; a server that does not start is a {@link Stop} with the log's reasons */
    boolean await(BooleanSupplier ending) throws IOException, InterruptedException {
        Instant booted = null;
        Instant nextNotice = started.plusSeconds(120);
        while (process.isAlive() && !ending.getAsBoolean()) {
            String answer = ask();
            // Before its application is there, Payara answers with no check, or with one of its own.
            boolean deployed = answer.contains("\"name\"") && !answer.contains("No Application deployed");
            if (deployed && answer.startsWith("200 ")) {
                return true;
            }
            if (booted == null && log.saysBooted()) {
                booted = Instant.now();
            }
            // No answer at all is a machine under load, not a verdict.
            if (booted != null && !deployed && !answer.startsWith("no answer")
                    && (log.saysRefused() || Duration.between(booted, Instant.now()).toSeconds() > PATIENCE_AFTER_BOOT_SECONDS)) {
                throw new Stop(Stop.NOT_STARTED, "The application did not start. What the log says:\n" + log.gravest());
            }
            if (Instant.now().isAfter(nextNotice)) {
                nextNotice = Instant.now().plusSeconds(60);
                System.out.println("  Not ready yet, still trying: " + answer);
            }
            process.waitFor(300, TimeUnit.MILLISECONDS);
        }
        if (!ending.getAsBoolean()) {
            throw new Stop(Stop.NOT_STARTED, "The server ended while starting. What the log says:\n" + log.gravest());
        }
        return false;
    }

    private String ask() throws InterruptedException {
        try {
            var response = http.send(HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
            return response.statusCode() + " " + response.body().strip();
        } catch (IOException notYet) {
            return "no answer from " + ready;
        }
    }

    private static String reachable(String address) {
        return address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address.contains(":") ? "[" + address + "]" : address;
    }
}
