package org.dradmin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Starts Disaster Recovery Admin on stock Payara Micro, without a build tool:
 * {@code java -Ddr.http.port=8081 -jar dr-run.jar [--demo] [--config folder] [--micro payara-micro.jar] [--war dr-web.war]}.
 * <p>
 * It reads the dr.* settings (system property, then environment, then the file {@code dr.config.file}), refuses what
 * cannot work with a sentence that says what to do, starts the server, waits until it is ready, says where to go, and
 * ends the server when it is ended itself. Exit codes: 2 refused, 3 the server did not start, 4 it ended unasked.
 * It needs nothing but Java: it knows neither the product's classes nor the server's.
 */
public final class Run {

    private Run() {
    }

    public static void main(String[] given) throws Exception {
        Arguments arguments = new Arguments(List.of(given));
        try {
            if (arguments.has("--ends-with-parent")) {
                // A SIGKILL to Maven reaches nobody else: end when it is gone, however it went.
                ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(0));
            }
            Layout layout = Layout.of(arguments);
            Settings settings = Settings.read(arguments, layout);
            Checks.all(settings, layout);
            new Server(settings, layout).run();
        } catch (Stop stop) {
            tell(stop, arguments.path("--verdict"));
            System.exit(stop.exitCode());
        }
    }

    private static void tell(Stop stop, Optional<Path> verdict) throws IOException {
        System.err.println();
        System.err.println(stop.getMessage().indent(2));
        if (verdict.isPresent()) {
            Files.writeString(verdict.get(), stop.getMessage());
        }
    }
}
