package org.dradmin.evidence;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.streaming.StreamBacklog;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogChain;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** How long the System Log is kept, and what keeps all of it for longer. {@link Purge} does as is decided here. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Retention {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SystemLog log;
    @Inject
    private LogChain chain;
    @Inject
    private StreamBacklog streams;
    @Inject
    private Clock clock;

    /** For how many days events are kept. */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public int days() {
        return em.find(RetentionPolicy.class, RetentionPolicy.ID).days();
    }

    /**
     * Keeps events for so many days from now on; what becomes too old by it goes in the next night.
     *
     * @param seen for how many days they were kept when the person decided
     */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void keep(int days, int seen) {
        RetentionPolicy policy = em.find(RetentionPolicy.class, RetentionPolicy.ID, LockModeType.PESSIMISTIC_WRITE);
        if (policy.days() != seen) {
            throw new Refusal("Somebody has changed the retention to " + policy.days() + " days meanwhile. Reload the page and decide again.");
        }
        policy.change(days);
        if (days != seen) {
            log.write(Entry.of(EventType.LOG_RETENTION).on(Target.of("LogRetention", RetentionPolicy.ID, "System Log")).fact("daysBefore", seen).fact("days", days));
        }
    }

    /** Which stream keeps events that are too old, in words; nothing if none does. */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<String> waitsFor() {
        Instant limit = clock.instant().minus(Duration.ofDays(days()));
        return streams.furthest().filter(stream -> chain.publishedBehind(stream.place()).filter(limit::isAfter).isPresent()).map(StreamBacklog.Behind::words);
    }

    /** All legal holds, those that hold first, then the newest first. */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<LegalHold> holds() {
        List<LegalHold> holds = new ArrayList<>(em.createQuery("SELECT h FROM LegalHold h WHERE h.liftedAt IS NULL ORDER BY h.setAt DESC, h.id", LegalHold.class).getResultList());
        holds.addAll(em.createQuery("SELECT h FROM LegalHold h WHERE h.liftedAt IS NOT NULL ORDER BY h.liftedAt DESC, h.id", LegalHold.class)
                .setMaxResults(100).getResultList());
        return holds;
    }

    /** Nothing is removed from now on, for this reason. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @AllowedWhileReadOnly("Evidence is held at any time; nothing of the organization's configuration changes.")
    public void hold(String reason) {
        // A purge that has begun holds this row: either it is done before, or it does not begin.
        em.find(RetentionPolicy.class, RetentionPolicy.ID, LockModeType.PESSIMISTIC_WRITE);
        LegalHold hold = new LegalHold(reason, who(), clock.instant());
        em.persist(hold);
        log.write(Entry.of(EventType.LOG_HOLD_SET).on(target(hold)).because(hold.getReason()));
    }

    /** This reason does not hold any more. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void lift(String id, String why) {
        LegalHold hold = em.find(LegalHold.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (hold == null) {
            throw new Refusal("There is no such legal hold. Reload the page to see which there are.");
        }
        hold.lift(why, who(), clock.instant());
        log.write(Entry.of(EventType.LOG_HOLD_LIFT).on(target(hold)).because(hold.getLiftedReason()).fact("setBy", hold.getSetBy())
                .fact("setAt", hold.getSetAt()).fact("setBecause", hold.getReason()));
    }

    private static Target target(LegalHold hold) {
        return Target.of("LegalHold", hold.getId(), "Legal hold");
    }

    private static String who() {
        Actor actor = Client.current().actor();
        return actor.displayName().length() > 200 ? actor.displayName().substring(0, 200) : actor.displayName();
    }
}
