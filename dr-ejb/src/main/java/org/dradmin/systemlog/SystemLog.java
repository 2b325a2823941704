package org.dradmin.systemlog;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;

/**
 * The System Log: every fact about who did what, when, from where, with which outcome. An event of a change commits
 * with the change; refusals and failures are written apart, so that they stand although the change was rolled back.
 */
@Stateless
public class SystemLog {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Clock clock;

    /** Writes in the caller's transaction: there is never a change without its event, nor an event without its change. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void write(Entry entry) {
        em.persist(new LogEvent(entry, Client.current(), clock.instant()));
    }

    /** Writes in a transaction of its own, for what was denied, refused or failed. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void writeApart(Entry entry) {
        em.persist(new LogEvent(entry, Client.current(), clock.instant()));
    }
}
