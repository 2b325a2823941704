package org.dradmin.report;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.platform.database.Schema;

/** Finds exports that nobody writes and has them written here, a few at a time; clears away those kept long enough. */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class ExportWatch {

    /** So many at once leave the database and the server's threads to others. */
    private static final int SIDE_BY_SIDE = 2;
    private static final int ROUND = 50;
    /** How long the server's end waits for what is being written; in vain where it has closed the database's connections already. */
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(3);

    @Inject
    private ExportJobs jobs;
    @Inject
    private ExportWriter writer;
    @Inject
    private ExportFiles files;
    @Inject
    private DataDirectory dataDirectory;
    @Inject
    private Schema schema;

    private final Set<String> writtenHere = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** Lets what is written here come to a place from which the next start goes on. */
    @PreDestroy
    void stop() {
        stopping = true;
        long begun = System.nanoTime();
        try {
            while (!writtenHere.isEmpty() && System.nanoTime() - begun < LONGEST_PAGE.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException atOnce) {
            LogContext.logger().info("The server does not wait for exports that are being written; they go on later");
        }
        writtenHere.forEach(files::stop);
    }

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false, info = "Exports of the System Log")
    public void look() {
        if (stopping || !schema.isReady() || writtenHere.size() >= SIDE_BY_SIDE) {
            return;
        }
        try {
            for (String id : jobs.idle(dataDirectory.nodeId(), writtenHere, SIDE_BY_SIDE - writtenHere.size())) {
                if (writtenHere.add(id)) {
                    begin(id);
                }
            }
        } catch (RuntimeException | IOException e) {
            // A timer whose method throws may be cancelled by the server; the next round is another chance.
            LogContext.logger().warning("Exports of the System Log wait: " + e);
        }
    }

    private void begin(String id) throws IOException {
        boolean begun = false;
        try {
            if (files.wasStopped(id)) {
                jobs.excuse(id);
                files.started(id);
            }
            var run = jobs.take(id, dataDirectory.nodeId());
            begun = run.isPresent();
            run.ifPresent(turn -> writer.write(turn, () -> stopping, () -> writtenHere.remove(id)));
        } finally {
            if (!begun) {
                writtenHere.remove(id);
            }
        }
    }

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false, info = "Exports kept long enough")
    public void clear() {
        if (!schema.isReady()) {
            return;
        }
        try {
            for (String id : jobs.expired(dataDirectory.nodeId(), ROUND)) {
                files.delete(id);
                jobs.forget(id);
            }
        } catch (RuntimeException | IOException e) {
            LogContext.logger().warning("Old exports of the System Log could not be cleared away: " + e);
        }
    }
}
