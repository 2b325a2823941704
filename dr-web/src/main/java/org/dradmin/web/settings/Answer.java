package org.dradmin.web.settings;

import java.io.Serializable;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.ProtectedDomains;
import org.dradmin.organization.probe.ProbeResult;

/** What an endpoint answered when it was entered. @param kind of {@code dr:status} */
public record Answer(String kind, String label, String words) implements Serializable {

    /** Null where nothing was typed. */
    static Answer of(ProtectedDomains domains, String endpoint) {
        if (endpoint == null || endpoint.isBlank()) {
            return null;
        }
        try {
            ProbeResult result = domains.probe(endpoint);
            String kind = switch (result.availability()) {
                case UP -> "ok";
                case DEGRADED -> "warn";
                case DOWN -> "bad";
                case UNKNOWN -> "idle";
            };
            return new Answer(kind, result.availability().words(), result.words());
        } catch (FaultyField fault) {
            return new Answer("bad", "Not asked", fault.reason());
        }
    }
}
