package org.dradmin.recovery.connector.frontdoor;

import java.util.Map;
import org.dradmin.organization.Side;

/** What a node answers from: for each domain the endpoint that is active, and which side that is. */
public record RouteTable(long revision, Map<String, String> endpoints, Map<String, Side> sides) {

    static final RouteTable EMPTY = new RouteTable(-1, Map.of(), Map.of());

    /** The same routes, to be read anew as soon as the database answers. */
    RouteTable withoutRevision() {
        return new RouteTable(-1, endpoints, sides);
    }
}
