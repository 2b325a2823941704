package org.dradmin.recovery.status;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.dradmin.platform.KeptCopy;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.platform.database.Schema;

/**
 * What the status page says, from memory: strangers ask as often as they like and never reach the database. It is
 * renewed every few seconds; while the database is away it stays what was known last, with its time, also through a
 * restart.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PublicStatus {

    private static final long LOOK_EVERY_MILLISECONDS = 5000;

    @Inject
    private StatusComposition composition;
    @Inject
    private Schema schema;
    @Inject
    private DataDirectory dataDirectory;
    @Resource
    private TimerService timers;

    private KeptCopy<StatusReport> copy;
    private volatile StatusReport report = StatusReport.EMPTY;
    private volatile boolean troubled;

    @PostConstruct
    void start() {
        copy = new KeptCopy<>(dataDirectory.path().resolve("status.json"), StatusReport.class);
        report = copy.read().orElse(StatusReport.EMPTY);
        timers.createIntervalTimer(0, LOOK_EVERY_MILLISECONDS, new TimerConfig("status", false));
    }

    /** What was known last; {@link StatusReport#EMPTY} before anything was. */
    @PermitAll
    public StatusReport report() {
        return report;
    }

    /** Reads it anew. */
    @PermitAll
    public void refresh() {
        StatusReport before = report;
        StatusReport now = composition.compose();
        report = now;
        if (!now.at(null).equals(before.at(null))) {
            copy.write(now);
        }
    }

    @Timeout
    void look() {
        if (!schema.isReady()) {
            return;
        }
        try {
            refresh();
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) {
                LogContext.logger().warning("The status page tells what was known last: " + e);
            }
            troubled = true;
        }
    }
}
