package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import org.dradmin.access.OneTimeLink.Purpose;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/** Sends one-time links and takes their worth away, each in the transaction at hand. */
@ApplicationScoped
class LinkPost {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AccountMail mail;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** An invitation where there is no password yet, a reset otherwise; the links before are worth nothing any more. */
    void issue(User user) {
        Purpose purpose = em.find(Credential.class, user.getId()) == null ? Purpose.INVITATION : Purpose.RESET;
        revokeAll(user);
        String token = OneTimeLink.newToken();
        OneTimeLink link = new OneTimeLink(token, user, purpose, clock.instant());
        em.persist(link);
        mail.link(user, link, token);
        log.write(Entry.of(purpose == Purpose.INVITATION ? EventType.PERSON_INVITE : EventType.PASSWORD_RESET_SENT).on(user.asTarget())
                .fact("address", user.getEmail()).fact("until", link.expiresAt()));
    }

    void revokeAll(User user) {
        Instant now = clock.instant();
        em.createQuery("UPDATE OneTimeLink l SET l.revokedAt = :now WHERE l.userId = :user AND l.usedAt IS NULL AND l.revokedAt IS NULL")
                .setParameter("now", now).setParameter("user", user.getId()).executeUpdate();
    }
}
