package org.dradmin.recovery.status;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.dradmin.organization.probe.Day;
import org.dradmin.organization.probe.DomainStanding;
import org.dradmin.organization.probe.RegionStanding;

/**
 * A region or a protected domain on the status page.
 *
 * @param region the name of the region that serves a domain; null of a region
 * @param since null where nobody knows
 * @param days its history, oldest first; empty where it is not shown
 */
public record StatusLine(String name, Condition condition, String region, Instant since, List<Day> days) {

    static StatusLine of(RegionStanding region) {
        return new StatusLine(region.name(), Condition.of(region.availability(), region.away() > 0), null, region.since(), region.days());
    }

    static StatusLine of(DomainStanding domain) {
        Condition condition = Condition.of(domain.availability(), domain.failedOver());
        Instant since = condition == Condition.UNKNOWN ? null
                : condition == Condition.FAILED_OVER ? domain.sideSince()
                : Stream.of(domain.sideSince(), domain.since()).max(Instant::compareTo).orElse(null);
        return new StatusLine(domain.name(), condition, domain.region(), since, domain.days());
    }
}
