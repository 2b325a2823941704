package org.dradmin.organization.probe;

import java.time.Instant;
import java.util.List;

/**
 * How a protected domain stands, for strangers: no endpoint, no reason.
 *
 * @param region the display name of the region that serves it
 * @param sideSince since when that region does
 * @param availability of its active endpoint, as last seen; UNKNOWN where that is too long ago
 * @param since when it was first seen so; null where it was not
 * @param days its history, oldest first; only of as many domains as were asked for
 */
public record DomainStanding(String name, String region, boolean failedOver, Instant sideSince, Availability availability, Instant since,
        List<Day> days) {
}
