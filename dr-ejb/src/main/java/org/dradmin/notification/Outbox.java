package org.dradmin.notification;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dradmin.platform.database.DatabaseClock;

/**
 * The delivery's hand on the outbox: short transactions of its own, each change conditional on the row being as it
 * was seen. The number of attempts is the claim's number: who was overtaken changes nothing. All times are the
 * database's. Public only because the container asks for it; nobody outside this package has a use for it.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Outbox {

    /** How long a claim holds; longer than the time-outs of one mail's conversation with a server together. */
    static final Duration CLAIM = Duration.ofMinutes(2);
    /** How long what was sent stays to be looked at. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Set<MailState> OPEN = Set.of(MailState.WAITING, MailState.SENDING);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private DatabaseClock clock;

    /** Ids of mails whose next attempt is due, the longest due first. */
    public List<String> due(int most) {
        return em.createQuery("SELECT m.id FROM OutboxMail m WHERE m.state IN :open AND m.nextAttemptAt <= :now "
                        + "ORDER BY m.nextAttemptAt, m.id", String.class)
                .setParameter("open", OPEN).setParameter("now", clock.now(em)).setMaxResults(most).getResultList();
    }

    /** Takes a due mail for this node, as it stands then; empty where another one was faster. */
    public Optional<OutboxMail> claim(String id) {
        Instant now = clock.now(em);
        OutboxMail mail = em.find(OutboxMail.class, id);
        if (mail == null || takeOver(mail, MailState.SENDING, now, now.plus(CLAIM)) == 0) {
            return Optional.empty();
        }
        em.refresh(mail);
        return Optional.of(mail);
    }

    /** The mail has gone. */
    public void sent(OutboxMail mail) {
        conclude("m.state = :state, m.sentAt = :now, m.lastError = NULL", mail, MailState.SENT)
                .setParameter("now", clock.now(em)).executeUpdate();
    }

    /** The mail cannot go to this address, for this reason; it stays and is shown. */
    public void refused(OutboxMail mail, String reason) {
        conclude("m.state = :state, m.lastError = :reason", mail, MailState.FAILED)
                .setParameter("reason", Lines.one(reason, 1000)).executeUpdate();
    }

    /** The mail did not go this time, for this reason; the next attempt comes by {@link BackOff}. */
    public void postpone(OutboxMail mail, String reason) {
        Instant now = clock.now(em);
        conclude("m.state = :state, m.nextAttemptAt = :next, m.lastError = :reason", mail, MailState.WAITING)
                .setParameter("next", BackOff.next(mail.createdAt(), mail.attempts(), now))
                .setParameter("reason", Lines.one(reason, 1000)).executeUpdate();
    }

    /** No mail could go, for this reason: counts as an attempt for each of these that is still due. */
    public void postponeDue(List<String> ids, String reason) {
        Instant now = clock.now(em);
        for (String id : ids) {
            OutboxMail mail = em.find(OutboxMail.class, id);
            Instant next = mail == null ? now : BackOff.next(mail.createdAt(), mail.attempts() + 1, now);
            if (mail != null && takeOver(mail, MailState.WAITING, now, next) > 0) {
                em.createQuery("UPDATE OutboxMail m SET m.lastError = :reason WHERE m.id = :id")
                        .setParameter("reason", Lines.one(reason, 1000)).setParameter("id", id).executeUpdate();
            }
        }
    }

    /** Forgets what was sent long ago. */
    public int purge() {
        return em.createQuery("DELETE FROM OutboxMail m WHERE m.state = :sent AND m.nextAttemptAt < :longAgo")
                .setParameter("sent", MailState.SENT).setParameter("longAgo", clock.now(em).minus(KEPT)).executeUpdate();
    }

    private int takeOver(OutboxMail mail, MailState state, Instant now, Instant next) {
        return em.createQuery("UPDATE OutboxMail m SET m.state = :state, m.attempts = m.attempts + 1, m.nextAttemptAt = :next "
                        + "WHERE m.id = :id AND m.attempts = :attempts AND m.state IN :open AND m.nextAttemptAt <= :now")
                .setParameter("state", state).setParameter("next", next).setParameter("id", mail.id())
                .setParameter("attempts", mail.attempts()).setParameter("open", OPEN).setParameter("now", now)
                .executeUpdate();
    }

    private Query conclude(String change, OutboxMail mail, MailState state) {
        return em.createQuery("UPDATE OutboxMail m SET " + change
                        + " WHERE m.id = :id AND m.attempts = :attempts AND m.state = :sending")
                .setParameter("state", state).setParameter("id", mail.id())
                .setParameter("attempts", mail.attempts()).setParameter("sending", MailState.SENDING);
    }
}
