package org.dradmin.organization;

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
 * The regions' address ranges for those who restrict traffic, from memory: firewalls ask often, and just then when a
 * region and its database are lost. A change is published within ten seconds.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class IpRanges {

    private static final long LOOK_EVERY_MILLISECONDS = 10_000;

    @Inject
    private IpRangePublication publication;
    @Inject
    private Schema schema;
    @Inject
    private DataDirectory dataDirectory;
    @Resource
    private TimerService timers;

    private KeptCopy<IpRangeList> copy;
    private volatile IpRangeList list = IpRangeList.EMPTY;
    private volatile boolean troubled;

    @PostConstruct
    void start() {
        copy = new KeptCopy<>(dataDirectory.path().resolve("ip-ranges.json"), IpRangeList.class);
        list = copy.read().orElse(IpRangeList.EMPTY);
        timers.createIntervalTimer(0, LOOK_EVERY_MILLISECONDS, new TimerConfig("ip-ranges", false));
    }

    /** What is published at this moment. */
    @PermitAll
    public IpRangeList list() {
        return list;
    }

    /** Publishes what is the case now; for who has just changed it and shows it. */
    @PermitAll
    public void refresh() {
        IpRangeList now = publication.publish();
        if (!now.equals(list)) {
            list = now;
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
                LogContext.logger().warning("The address ranges are published as they were known last: " + e);
            }
            troubled = true;
        }
    }
}
