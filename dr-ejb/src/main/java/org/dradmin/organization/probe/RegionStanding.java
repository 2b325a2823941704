package org.dradmin.organization.probe;

import java.time.Instant;
import java.util.List;

/**
 * How a region stands, for strangers.
 *
 * @param availability of all its endpoints together
 * @param away how many of the domains whose primary region this is are served from elsewhere
 * @param since when its endpoints were last found to be otherwise; null where nobody looked
 */
public record RegionStanding(String code, String name, Availability availability, long away, Instant since, List<Day> days) {
}
