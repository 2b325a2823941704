package org.dradmin.recovery.connector.postgresql;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;

/** Reads when operations were requested. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OperationRequests {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;

    /** Empty for an operation that there is not. */
    public Optional<Instant> requestedAt(String operationId) {
        return em.createQuery("SELECT o.requestedAt FROM RecoveryOperation o WHERE o.id = :id", Instant.class)
                .setParameter("id", operationId).getResultStream().findFirst();
    }
}
