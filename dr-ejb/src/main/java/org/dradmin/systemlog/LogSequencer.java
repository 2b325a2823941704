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
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;
import org.dradmin.systemlog.chain.Link;

/**
 * Gives committed events their place in one order and makes them links of the chain. An event that is written in a
 * long transaction becomes visible late, with an early time; it gets its place only then, behind all that were read
 * before. So whoever has read up to a place has missed nothing, and writers wait for nobody: the row that is locked
 * here is none that they touch. Of several nodes one at a time does this, within a second of an event's being written.
 */
@Stateless
public class LogSequencer {

    /** Events of one transaction. */
    static final int BATCH = 1000;

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
        // Their names first: sorting whole events costs an embedded database more than all the rest.
        List<String> waiting = em.createQuery("SELECT e.uuid FROM LogEvent e WHERE e.position IS NULL ORDER BY e.published, e.uuid", String.class)
                .setMaxResults(BATCH).getResultList();
        if (!waiting.isEmpty()) {
            List<LogEvent> events = read("e.uuid IN :these ORDER BY e.published, e.uuid", "these", waiting);
            events.forEach(sequence::take);
            store(events);
        }
        return waiting.size();
    }

    /** Lengthens the chain over events that had their places before there was one; whether there may be more of them. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean lengthen() {
        LogSequence sequence = em.find(LogSequence.class, LogSequence.ID, LockModeType.PESSIMISTIC_WRITE);
        if (sequence.chained() == sequence.last()) {
            return false;
        }
        List<LogEvent> next = read("e.position > :chained ORDER BY e.position", "chained", sequence.chained());
        next.forEach(sequence::chain);
        store(next);
        if (next.size() < BATCH) {
            sequence.complete();
        }
        return next.size() == BATCH;
    }

    private List<LogEvent> read(String which, String name, Object value) {
        return em.createQuery("SELECT " + LogEvent.EXPORTED + " FROM LogEvent e WHERE " + which, Object[].class).setParameter(name, value)
                .setMaxResults(BATCH).getResultStream().map(LogEvent::exported).toList();
    }

    /** In one round trip; the provider, which would look after each event and its other columns, is left out. */
    private void store(List<LogEvent> events) {
        try (PreparedStatement update = em.unwrap(Connection.class).prepareStatement(
                "UPDATE log_event SET log_position = ?, chain_previous = ?, chain_leaf = ? WHERE uuid = ?")) {
            for (LogEvent event : events) {
                Link link = event.getLink().orElse(null);
                update.setLong(1, event.getPosition());
                update.setString(2, link == null ? null : link.previous());
                update.setString(3, link == null ? null : link.leaf());
                update.setString(4, event.getUuid());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("New events could not be given their places: " + e.getMessage(), e);
        }
    }

    /** The last place given away. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public long last() {
        return em.find(LogSequence.class, LogSequence.ID).last();
    }

    /** Gives their places to all events that are committed now, for somebody who wants to see what was just done. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void bring() {
        LogSequencer own = context.getBusinessObject(LogSequencer.class);
        boolean more = !em.createQuery("SELECT e.uuid FROM LogEvent e WHERE e.position IS NULL", String.class).setMaxResults(1).getResultList().isEmpty();
        while (more) {
            more = own.sequence() == BATCH;
        }
    }

    /** Keeps what waits short, so that nobody who asks has to wait for it. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "Places of new events")
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void tick() {
        if (!schema.isReady()) {
            return;
        }
        try {
            bring();
            LogSequencer own = context.getBusinessObject(LogSequencer.class);
            boolean more = true;
            while (more) {
                more = own.lengthen();
                bring();
            }
        } catch (RuntimeException e) {
            // A timer whose method throws may be cancelled by the server; the next tick is another chance.
            LogContext.logger().warning("New events got no place in the order yet: " + e);
        }
    }
}
