package org.dradmin.systemlog;

import com.unboundid.scim2.common.filters.Filter;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Which events of the System Log are wanted. Every part narrows; a part that is null or empty does not.
 *
 * @param since    from this instant on
 * @param until    before this instant
 * @param keywords each must stand somewhere in the event, whatever its case and whatever is around it
 * @param condition a filter of the API; null for none
 * @param actor    the actor's name (the wire's {@code alternateId}), whatever its case
 */
public record LogQuery(Instant since, Instant until, List<String> keywords, EventType type, Outcome outcome, String actor,
        LogCondition condition) {

    /** The wire contract's limits for {@code q}. */
    public static final int MOST_KEYWORDS = 10;
    public static final int KEYWORD_LENGTH = 40;

    /** What has no place yet is not proven to stay, and stands in no index: it is shown, counted, exported and passed on a moment later. */
    private static final String PLACED = "e.position IS NOT NULL";

    /** Everything. */
    public static final LogQuery ALL = new LogQuery(null, null, List.of(), null, null, null, null);

    /** @throws IllegalArgumentException if the range is empty or the keywords pass a limit, in words for the asker */
    public LogQuery {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new IllegalArgumentException("The range ends before it begins. Choose an end after " + since + ".");
        }
        keywords = keywords.stream().map(word -> word.toLowerCase(Locale.ROOT)).distinct().toList();
        if (keywords.size() > MOST_KEYWORDS) {
            throw new IllegalArgumentException("The search takes up to " + MOST_KEYWORDS + " words; these are "
                    + keywords.size() + ". Leave some out.");
        }
        keywords.stream().filter(word -> word.codePointCount(0, word.length()) > KEYWORD_LENGTH).findFirst().ifPresent(word -> {
            throw new IllegalArgumentException("Each word takes up to " + KEYWORD_LENGTH + " characters. Shorten \""
                    + word.substring(0, word.offsetByCodePoints(0, KEYWORD_LENGTH)) + "…\".");
        });
    }

    public LogQuery since(Instant from) {
        return new LogQuery(from, until, keywords, type, outcome, actor, condition);
    }

    public LogQuery until(Instant end) {
        return new LogQuery(since, end, keywords, type, outcome, actor, condition);
    }

    /** Keywords as people type them, parted by white space; control characters count as such. */
    public LogQuery text(String text) {
        List<String> words = text == null ? List.of()
                : Arrays.stream(text.split("[\\s\\p{Cntrl}\\p{Z}]+")).filter(word -> !word.isEmpty()).toList();
        return new LogQuery(since, until, words, type, outcome, actor, condition);
    }

    public LogQuery type(EventType wanted) {
        return new LogQuery(since, until, keywords, wanted, outcome, actor, condition);
    }

    public LogQuery outcome(Outcome wanted) {
        return new LogQuery(since, until, keywords, type, wanted, actor, condition);
    }

    public LogQuery actor(String name) {
        return new LogQuery(since, until, keywords, type, outcome, name, condition);
    }

    public LogQuery condition(LogCondition filter) {
        return new LogQuery(since, until, keywords, type, outcome, actor, filter);
    }

    /** The parts by name, to be kept; {@link #of} reads them back. */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("since", since == null ? null : since.toString());
        parts.put("until", until == null ? null : until.toString());
        parts.put("text", keywords.isEmpty() ? null : String.join(" ", keywords));
        parts.put("type", type == null ? null : type.wireName());
        parts.put("outcome", outcome == null ? null : outcome.name());
        parts.put("actor", actor);
        parts.put("filter", condition == null ? null : condition.toString());
        parts.values().removeIf(Objects::isNull);
        return parts;
    }

    /** @param parts as {@link #parts} gave them */
    public static LogQuery of(Map<String, String> parts) {
        LogQuery query = ALL.text(parts.get("text")).actor(parts.get("actor"));
        query = parts.containsKey("since") ? query.since(Instant.parse(parts.get("since"))) : query;
        query = parts.containsKey("until") ? query.until(Instant.parse(parts.get("until"))) : query;
        query = parts.containsKey("type") ? query.type(EventType.of(parts.get("type")).orElseThrow()) : query;
        query = parts.containsKey("outcome") ? query.outcome(Outcome.valueOf(parts.get("outcome"))) : query;
        return parts.containsKey("filter") ? query.condition(LogCondition.parse(parts.get("filter"))) : query;
    }

    /** In words, for the event of an export. */
    public String describe() {
        StringJoiner parts = new StringJoiner("; ").setEmptyValue("everything");
        part(parts, "since", since);
        part(parts, "until", until);
        part(parts, "text", keywords.isEmpty() ? null : String.join(" ", keywords));
        part(parts, "event type", type == null ? null : type.wireName());
        part(parts, "outcome", outcome);
        part(parts, "actor", actor);
        part(parts, "filter", condition);
        return parts.toString();
    }

    private static void part(StringJoiner parts, String name, Object value) {
        if (value != null) {
            parts.add(name + " " + value);
        }
    }

    /** Whether no index leads to the events wanted, so that those that come first are looked for one by one. */
    boolean isLookedFor() {
        return !keywords.isEmpty() || condition != null && type == null && actor == null
                && condition.parts().noneMatch(part -> LogCondition.isEquality(part, LogFields.INDEXED::contains));
    }

    /** The events wanted that lie beyond the cursor, those nearest to it first. */
    TypedQuery<LogEvent> in(EntityManager em, LogCursor cursor) {
        return in(em, cursor, true);
    }

    /** @param byWords whether an index of words may lead there */
    TypedQuery<LogEvent> in(EntityManager em, LogCursor cursor, boolean byWords) {
        return events(in(em, LogEvent.class, "e", cursor, byWords));
    }

    /** The same, so many of them, as an export reads them. */
    List<LogEvent> exported(EntityManager em, LogCursor cursor, int most) {
        return in(em, Object[].class, LogEvent.EXPORTED, cursor, true).setMaxResults(most).getResultStream().map(LogEvent::exported).toList();
    }

    /** The place of the event that is nearest behind the cursor; 0 without any. */
    long firstPlace(EntityManager em, LogCursor cursor) {
        return in(em, Long.class, "e.position", cursor, true).setMaxResults(1).getResultStream().findFirst().orElse(0L);
    }

    /** Of a target by the target's own rows, which are in the order of the events' times. */
    private <T> TypedQuery<T> in(EntityManager em, Class<T> result, String what, LogCursor cursor, boolean byWords) {
        Filter target = condition == null ? null
                : condition.parts().filter(part -> LogCondition.isEquality(part, "target.id"::equals)).findFirst().orElse(null);
        return target == null ? in(em, result, what, cursor, Way.TIME, byWords, new LinkedHashMap<>())
                : condition(condition.without(target)).in(em, result, what, cursor, Way.TARGET, byWords,
                        new LinkedHashMap<>(Map.of("target", LogEvent.storable(target.getComparisonValue().textValue()))));
    }

    /** The times, in milliseconds, of all events beyond the cursor that may be wanted as far as indexes tell, those nearest to it first. */
    TypedQuery<Long> times(EntityManager em, LogCursor cursor) {
        return new LogQuery(since, until, List.of(), type, outcome, actor, null).in(em, Long.class, "e.at", cursor, Way.TIME, true, new LinkedHashMap<>());
    }

    /** By which table's columns events are found and put in order. */
    private record Way(String from, String join, String at, String id) {
        private static final Way TIME = new Way("LogEvent e", "", "e.published", "e.uuid");
        private static final Way TARGET = new Way("LogEvent e, LogTarget l", " AND l.targetId = :target AND l.eventUuid = e.uuid AND l.published IS NOT NULL",
                "l.published", "l.eventUuid");
    }

    private <T> TypedQuery<T> in(EntityManager em, Class<T> result, String what, LogCursor cursor, Way way, boolean byWords, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>(List.of(PLACED + way.join));
        narrow(conditions, values, way.at, byWords);
        boolean newer = cursor != null && cursor.newer();
        if (cursor != null) {
            // The first part is implied by the second; databases find the place in the index by it.
            String beyond = "%2$s %1$s= :place AND (%2$s %1$s :place OR %3$s %1$s :placeId)";
            condition(conditions, values, beyond.formatted(newer ? ">" : "<", way.at, way.id), "place", cursor.published());
            values.put("placeId", cursor.uuid());
        }
        String direction = newer ? " ASC" : " DESC";
        return query(em, result, what, way.from, conditions, values, "ORDER BY " + way.at + direction + ", " + way.id + direction);
    }

    /** The events wanted whose place lies behind one and not behind another, in the order of their places. */
    TypedQuery<LogEvent> between(EntityManager em, long after, long last) {
        return between(em, after, last, true);
    }

    /** @param byWords whether an index of words may lead there */
    TypedQuery<LogEvent> between(EntityManager em, long after, long last, boolean byWords) {
        List<String> conditions = new ArrayList<>(List.of("e.position > :after", "e.position <= :last"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("after", after, "last", last));
        narrow(conditions, values, "e.published", byWords);
        return events(query(em, LogEvent.class, "e", "LogEvent e", conditions, values, "ORDER BY e.position"));
    }

    /** Nobody changes what is read here, and the provider need not keep a second copy of each to see that. */
    private static TypedQuery<LogEvent> events(TypedQuery<LogEvent> query) {
        return query.setHint("eclipselink.read-only", "true");
    }

    /** Something about the events wanted: what of each, and what comes behind the conditions, such as a grouping. */
    <T> TypedQuery<T> select(EntityManager em, Class<T> type, String what, String rest) {
        List<String> conditions = new ArrayList<>(List.of(PLACED));
        Map<String, Object> values = new LinkedHashMap<>();
        narrow(conditions, values, "e.published", true);
        return query(em, type, what, "LogEvent e", conditions, values, rest);
    }

    /** How many of the events wanted have their place behind one and not behind another. */
    long count(EntityManager em, long after, long last) {
        List<String> conditions = new ArrayList<>(List.of("e.position > :after", "e.position <= :last"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("after", after, "last", last));
        narrow(conditions, values, "e.published", true);
        return query(em, Long.class, "COUNT(e)", "LogEvent e", conditions, values, "").getSingleResult();
    }

    private static <T> TypedQuery<T> query(EntityManager em, Class<T> type, String what, String from, List<String> conditions,
            Map<String, Object> values, String rest) {
        TypedQuery<T> query = em.createQuery("SELECT " + what + " FROM " + from
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " " + rest, type);
        values.forEach(query::setParameter);
        return query;
    }

    private void narrow(List<String> conditions, Map<String, Object> values, String at, boolean byWords) {
        condition(conditions, values, at + " >= :since", "since", since);
        condition(conditions, values, at + " < :until", "until", until);
        condition(conditions, values, "e.eventType = :type", "type", type == null ? null : type.wireName());
        condition(conditions, values, "e.outcome = :outcome", "outcome", outcome);
        condition(conditions, values, "LOWER(e.actorName) = :actor", "actor", actor == null ? null : LogEvent.storable(actor).toLowerCase(Locale.ROOT));
        for (int i = 0; i < keywords.size(); i++) {
            // Of what is put together there is no index.
            condition(conditions, values, (byWords ? "e.searchText" : "CONCAT(e.searchText, '')") + " LIKE :word" + i + " ESCAPE '!'", "word" + i, pattern(keywords.get(i)));
        }
        if (condition != null) {
            conditions.add(condition.jpql());
            values.putAll(condition.values());
        }
    }

    private static void condition(List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static String pattern(String keyword) {
        return "%" + LogCondition.escaped(LogEvent.storable(keyword)) + "%";
    }
}
