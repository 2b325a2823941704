package org.dradmin.streaming;

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
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;

/** Sees whether streams stand still, has it told, and knows it for probes, which come often and from strangers. */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class StreamWatch {

    @Inject
    private StreamAlarm alarm;
    @Inject
    private Schema schema;

    private volatile long stalled;

    /** How many streams stand still, as known half a minute ago. */
    public long stalled() {
        return stalled;
    }

    @Schedule(hour = "*", minute = "*", second = "5/30", persistent = false, info = "Streams of the System Log that stand still")
    public void look() {
        if (!schema.isReady()) {
            return;
        }
        try {
            alarm.due().forEach(alarm::tell);
            stalled = alarm.stalled();
        } catch (RuntimeException e) {
            // A timer whose method throws may be cancelled by the server; the next one is another chance.
            LogContext.logger().warning("Whether streams of the System Log stand still is not known: " + e);
        }
    }
}
