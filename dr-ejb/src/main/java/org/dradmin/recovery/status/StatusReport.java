package org.dradmin.recovery.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the public status page says; nothing in it is kept from strangers.
 *
 * @param asOf when this was the case; null before anything was known
 * @param probedAt when this server last looked at every endpoint; null before the first time
 * @param domains those in trouble first, then the default domain, then by name
 * @param incidents of the last 90 days, newest first
 */
public record StatusReport(String organization, Instant asOf, Instant probedAt, List<StatusLine> regions, List<StatusLine> domains,
        List<Incident> incidents) {

    /** Before anything is known. */
    public static final StatusReport EMPTY = new StatusReport("", null, null, List.of(), List.of(), List.of());

    /** After this a report that nobody renewed is said to be an old one. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whether this is what was known last, and not what is the case. */
    public boolean old(Instant now) {
        return asOf == null || asOf.isBefore(now.minus(PATIENCE));
    }

    StatusReport at(Instant time) {
        return new StatusReport(organization, time, probedAt, regions, domains, incidents);
    }

    public long count(Condition condition) {
        return domains.stream().filter(domain -> domain.condition() == condition).count();
    }

    /** Whether domains are being moved just now. */
    public boolean moving() {
        return incidents.stream().anyMatch(Incident::open);
    }

    /** The worst that is the case for any domain. */
    public Condition worst() {
        for (Condition condition : List.of(Condition.UNREACHABLE, Condition.DEGRADED, Condition.FAILED_OVER, Condition.OPERATIONAL)) {
            if (count(condition) > 0) {
                return condition;
            }
        }
        return Condition.UNKNOWN;
    }

    /** All of it in one sentence. */
    public String sentence() {
        if (moving()) {
            return "Domains are being moved between regions.";
        }
        long number = count(worst());
        String who = number == domains.size() ? number == 1 ? "The one domain" : "All " + number + " domains"
                : number + " of " + domains.size() + " domains";
        String is = number == 1 ? " is" : " are";
        return switch (worst()) {
            case OPERATIONAL -> number == domains.size() ? "Everything is operational." : who + is + " operational; of the others nothing is known.";
            case FAILED_OVER -> who + is + " served from the disaster recovery region.";
            case DEGRADED -> who + (number == 1 ? " answers" : " answer") + " with errors.";
            case UNREACHABLE -> who + is + " unreachable.";
            case UNKNOWN -> domains.isEmpty() ? "There is nothing to report on yet." : "Nothing is known yet.";
        };
    }
}
