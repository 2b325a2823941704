package org.dradmin.recovery.connector.manual;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Reads what people confirmed. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Confirmations {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;

    /** @param step as connectors know it, see {@code Situation#step} */
    public Optional<Confirmation> of(String operationId, String step) {
        return Optional.ofNullable(em.find(Confirmation.class, new Confirmation.Key(operationId, step)));
    }
}
