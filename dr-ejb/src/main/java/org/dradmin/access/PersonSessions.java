package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.SessionRules;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/** The sessions of people: which there are, from where, and their end at a person's or an admin's word, at the next request. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class PersonSessions {

    /** How exact the time is at which a session was last seen; each is one write. */
    public static final Duration GRAIN = Duration.ofMinutes(1);
    private static final int MOST = 200;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Rank rank;
    @Inject
    private SessionRules rules;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Whether nobody has ended this session; one that is not known has ended. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean goesOn(String publicId) {
        PersonSession session = em.find(PersonSession.class, publicId);
        return session != null && !session.hasEnded();
    }

    /** Somebody acts in this session. Written at most once a minute, however many requests there are. */
    @PermitAll
    @AllowedWhileReadOnly("People work while the organization is read-only; this says since when they do not.")
    public void seen(String publicId) {
        Instant now = clock.instant();
        em.createQuery("UPDATE PersonSession s SET s.lastSeen = :now WHERE s.publicId = :id AND s.lastSeen <= :before AND s.endedAt IS NULL")
                .setParameter("now", now).setParameter("id", publicId).setParameter("before", now.minus(GRAIN)).executeUpdate();
    }

    /** The caller's own sessions that go on, the one seen last first. */
    @RolesAllowed(Roles.SIGNED_IN)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<SessionFacts> own() {
        return alive(Client.current().actor().id());
    }

    /** A person's sessions that go on. */
    @RolesAllowed(Roles.USERS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<SessionFacts> of(String userId) {
        return alive(userId);
    }

    /** Ends one of the caller's own sessions; without effect where it has ended already. */
    @RolesAllowed(Roles.SIGNED_IN)
    @AllowedWhileReadOnly("One's own sessions stay in one's own hands.")
    public void endOwn(String publicId) {
        PersonSession session = publicId == null ? null : em.find(PersonSession.class, publicId);
        if (session == null || !session.isOf(Client.current().actor().id())) {
            throw new Refusal("There is no such session of yours any more.");
        }
        if (!session.hasEnded()) {
            session.end(clock.instant());
            User user = em.find(User.class, Client.current().actor().id());
            log.write(Entry.of(EventType.SESSIONS_CLEAR).on(user.asTarget()).fact("session", publicId));
        }
    }

    /** Ends all of the caller's own sessions, the one at hand included. */
    @RolesAllowed(Roles.SIGNED_IN)
    @AllowedWhileReadOnly("One's own sessions stay in one's own hands.")
    public void endAllOwn() {
        clear(em.find(User.class, Client.current().actor().id()));
    }

    /** Ends all sessions of a person. */
    @RolesAllowed(Roles.USERS_MANAGE)
    @AllowedWhileReadOnly("Whoever may be in the wrong hands is put out at any time.")
    public void endAll(String userId) {
        User user = em.find(User.class, userId);
        if (user == null) {
            throw new NotThere(userId, "person");
        }
        rank.refuseUnlessCallerHolds(user);
        clear(user);
    }

    private void clear(User user) {
        Instant now = clock.instant();
        user.endSessions(now);
        int ended = endRows(em, user.getId(), now, null);
        log.write(Entry.of(EventType.SESSIONS_CLEAR).on(user.asTarget()).fact("sessions", ended));
    }

    /** In the transaction at hand. @param but a session that goes on; null for none */
    static int endRows(EntityManager em, String userId, Instant now, String but) {
        return em.createQuery("UPDATE PersonSession s SET s.endedAt = :now WHERE s.userId = :user AND s.endedAt IS NULL AND s.publicId <> :but")
                .setParameter("now", now).setParameter("user", userId).setParameter("but", but == null ? "" : but).executeUpdate();
    }

    private List<SessionFacts> alive(String userId) {
        Instant idleSince = clock.instant().minus(rules.times().idle()).minus(GRAIN);
        String current = Client.current().sessionId();
        return new ArrayList<>(em.createQuery("SELECT s FROM PersonSession s WHERE s.userId = :user AND s.endedAt IS NULL "
                        + "AND s.lastSeen > :idle ORDER BY s.lastSeen DESC, s.publicId", PersonSession.class)
                .setParameter("user", userId).setParameter("idle", idleSince).setMaxResults(MOST).getResultList().stream()
                .map(session -> session.facts(current)).toList());
    }
}
