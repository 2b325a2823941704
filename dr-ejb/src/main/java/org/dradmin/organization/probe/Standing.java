package org.dradmin.organization.probe;

import java.time.Instant;
import java.util.List;

/**
 * How everything stands.
 *
 * @param probedAt when the last round of probes ended; null before the first one
 */
public record Standing(Instant probedAt, List<RegionStanding> regions, List<DomainStanding> domains) {
}
