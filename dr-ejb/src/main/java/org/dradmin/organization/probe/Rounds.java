package org.dradmin.organization.probe;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseClock;

/**
 * The prober's hand on the database: short transactions of its own. A round belongs to one node, by a conditional
 * update and the database's clock; what a node that was overtaken still writes is dropped. Public only because the
 * container asks for it; nobody outside this package has a use for it.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Rounds {

    /** How many days of history are kept, today among them. */
    static final int DAYS = 90;
    /** Rows of one transaction. */
    static final int CHUNK = 500;
    /** Longer than any pause of a node that is still alive; a node that died holds up the rounds for so long at most. */
    private static final Duration LEAST_LEASE = Duration.ofMinutes(1);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private DatabaseClock clock;
    @Inject
    private Settings settings;

    /** Takes the round that is due for this node; empty where none is, or another node has it. */
    public Optional<Round> take(String node) {
        Instant now = clock.now(em);
        Duration interval = settings.probeInterval();
        Duration lease = interval.multipliedBy(2).compareTo(LEAST_LEASE) > 0 ? interval.multipliedBy(2) : LEAST_LEASE;
        int taken = em.createQuery("UPDATE ProbeRound r SET r.number = r.number + 1, r.owner = :node, r.dueAt = :next, r.leaseUntil = :until "
                        + "WHERE r.id = :id AND r.dueAt <= :now AND (r.leaseUntil <= :now OR r.owner = :node)")
                .setParameter("node", node).setParameter("next", now.plus(interval)).setParameter("until", now.plus(lease))
                .setParameter("id", ProbeRound.ID).setParameter("now", now).executeUpdate();
        if (taken == 0) {
            return Optional.empty();
        }
        List<Watched> domains = em.createQuery(Watched.QUERY, Object[].class).getResultList().stream().map(Watched::of).toList();
        return Optional.of(new Round(em.find(ProbeRound.class, ProbeRound.ID).number(), new ArrayList<>(domains)));
    }

    /** Writes down what was seen of these endpoints. @return whether the round is still this node's */
    public boolean see(long round, Map<URI, ProbeResult> results) {
        if (!holds(round)) {
            return false;
        }
        Instant now = clock.now(em);
        Map<String, URI> ids = new HashMap<>();
        results.keySet().forEach(endpoint -> ids.put(EndpointSighting.id(endpoint), endpoint));
        List<EndpointSighting> known = em.createQuery("SELECT s FROM EndpointSighting s WHERE s.id IN :ids", EndpointSighting.class)
                .setParameter("ids", ids.keySet()).getResultList();
        known.forEach(sighting -> sighting.see(results.get(ids.remove(sighting.id())), now));
        for (URI endpoint : ids.values()) {
            EndpointSighting sighting = new EndpointSighting(endpoint);
            sighting.see(results.get(endpoint), now);
            em.persist(sighting);
        }
        return true;
    }

    /** Adds the time since the last round to the day of these targets. @return whether the round is still this node's */
    public boolean count(long round, Map<String, Availability> targets) {
        if (!holds(round)) {
            return false;
        }
        Instant now = clock.now(em);
        int seconds = secondsSince(em.find(ProbeRound.class, ProbeRound.ID).countedAt(), now);
        long day = LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
        Map<Availability, Set<String>> groups = new HashMap<>();
        targets.forEach((target, availability) -> groups.computeIfAbsent(availability, a -> new HashSet<>()).add(target));
        groups.remove(Availability.UNKNOWN);
        groups.forEach((availability, names) -> add(availability, names, day, seconds));
        return true;
    }

    /** The round is over; the next one counts from here. */
    public void end(long round) {
        if (holds(round)) {
            em.find(ProbeRound.class, ProbeRound.ID).end(clock.now(em));
        }
    }

    /** Brings the next round forward to now. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void hurry() {
        em.createQuery("UPDATE ProbeRound r SET r.dueAt = :now WHERE r.id = :id AND r.dueAt > :now")
                .setParameter("now", clock.now(em)).setParameter("id", ProbeRound.ID).executeUpdate();
    }

    /** Forgets days that are too old, and endpoints that nobody has looked at for a day. */
    public int purge() {
        Instant now = clock.now(em);
        em.createQuery("DELETE FROM EndpointSighting s WHERE s.checkedAt < :before")
                .setParameter("before", now.minus(Duration.ofDays(1))).executeUpdate();
        return em.createQuery("DELETE FROM AvailabilityDay d WHERE d.epochDay <= :last")
                .setParameter("last", LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay() - DAYS).executeUpdate();
    }

    private boolean holds(long round) {
        return em.find(ProbeRound.class, ProbeRound.ID, LockModeType.PESSIMISTIC_WRITE).number() == round;
    }

    /** A pause in which nobody looked, because no server ran, is not filled in. */
    private int secondsSince(Instant last, Instant now) {
        if (last == null) {
            return 0;
        }
        Duration since = Duration.between(last, now);
        return (int) (since.compareTo(settings.probeInterval().multipliedBy(2)) > 0 ? settings.probeInterval() : since).toSeconds();
    }

    private void add(Availability availability, Set<String> targets, long day, int seconds) {
        Set<String> missing = new HashSet<>(targets);
        em.createQuery("SELECT d.target FROM AvailabilityDay d WHERE d.epochDay = :day AND d.target IN :targets", String.class)
                .setParameter("day", day).setParameter("targets", targets).getResultList().forEach(missing::remove);
        String column = AvailabilityDay.column(availability);
        em.createQuery("UPDATE AvailabilityDay d SET d." + column + " = d." + column + " + :seconds WHERE d.epochDay = :day AND d.target IN :targets")
                .setParameter("seconds", seconds).setParameter("day", day).setParameter("targets", targets).executeUpdate();
        missing.forEach(target -> em.persist(new AvailabilityDay(target, day, availability, seconds)));
    }

    /** A round that this node has taken, and what is to be looked at. */
    public static final class Round {

        private final long number;
        private final List<Watched> domains;

        Round(long number, List<Watched> domains) {
            this.number = number;
            this.domains = domains;
        }

        long number() {
            return number;
        }

        List<Watched> domains() {
            return domains;
        }
    }
}
