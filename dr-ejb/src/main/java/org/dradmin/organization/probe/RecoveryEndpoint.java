package org.dradmin.organization.probe;

import java.io.Serializable;
import java.net.URI;
import java.time.Instant;

/**
 * Whether a protected domain could be served from its disaster recovery region, as far as this server sees; for admins.
 *
 * @param words what answered, or why nothing did
 * @param checkedAt null where nobody has looked yet
 */
public record RecoveryEndpoint(String domain, String region, URI endpoint, Availability availability, String words, Instant since,
        Instant checkedAt) implements Serializable {
}
