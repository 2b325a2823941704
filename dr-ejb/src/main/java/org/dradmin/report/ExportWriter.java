package org.dradmin.report;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.SystemLog;

/** Writes one export into its file, in a thread of the server's, as the system. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RunAs(Roles.ENGINE)
public class ExportWriter {

    private static final long SIGN_OF_LIFE_NANOSECONDS = 1_000_000_000;

    @Inject
    private ExportJobs jobs;
    @Inject
    private ExportFiles files;
    @Inject
    private SystemLog log;

    /**
     * @param stopping whether the server ends; then the export waits where it is
     * @param over     called when it is over, however it ended
     */
    @Asynchronous
    @PermitAll
    public void write(ExportRun run, BooleanSupplier stopping, Runnable over) {
        try (var context = LogContext.with("export", run.id()); var client = Client.bind(new Client(Actor.SYSTEM, null, null, null, run.id()))) {
            new Writing(run, stopping).run();
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.WARNING, "An export is interrupted and goes on later", e);
        } finally {
            over.run();
        }
    }

    /** One export being written. */
    private final class Writing {

        private ExportRun run;
        private final BooleanSupplier stopping;
        private ExportRun.Reached reached = ExportRun.Reached.NOTHING;
        private long last = System.nanoTime();
        private boolean paused;
        private String fault;
        private ExportDraft out;

        Writing(ExportRun run, BooleanSupplier stopping) {
            this.run = run;
            this.stopping = stopping;
        }

        void run() {
            try {
                run = files.resumed(run);
                reached = run.from();
                boolean whole;
                try (ExportDraft file = files.open(run)) {
                    out = file;
                    whole = sign() && log.copy(run.query(), run.format(), file, run.from().cursor(), this::goOn);
                    if (paused) {
                        file.force();
                    }
                }
                if (paused) {
                    jobs.pause(run, reached);
                    return;
                } else if (whole) {
                    files.finish(run);
                    if (!jobs.ready(run, reached.events(), out.bytes(), out.sha256())) {
                        LogContext.logger().info("The export was taken over by another node, or cancelled at the last moment");
                    }
                    return;
                }
            } catch (IOException e) {
                fault = "The file could not be written: " + e.getMessage() + ".";
                LogContext.logger().log(Level.WARNING, "An export could not be written", e);
            } catch (RuntimeException e) {
                if (stopping.getAsBoolean()) {
                    // The server's end has taken the database away first; what was told last is where the next start goes on.
                    files.stop(run.id());
                    LogContext.logger().info("An export is interrupted by the server's end and goes on later");
                    return;
                }
                fault = "The events could not all be read. Ask for it again; the server's log has the cause.";
                LogContext.logger().log(Level.WARNING, "An export could not be read", e);
            }
            giveUp();
        }

        private boolean goOn(long rows, int percent, LogCursor cursor) {
            reached = new ExportRun.Reached(run.from().events() + rows, out.bytes(), percent, cursor);
            paused = stopping.getAsBoolean();
            return !paused && (System.nanoTime() - last < SIGN_OF_LIFE_NANOSECONDS || sign());
        }

        private boolean sign() {
            last = System.nanoTime();
            try {
                fault = files.tooFull();
                out.force();
            } catch (IOException e) {
                fault = "The directory of exports cannot be used: " + e.getMessage() + ".";
            }
            if (fault == null && !jobs.progress(run, reached)) {
                fault = "Stopped.";
            }
            return fault == null;
        }

        private void giveUp() {
            jobs.broken(run, reached.events(), out == null ? 0 : out.bytes(), fault);
            try {
                files.abandon(run);
            } catch (IOException e) {
                LogContext.logger().warning("A broken export's file could not be deleted: " + e);
            }
        }
    }
}
