package org.dradmin.systemlog;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dradmin.systemlog.chain.Facts;
import org.dradmin.systemlog.chain.Link;

/**
 * The log as a chain, for what seals it, checks it and, by the retention policy, takes its oldest part away. Public
 * only because the container asks for it; whoever asks decides who may.
 */
@Stateless
@PermitAll
public class LogChain {

    /** The columns are read as they are: a value that this program never writes must be found, and not stop the search. */
    private static final String READ = "SELECT e.position, e.published, e.uuid, e.eventType, e.severity, e.displayMessage, e.actorId, e.actorType, "
            + "e.actorName, e.actorDisplay, e.clientAddress, e.userAgent, e.sessionId, e.transactionId, e.outcomeName, e.outcomeReason, e.targets, "
            + "e.debugData, e.searchText, e.chainPrevious, e.chainLeaf FROM LogEvent e ";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;

    /**
     * How far the chain goes.
     *
     * @param position the place of its last link; 0 without any
     * @param hash     its hash there
     * @param last     the last place given away; behind {@code position} only after an upgrade
     * @param upgraded the place of the last event that is older than the chain itself
     */
    public record End(long position, String hash, long last, long upgraded) {
    }

    /**
     * A row of the log.
     *
     * @param link     its place in the chain as it is stored
     * @param leaf     the leaf that its facts have now
     * @param findable whether searches and filters go by what it says
     */
    public record Row(Link link, String uuid, Instant published, String leaf, boolean findable) {
    }

    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public End end() {
        return end(em.find(LogSequence.class, LogSequence.ID));
    }

    /** The end, held until the caller's transaction ends: nothing is added meanwhile, and nobody else holds it. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public End holdEnd() {
        return end(em.find(LogSequence.class, LogSequence.ID, LockModeType.PESSIMISTIC_WRITE));
    }

    private static End end(LogSequence sequence) {
        return new End(sequence.chained(), sequence.hash(), sequence.last(), sequence.upgraded());
    }

    /** Whether there is an event behind this place and up to another that is of none of these types. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean hasNews(long after, long upTo, EventType except) {
        return !em.createQuery("SELECT e.uuid FROM LogEvent e WHERE e.position > :after AND e.position <= :upTo AND e.eventType <> :except", String.class)
                .setParameter("after", after).setParameter("upTo", upTo).setParameter("except", except.wireName()).setMaxResults(1).getResultList().isEmpty();
    }

    /** The rows from this place on, in the order of their places; what two rows claim, both have. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<Row> from(long first, long upTo, int most) {
        List<Object[]> found = em.createQuery(READ + "WHERE e.position >= :first AND e.position <= :upTo ORDER BY e.position, e.uuid", Object[].class)
                .setParameter("first", first).setParameter("upTo", upTo).setMaxResults(most).getResultList();
        Map<String, List<LogTarget>> targets = found.isEmpty() ? Map.of() : em.createQuery("SELECT " + LogTarget.COLUMNS + " FROM LogTarget t WHERE t.eventUuid IN :uuids", Object[].class)
                .setParameter("uuids", found.stream().map(row -> (String) row[2]).toList()).getResultStream().map(LogTarget::of)
                .collect(Collectors.groupingBy(LogTarget::eventUuid, HashMap::new, Collectors.toList()));
        // What is older than these rows has none.
        long upgraded = end().upgraded();
        List<Row> rows = new ArrayList<>();
        found.forEach(row -> rows.add(row(row, (Long) row[0] <= upgraded && !targets.containsKey(row[2]) ? null : targets.getOrDefault(row[2], List.of()))));
        return rows;
    }

    private static Row row(Object[] row, List<LogTarget> targets) {
        Facts facts = LogFacts.read(new Facts((Instant) row[1], (String) row[2], (String) row[3], (String) row[4], (String) row[5], (String) row[6], (String) row[7],
                (String) row[8], (String) row[9], (String) row[10], (String) row[11], (String) row[12], (String) row[13], (String) row[14], (String) row[15],
                null, null, List.of()), (String) row[16], (String) row[17]);
        return new Row(new Link((Long) row[0], (String) row[19], (String) row[20]), facts.uuid(), facts.published(), facts.leaf(),
                facts.targets() == null || LogFacts.isSearchText((String) row[18], facts) && (targets == null || alike(facts, targets)));
    }

    private static boolean alike(Facts facts, List<LogTarget> stored) {
        List<LogTarget> wanted = LogTarget.of(facts.uuid(), facts.published(), facts.targets().stream().map(t ->
                new Target(t.id(), t.type(), t.alternateId(), t.displayName(), t.detail())).toList());
        return stored.size() == wanted.size() && wanted.stream().allMatch(target -> stored.stream().anyMatch(target::says));
    }

    /** How many rows are no links: written this moment, or put there by somebody else. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long waiting() {
        return em.createQuery("SELECT COUNT(e) FROM LogEvent e WHERE e.position IS NULL", Long.class).getSingleResult();
    }

    /** The last place that any row has; 0 without any. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long highest() {
        Long highest = em.createQuery("SELECT MAX(e.position) FROM LogEvent e", Long.class).getSingleResult();
        return highest == null ? 0 : highest;
    }

    /** The first place behind this one whose event bears a time from this instant on, or the end's. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long firstSince(long after, Instant time) {
        return em.createQuery("SELECT e.position FROM LogEvent e WHERE e.position > :after AND e.published >= :time ORDER BY e.position", Long.class)
                .setParameter("after", after).setParameter("time", time).setMaxResults(1).getResultStream().findFirst().orElseGet(() -> end().position() + 1);
    }

    /** The time that the next event behind this place bears. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Instant> publishedBehind(long place) {
        return em.createQuery("SELECT e.published FROM LogEvent e WHERE e.position > :place ORDER BY e.position", Instant.class)
                .setParameter("place", place).setMaxResults(1).getResultStream().findFirst();
    }

    /** Takes away rows up to this place; whether there may be more of them. Only what a checkpoint stands for. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean remove(long upTo, int most) {
        List<String> uuids = em.createQuery("SELECT e.uuid FROM LogEvent e WHERE e.position <= :upTo ORDER BY e.position", String.class)
                .setParameter("upTo", upTo).setMaxResults(most).getResultList();
        if (!uuids.isEmpty()) {
            em.createQuery("DELETE FROM LogTarget t WHERE t.eventUuid IN :uuids").setParameter("uuids", uuids).executeUpdate();
            em.createQuery("DELETE FROM LogEvent e WHERE e.uuid IN :uuids").setParameter("uuids", uuids).executeUpdate();
        }
        return uuids.size() == most;
    }
}
