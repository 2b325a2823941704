package org.dradmin.organization.probe;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dradmin.organization.Side;

/** A protected domain as far as probes are concerned: where its endpoints are and which of them serves it. */
record Watched(String name, String primaryRegion, URI primaryEndpoint, String recoveryRegion, URI recoveryEndpoint, Side side, Instant sideSince) {

    static final String QUERY = "SELECT d.name, p.code, d.primaryEndpoint, r.code, d.recoveryEndpoint, d.activeSide, d.activeSince "
            + "FROM ProtectedDomain d JOIN d.primaryRegion p JOIN d.recoveryRegion r ORDER BY d.defaultDomain DESC, d.name";

    static Watched of(Object[] row) {
        return new Watched((String) row[0], (String) row[1], URI.create((String) row[2]), (String) row[3], URI.create((String) row[4]),
                (Side) row[5], (Instant) row[6]);
    }

    URI endpoint(Side on) {
        return on == Side.PRIMARY ? primaryEndpoint : recoveryEndpoint;
    }

    String region(Side on) {
        return on == Side.PRIMARY ? primaryRegion : recoveryRegion;
    }

    /** The endpoints of each region, each once. */
    static Map<String, Set<URI>> endpointsByRegion(Collection<Watched> domains) {
        Map<String, Set<URI>> byRegion = new LinkedHashMap<>();
        for (Watched domain : domains) {
            for (Side side : Side.values()) {
                byRegion.computeIfAbsent(domain.region(side), code -> new LinkedHashSet<>()).add(domain.endpoint(side));
            }
        }
        return byRegion;
    }

    /** Of several together: up where all are, down where none is, degraded in between; of what nobody saw nothing is said. */
    static Availability together(Collection<Availability> all) {
        List<Availability> known = new ArrayList<>(all);
        known.removeIf(one -> one == Availability.UNKNOWN);
        if (known.isEmpty()) {
            return Availability.UNKNOWN;
        }
        Availability first = known.get(0);
        return known.stream().allMatch(one -> one == first) ? first : Availability.DEGRADED;
    }
}
