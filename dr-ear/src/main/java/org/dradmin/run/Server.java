package org.dradmin.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** The server's life, from its start to its end; the launcher lives as long. */
final class Server {

    private final Settings settings;
    private final CommandLine commandLine;
    private final RunFolder folder;
    private Process process;
    private volatile boolean ending;

    Server(Settings settings, Layout layout) {
        this.settings = settings;
        folder = new RunFolder(settings);
        commandLine = new CommandLine(settings, layout, folder);
    }

    /** Returns when the server was ended through the launcher; throws {@link Stop} when it ended otherwise. */
    void run() throws IOException, InterruptedException {
        folder.makeAnew();
        Instant started = Instant.now();
        ProcessBuilder builder = new ProcessBuilder(commandLine.build()).directory(settings.data().toFile())
                .redirectOutput(settings.data().resolve("logs/server.out").toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings.asEnvironment());
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        process = builder.start();
        ServerProcess.note(folder, process.toHandle(), settings.get("dr.base.url"));
        System.out.println();
        System.out.println("  Disaster Recovery Admin is starting; this takes about half a minute.");
        if (new Readiness(settings, process, started).await(() -> ending)) {
            commandLine.forgetSecrets();
            System.out.println(new Banner(settings).text(Duration.between(started, Instant.now())));
        }
        int code = process.waitFor();
        if (!ending) {
            throw new Stop(Stop.ENDED_UNASKED, "The server ended by itself (exit code " + code + "). What it said last is in " + settings.log()
                    + ".\nNothing that was accepted is lost: start it again, and what was running goes on.");
        }
    }

    private void stop() {
        ending = true;
        if (process != null) {
            ServerProcess.end(process.toHandle());
        }
        try {
            folder.delete();
        } catch (IOException leftForTheNextStart) {
            // The next start clears the same directory.
        }
    }
}
