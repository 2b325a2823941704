package org.dradmin.streaming;

import jakarta.annotation.security.RolesAllowed;
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
import java.util.function.Consumer;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DatabaseClock;

/**
 * How far each stream has got, written by the node that holds its lease: short transactions, each conditional on the
 * lease's epoch, none of them open while the network is waited for. All times are the database's.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@RolesAllowed(Roles.ENGINE)
public class StreamJournal {

    /** How long a node may stream without a sign of life; longer than the time-outs of one round together. */
    static final Duration LEASE = Duration.ofSeconds(90);
    static final int ERROR_LENGTH = 1000;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private DatabaseClock clock;

    /**
     * A stream that is not paused.
     *
     * @param now whether it is due; otherwise it waits after an error
     */
    public record Wanted(String id, int revision, long epoch, boolean now) {
    }

    /** The streams that are not paused, driven by this node or another. */
    public List<Wanted> wanted() {
        Instant now = clock.now(em);
        return em.createQuery("SELECT s FROM LogStream s WHERE s.pausedAt IS NULL", LogStream.class).getResultList().stream()
                .map(s -> new Wanted(s.id(), s.revision(), s.leaseEpoch(), !s.nextAttemptAt().isAfter(now))).toList();
    }

    /** Takes a stream's lease if it is free, has run out, or was this node's own before it was restarted. */
    public Optional<StreamState> take(String id, String node) {
        Instant now = clock.now(em);
        int taken = em.createQuery("UPDATE LogStream s SET s.leaseOwner = :node, s.leaseEpoch = s.leaseEpoch + 1, s.leaseUntil = :until "
                        + "WHERE s.id = :id AND s.pausedAt IS NULL AND (s.leaseUntil IS NULL OR s.leaseUntil < :now OR s.leaseOwner = :node)")
                .setParameter("node", node).setParameter("until", now.plus(LEASE)).setParameter("id", id).setParameter("now", now)
                .executeUpdate();
        if (taken == 0) {
            return Optional.empty();
        }
        LogStream stream = em.find(LogStream.class, id);
        return Optional.of(new StreamState(new StreamLease(id, node, stream.leaseEpoch()), stream.settings(), stream.acknowledged(), stream.revision()));
    }

    /** A sign of life. */
    public void hold(StreamLease lease) {
        write(lease, "s.leaseUntil = :until", query -> query.setParameter("until", clock.now(em).plus(LEASE)));
    }

    /**
     * Up to where it was sent, and up to where nothing will be sent again.
     *
     * @param events whether any went
     * @param receipt whether the target has proven to work since the last time
     */
    public void sent(StreamLease lease, long sent, long acknowledged, boolean events, boolean receipt) {
        Instant now = clock.now(em);
        write(lease, "s.leaseUntil = :until, s.sent = :sent, s.acknowledged = :acknowledged" + (receipt ? ", s.attempts = 0, s.failingSince = NULL" : "")
                        + (events ? ", s.sentAt = :now" : ""),
                query -> {
                    query.setParameter("until", now.plus(LEASE)).setParameter("sent", sent).setParameter("acknowledged", acknowledged);
                    if (events) {
                        query.setParameter("now", now);
                    }
                });
    }

    /**
     * It did not go, for this reason; what lies behind the acknowledged place is sent once more, later.
     *
     * @param after how long to wait at least, as the other side says; null where it says nothing
     */
    public void failed(StreamLease lease, long acknowledged, String reason, Duration after) {
        Instant now = clock.now(em);
        LogStream stream = em.find(LogStream.class, lease.streamId());
        Duration wait = PauseBetween.attempts(stream == null ? 1 : stream.attempts() + 1);
        Instant since = stream == null || stream.failingSince() == null ? now : stream.failingSince();
        Duration longer = after != null && after.compareTo(wait) > 0 ? after : wait;
        write(lease, "s.leaseUntil = :until, s.sent = :acknowledged, s.acknowledged = :acknowledged, s.attempts = s.attempts + 1, "
                        + "s.nextAttemptAt = :next, s.lastError = :reason, s.lastErrorAt = :now, "
                        + "s.failingSince = :since",
                query -> query.setParameter("until", now.plus(longer).plus(LEASE)).setParameter("acknowledged", acknowledged)
                        .setParameter("next", now.plus(longer)).setParameter("since", since).setParameter("reason", oneLine(reason)).setParameter("now", now));
    }

    /** Leaves it to whoever comes first. */
    public void release(StreamLease lease) {
        write(lease, "s.leaseOwner = NULL, s.leaseUntil = NULL", query -> { });
    }

    private void write(StreamLease lease, String change, Consumer<Query> values) {
        Query query = em.createQuery("UPDATE LogStream s SET " + change + " WHERE s.id = :id AND s.leaseEpoch = :epoch AND s.leaseOwner = :owner")
                .setParameter("id", lease.streamId()).setParameter("epoch", lease.epoch()).setParameter("owner", lease.owner());
        values.accept(query);
        if (query.executeUpdate() == 0) {
            throw new StreamLeaseLost(lease);
        }
    }

    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() <= ERROR_LENGTH ? line : line.substring(0, ERROR_LENGTH - 1) + "…";
    }
}
