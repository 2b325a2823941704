package org.dradmin.recovery;

import jakarta.persistence.EntityManager;
import java.util.List;

/** What became of a domain in an operation, for those who tell of all of them. @param reason null where there is nothing to say */
public record DomainOutcome(String domain, DomainState state, String from, String to, String reason) {

    /** Of every domain of an operation, by name. */
    public static List<DomainOutcome> of(EntityManager em, String operationId) {
        return em.createQuery("SELECT NEW org.dradmin.recovery.DomainOutcome(r.domainName, r.state, r.fromRegion, r.toRegion, r.reason) "
                + "FROM DomainResult r WHERE r.operationId = :id ORDER BY r.domainName", DomainOutcome.class).setParameter("id", operationId).getResultList();
    }

    public boolean moved() {
        return state == DomainState.MOVED;
    }
}
