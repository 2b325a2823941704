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
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;

/**
 * Says from which place on to look for events since some time: all before it are older, for sure, also those that were
 * committed late or under a clock that was wrong. Without this, whoever begins to read along today would wait until all
 * that was ever written has been passed. Every node makes the same marks from the same events; the first one counts.
 */
@Stateless
public class LogMarks {

    static final int SPACING = 1000;
    /** Marks of one transaction. */
    static final int BATCH = 200;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private LogSequencer sequencer;
    @Resource
    private SessionContext context;
    @Inject
    private Schema schema;

    /** A place up to which every event is older than this; 0 where none is known. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long before(Instant since) {
        return em.createQuery("SELECT m FROM LogMark m WHERE m.until < :since ORDER BY m.until DESC, m.position DESC", LogMark.class)
                .setParameter("since", since).setMaxResults(1).getResultStream().findFirst().orElse(LogMark.BEGINNING).position();
    }

    /** Makes the next marks; as many as {@link #BATCH} say that there may be more. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int mark() {
        long end = sequencer.last();
        LogMark mark = em.createQuery("SELECT m FROM LogMark m ORDER BY m.position DESC", LogMark.class)
                .setMaxResults(1).getResultStream().findFirst().orElse(LogMark.BEGINNING);
        int made = 0;
        for (; made < BATCH && mark.position() + SPACING <= end; made++) {
            Instant latest = em.createQuery("SELECT MAX(e.published) FROM LogEvent e WHERE e.position > :after AND e.position <= :last", Instant.class)
                    .setParameter("after", mark.position()).setParameter("last", mark.position() + SPACING).getSingleResult();
            mark = mark.next(mark.position() + SPACING, latest);
            em.persist(mark);
        }
        return made;
    }

    @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false, info = "Marks in the System Log")
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void tick() {
        if (!schema.isReady()) {
            return;
        }
        try {
            boolean more = true;
            while (more) {
                more = context.getBusinessObject(LogMarks.class).mark() == BATCH;
            }
        } catch (RuntimeException e) {
            // Another node was first, or the database is away; a timer whose method throws may be cancelled, and the next tick is another chance.
            LogContext.logger().fine(() -> "No marks were made in the System Log: " + e);
        }
    }
}
