package org.dradmin.systemlog;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Finds the first events wanted for somebody who waits for them, at a cost that does not grow with the log where that can
 * be: by type where a filter comes down to a few types, each of which has an index to itself; bit by bit from the place
 * where they begin where they have to be looked for.
 */
final class LogReader {

    /** More of them are so much of a log that it is quicker to go through it. */
    private static final int MOST_TYPES = 16;
    private static final Comparator<LogEvent> BY_TIME = Comparator.comparing(LogEvent::getPublished).thenComparing(LogEvent::getUuid);

    /** Every type there is, on PostgreSQL, from each to the next one by the index; PostgreSQL's planner has no such way for DISTINCT. */
    private static final String TYPES = """
            WITH RECURSIVE kind AS (SELECT MIN(event_type) AS name FROM log_event WHERE log_position IS NOT NULL
            UNION ALL SELECT (SELECT MIN(event_type) FROM log_event WHERE log_position IS NOT NULL AND event_type > kind.name) FROM kind WHERE kind.name IS NOT NULL)
            SELECT name FROM kind WHERE name IS NOT NULL""";

    private final EntityManager em;
    private final boolean postgresql;
    private final LogPatience patience = new LogPatience(LogPatience.SEARCH);

    LogReader(EntityManager em, boolean postgresql) {
        this.em = em;
        this.postgresql = postgresql;
    }

    /** The events wanted beyond a cursor, those nearest to it first. */
    List<LogEvent> beyond(LogQuery query, LogCursor cursor, int most) {
        Optional<List<String>> types = types(query);
        if (types.isPresent()) {
            boolean newer = cursor != null && cursor.newer();
            return merged(query, types.get(), most, newer ? BY_TIME : BY_TIME.reversed(), (of, last) ->
                    (last == null ? of : newer ? of.until(last.getPublished().plusMillis(1)) : of.since(last.getPublished())).in(em, cursor));
        }
        return query.isLookedFor() ? new LogSearch(em, patience, postgresql).byTime(query, cursor, most) : list(query.in(em, cursor), most);
    }

    /** The events wanted whose place lies behind one and not behind another, in the order of their places. */
    List<LogEvent> between(LogQuery query, long after, long last, int most) {
        Optional<List<String>> types = types(query);
        if (types.isPresent()) {
            return merged(query, types.get(), most, Comparator.comparing(LogEvent::getPosition),
                    (of, furthest) -> of.between(em, after, furthest == null ? last : furthest.getPosition()));
        }
        return query.isLookedFor() ? new LogSearch(em, patience, postgresql).byPlace(query, after, last, most) : list(query.between(em, after, last), most);
    }

    /** The types that a filter comes down to; empty where that says nothing, or too little. */
    private Optional<List<String>> types(LogQuery query) {
        if (query.condition() == null || !query.isLookedFor() || !query.keywords().isEmpty() || !query.condition().types().isAbout()) {
            return Optional.empty();
        }
        List<String> allowed = types().stream().filter(query.condition().types()::allow).toList();
        return allowed.size() > MOST_TYPES ? Optional.empty() : Optional.of(allowed);
    }

    @SuppressWarnings("unchecked")
    private List<String> types() {
        return postgresql ? em.createNativeQuery(TYPES).getResultList()
                : em.createQuery("SELECT DISTINCT e.eventType FROM LogEvent e WHERE e.position IS NOT NULL", String.class).getResultList();
    }

    /** @param first makes the query of one type, which need not go beyond the last event that is still among the first */
    private List<LogEvent> merged(LogQuery query, List<String> types, int most, Comparator<LogEvent> order,
            BiFunction<LogQuery, LogEvent, TypedQuery<LogEvent>> first) {
        List<LogEvent> events = List.of();
        for (String type : types) {
            LogEvent last = events.size() < most ? null : events.get(most - 1);
            List<LogEvent> more = list(first.apply(query.condition(query.condition().ofType(type)), last), most);
            events = Stream.concat(events.stream(), more.stream()).sorted(order).limit(most).toList();
        }
        return events;
    }

    private List<LogEvent> list(TypedQuery<LogEvent> query, int most) {
        return patience.list(query.setMaxResults(most));
    }
}
