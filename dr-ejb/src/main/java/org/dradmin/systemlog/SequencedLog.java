package org.dradmin.systemlog;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import org.dradmin.platform.Roles;

/**
 * The System Log for those who go along with it from place to place. Only events that have their place are read, so that
 * whoever has read up to a place has missed nothing before it; the others get theirs within a second or so.
 */
@Stateless
public class SequencedLog {

    /** How many places are looked at to say how far somebody is behind. */
    public static final int LOOKED_AT = 100_000;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private LogSequencer sequencer;

    /**
     * What lies behind a place.
     *
     * @param events how many of the events wanted, at least
     * @param more whether there may be more of them, beyond {@link #LOOKED_AT} places
     * @param oldest when the first of them was published; null where there is none
     */
    public record Backlog(long events, boolean more, Instant oldest) {
    }

    /**
     * The next events wanted, in the order of their places, and the place to go on from.
     *
     * @param place of an earlier answer; 0 from the beginning
     */
    @RolesAllowed(Roles.ENGINE)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public LogPoll after(LogQuery wanted, long place, int most) {
        long last = sequencer.last();
        List<LogEvent> events = last <= place ? List.of() : wanted.between(em, place, last).setMaxResults(most).getResultList();
        boolean all = events.size() < most;
        return new LogPoll(events, all ? Math.max(place, last) : events.get(events.size() - 1).getPosition());
    }

    /** The last place given away. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long last() {
        return sequencer.last();
    }

    /** The place behind which every event lies that was published at or after an instant, and as few others as can be. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long before(Instant from) {
        Long first = em.createQuery("SELECT MIN(e.position) FROM LogEvent e WHERE e.published >= :from AND e.position IS NOT NULL", Long.class)
                .setParameter("from", from).getSingleResult();
        return first == null ? sequencer.last() : first - 1;
    }

    /** What of the events wanted lies behind a place. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Backlog behind(LogQuery wanted, long place) {
        long last = sequencer.last();
        if (last <= place) {
            return new Backlog(0, false, null);
        }
        long end = Math.min(last, place + LOOKED_AT);
        return new Backlog(wanted.count(em, place, end), end < last,
                wanted.between(em, place, last).setMaxResults(1).getResultStream().findFirst().map(LogEvent::getPublished).orElse(null));
    }
}
