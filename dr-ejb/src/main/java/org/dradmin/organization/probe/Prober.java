package org.dradmin.organization.probe;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dradmin.organization.Side;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.platform.database.Schema;

/**
 * Looks at every endpoint of every protected domain, round after round, on one node of all. What does not answer
 * well is asked once more before it counts, so that one lost packet tells nobody of an outage. No transaction is
 * open while it asks.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class Prober {

    private static final long LOOK_EVERY_MILLISECONDS = 2000;
    /** What starts together with this server, and what this server serves itself, is not looked at before it can be up. */
    private static final long FIRST_LOOK_MILLISECONDS = 30_000;

    @Resource
    private TimerService timers;
    @Inject
    private Rounds rounds;
    @Inject
    private Probe probe;
    @Inject
    private Schema schema;
    @Inject
    private DataDirectory dataDirectory;

    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stuck;

    @PostConstruct
    void start() {
        timers.createIntervalTimer(FIRST_LOOK_MILLISECONDS, LOOK_EVERY_MILLISECONDS, new TimerConfig("prober", false));
    }

    @Timeout
    void look() {
        if (!schema.isReady() || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            round();
            stuck = false;
        } catch (RuntimeException e) {
            // A timer whose method throws may be cancelled by the server; the next look is another chance.
            if (!stuck) {
                LogContext.logger().warning("The endpoints are not looked at for now: " + e);
            }
            stuck = true;
        } finally {
            busy.set(false);
        }
    }

    /** Makes the round that is due, if one is and this node gets it. */
    public void round() {
        rounds.take(dataDirectory.nodeId()).ifPresent(this::make);
    }

    /** Once a night: what is older than the history goes. */
    @Schedule(hour = "3", minute = "7", persistent = false, info = "Old days of the probes")
    public void purge() {
        int gone = rounds.purge();
        if (gone > 0) {
            LogContext.logger().info("Removed " + gone + " days of the probes' history that were older than " + Rounds.DAYS + " days.");
        }
    }

    private void make(Rounds.Round round) {
        Set<URI> endpoints = new LinkedHashSet<>();
        round.domains().forEach(domain -> List.of(Side.values()).forEach(side -> endpoints.add(domain.endpoint(side))));
        Map<URI, ProbeResult> results = new HashMap<>(probe.of(endpoints));
        results.putAll(probe.of(endpoints.stream().filter(one -> troubled(results.get(one))).toList()));
        boolean ours = chunks(results).stream().allMatch(chunk -> rounds.see(round.number(), chunk))
                && chunks(targets(round.domains(), results)).stream().allMatch(chunk -> rounds.count(round.number(), chunk));
        if (ours) {
            rounds.end(round.number());
        }
    }

    private static boolean troubled(ProbeResult result) {
        return result.availability() == Availability.DOWN || result.availability() == Availability.DEGRADED;
    }

    /** A domain is as its active endpoint is, a region as all its endpoints together. */
    private static Map<String, Availability> targets(List<Watched> domains, Map<URI, ProbeResult> results) {
        Map<String, Availability> targets = new LinkedHashMap<>();
        Watched.endpointsByRegion(domains).forEach((region, endpoints) -> targets.put(AvailabilityDay.region(region),
                Watched.together(endpoints.stream().map(endpoint -> results.get(endpoint).availability()).toList())));
        domains.forEach(domain -> targets.put(AvailabilityDay.domain(domain.name()), results.get(domain.endpoint(domain.side())).availability()));
        return targets;
    }

    private static <K, V> List<Map<K, V>> chunks(Map<K, V> all) {
        List<Map<K, V>> chunks = new ArrayList<>();
        all.forEach((key, value) -> {
            if (chunks.isEmpty() || chunks.get(chunks.size() - 1).size() == Rounds.CHUNK) {
                chunks.add(new LinkedHashMap<>());
            }
            chunks.get(chunks.size() - 1).put(key, value);
        });
        return chunks;
    }
}
