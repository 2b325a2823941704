package org.dradmin.recovery;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.dradmin.access.User;
import org.dradmin.notification.Recipient;
import org.dradmin.recovery.connector.manual.PersonAsked;

/** Mails the person whom a manual step waits for, once for each operation and step. */
@Stateless
public class ManualStepMail {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private RecoveryMail mail;

    /** Nothing is sent to a username that nobody has; the console says whom it waits for. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void asked(@Observes PersonAsked asked) {
        em.createQuery("SELECT u FROM User u WHERE LOWER(u.username) = :name", User.class)
                .setParameter("name", asked.username().toLowerCase(java.util.Locale.ROOT)).getResultStream().findFirst()
                .ifPresent(user -> mail.asksFor(em.find(RecoveryOperation.class, asked.operationId()), step(asked), asked.instructions(),
                        new Recipient(user.getDisplayName(), user.getEmail())));
    }

    private StepRun step(PersonAsked asked) {
        String[] numbers = asked.step().split("\\.");
        return em.find(StepRun.class, new StepRun.Key(asked.operationId(), Integer.parseInt(numbers[0]) - 1, Integer.parseInt(numbers[1]) - 1));
    }
}
