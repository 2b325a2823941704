package org.dradmin.recovery.connector.frontdoor;

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
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import org.dradmin.organization.Side;
import org.dradmin.platform.KeptCopy;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.platform.database.Schema;

/**
 * Sends people to the region that is active for a domain. It answers from memory, follows the database within a
 * quarter of a second, and keeps a copy on disk from which it starts while the database cannot be reached: the door
 * stays open in the disaster it is for. It leads to configured endpoints only.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FrontDoor {

    private static final long FOLLOW_EVERY_MILLISECONDS = 250;
    /** Long before {@link Routes} takes it for gone, however seldom the server lets its timers look. */
    private static final Duration SIGN_OF_LIFE_EVERY = Duration.ofMillis(900);
    /** A look in a server that is still starting would be the timer's last. */
    private static final long FIRST_LOOK_MILLISECONDS = 1000;

    @Inject
    private Routes routes;
    @Inject
    private Schema schema;
    @Inject
    private DataDirectory dataDirectory;
    @Resource
    private TimerService timers;

    private KeptCopy<RouteTable> copy;
    private volatile RouteTable table = RouteTable.EMPTY;
    private volatile boolean following = true;
    /** When this node last said that it is there, by {@link System#nanoTime}; guarded by this. */
    private Long said;

    @PostConstruct
    void start() {
        copy = new KeptCopy<>(dataDirectory.path().resolve("front-door.json"), RouteTable.class);
        table = copy.read().map(RouteTable::withoutRevision).orElse(RouteTable.EMPTY);
        // Now: until the timer's first look people would be sent by what this node knew before it ended.
        look();
        timers.createIntervalTimer(FIRST_LOOK_MILLISECONDS, FOLLOW_EVERY_MILLISECONDS, new TimerConfig("front-door", false));
    }

    /**
     * Where a domain's people go now; empty for a domain that is not protected.
     *
     * @param path what follows the domain, as it came in the request: empty or beginning with a slash
     */
    @PermitAll
    public Optional<URI> locate(String domain, String path, String query) {
        String endpoint = table.endpoints().get(domain.toLowerCase(Locale.ROOT));
        if (endpoint == null || !isPlain(path)) {
            return Optional.empty();
        }
        String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        try {
            return Optional.of(URI.create(base + (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** A path stays below its endpoint: no dot segments, in no spelling, and no backslash for a slash. */
    private static boolean isPlain(String path) {
        String decoded = path.replace("%2e", ".").replace("%2E", ".").replace("%2f", "/").replace("%2F", "/");
        return (path.isEmpty() || path.startsWith("/")) && !decoded.contains("\\") && !path.toLowerCase(Locale.ROOT).contains("%5c")
                && !("/" + decoded + "/").contains("/../") && !("/" + decoded + "/").contains("/./");
    }

    /** The revision this node answers from. */
    @PermitAll
    public long revision() {
        return table.revision();
    }

    /** The side a domain's people are sent to by this node at this moment. */
    @PermitAll
    public Optional<Side> side(String domain) {
        return Optional.ofNullable(table.sides().get(domain));
    }

    /** Whether the routes follow the database; while not, the last known ones are served. */
    @PermitAll
    public boolean isFollowing() {
        return following;
    }

    /** Reads the routes anew where they changed, and says so to the other nodes. */
    @PermitAll
    public synchronized void follow() {
        long newest = routes.revision();
        boolean changed = newest != table.revision();
        if (changed) {
            table = routes.load();
            copy.write(table);
        }
        long now = System.nanoTime();
        if (changed || said == null || now - said > SIGN_OF_LIFE_EVERY.toNanos()) {
            routes.report(dataDirectory.nodeId(), table.revision());
            said = now;
        }
    }

    @Timeout
    void look() {
        if (!schema.isReady()) {
            return;
        }
        try {
            follow();
            following = true;
        } catch (RuntimeException e) {
            if (following) {
                LogContext.logger().log(Level.WARNING, "The front door goes on with the routes it knows: "
                        + "the database does not answer", e);
            }
            following = false;
        }
    }
}
