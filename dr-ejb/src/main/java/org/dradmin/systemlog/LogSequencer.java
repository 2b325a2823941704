package org.dradmin.systemlog;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Schedule;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;

/**
 * Gives committed events their place in one order. An event that is written in a long transaction becomes visible late,
 * with an early time; it gets its place only then, behind all that were read before. So whoever has read up to a place
 * has missed nothing, and writers wait for nobody.
 */
@Stateless
public class LogSequencer {

    /** Events of one transaction. */
    static final int BATCH = 500;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @Inject
    private Schema schema;

    /** Gives the next events their places; as many as {@link #BATCH} say that there may be more. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int sequence() {
        LogSequence sequence = em.find(LogSequence.class, LogSequence.ID, LockModeType.PESSIMISTIC_WRITE);
        List<String> waiting = em.createQuery("SELECT e.uuid FROM LogEvent e WHERE e.position IS NULL ORDER BY e.published, e.uuid", String.class)
                .setMaxResults(BATCH).getResultList();
        for (String uuid : waiting) {
            em.createQuery("UPDATE LogEvent e SET e.position = :position WHERE e.uuid = :uuid")
                    .setParameter("position", sequence.next()).setParameter("uuid", uuid).executeUpdate();
        }
        return waiting.size();
    }

    /** The last place given away. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public long last() {
        return em.find(LogSequence.class, LogSequence.ID).last();
    }

    /** Keeps what waits short, so that nobody who asks has to wait for it. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "Places of new events")
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void tick() {
        if (!schema.isReady()) {
            return;
        }
        try {
            if (!em.createQuery("SELECT e.uuid FROM LogEvent e WHERE e.position IS NULL", String.class).setMaxResults(1).getResultList().isEmpty()) {
                context.getBusinessObject(LogSequencer.class).sequence();
            }
        } catch (RuntimeException e) {
            // A timer whose method throws may be cancelled by the server; the next tick is another chance.
            LogContext.logger().warning("New events got no place in the order yet: " + e);
        }
    }
}
