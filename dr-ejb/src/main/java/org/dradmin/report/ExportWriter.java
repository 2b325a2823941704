package org.dradmin.report;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
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

    /** @param over called when it is over, however it ended */
    @Asynchronous
    @PermitAll
    public void write(ExportRun run, Runnable over) {
        try (var context = LogContext.with("export", run.id()); var client = Client.bind(new Client(Actor.SYSTEM, null, null, null, run.id()))) {
            new Writing(run).run();
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.WARNING, "An export is interrupted and is begun anew later", e);
        } finally {
            over.run();
        }
    }

    /** One export being written. */
    private final class Writing {

        private final ExportRun run;
        private long written;
        private long last = System.nanoTime();
        private String fault;
        private DigestedOutput out;

        Writing(ExportRun run) {
            this.run = run;
        }

        void run() {
            try {
                boolean whole;
                try (DigestedOutput file = new DigestedOutput(files.begin(run))) {
                    out = file;
                    whole = goOn(0) && log.copy(run.query(), run.format(), file, this::goOn) >= 0 && fault == null;
                }
                if (whole) {
                    files.finish(run);
                    if (!jobs.ready(run, written, out.bytes(), out.sha256())) {
                        LogContext.logger().info("The export was taken over by another node, or cancelled at the last moment");
                    }
                    return;
                }
            } catch (IOException e) {
                fault = "The file could not be written: " + e.getMessage() + ".";
                LogContext.logger().log(Level.WARNING, "An export could not be written", e);
            } catch (RuntimeException e) {
                fault = "The events could not all be read.";
                LogContext.logger().log(Level.WARNING, "An export could not be read", e);
            }
            giveUp();
        }

        private boolean goOn(long rows) {
            written = rows;
            boolean due = rows == 0 || System.nanoTime() - last > SIGN_OF_LIFE_NANOSECONDS;
            if (due) {
                last = System.nanoTime();
                fault = room();
                if (fault == null && !jobs.progress(run, rows, out.bytes())) {
                    fault = "Stopped.";
                }
            }
            return fault == null;
        }

        private String room() {
            try {
                return files.tooFull();
            } catch (IOException e) {
                return "The directory of exports cannot be used: " + e.getMessage() + ".";
            }
        }

        private void giveUp() {
            jobs.broken(run, written, out == null ? 0 : out.bytes(), fault);
            try {
                files.abandon(run);
            } catch (IOException e) {
                LogContext.logger().warning("A broken export's file could not be deleted: " + e);
            }
        }
    }
}
