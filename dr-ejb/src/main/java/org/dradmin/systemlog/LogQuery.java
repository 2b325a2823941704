package org.dradmin.systemlog;

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

    /** The events wanted that lie beyond the cursor, those nearest to it first. */
    TypedQuery<LogEvent> in(EntityManager em, LogCursor cursor) {
        // Nobody changes what is read here, and the provider need not keep a second copy of each to see that.
        return in(em, LogEvent.class, "e", cursor).setHint("eclipselink.read-only", "true");
    }

    /** The same, so many of them, as an export reads them. */
    List<LogEvent> exported(EntityManager em, LogCursor cursor, int most) {
        return in(em, Object[].class, LogEvent.EXPORTED, cursor).setMaxResults(most).getResultStream().map(LogEvent::exported).toList();
    }

    /** The place of the event that is nearest behind the cursor; 0 without any. */
    long firstPlace(EntityManager em, LogCursor cursor) {
        return in(em, Long.class, "e.position", cursor).setMaxResults(1).getResultStream().findFirst().orElse(0L);
    }

    private <T> TypedQuery<T> in(EntityManager em, Class<T> type, String what, LogCursor cursor) {
        // What has no place yet is not proven to stay: it is shown, exported and passed on a moment later.
        List<String> conditions = new ArrayList<>(List.of("e.position IS NOT NULL"));
        Map<String, Object> values = new LinkedHashMap<>();
        narrow(conditions, values);
        boolean newer = cursor != null && cursor.newer();
        if (cursor != null) {
            // The first part is implied by the second; databases find the place in the index by it.
            String beyond = "e.published %1$s= :place AND (e.published %1$s :place OR e.uuid %1$s :placeId)";
            condition(conditions, values, beyond.formatted(newer ? ">" : "<"), "place", cursor.published());
            values.put("placeId", cursor.uuid());
        }
        String direction = newer ? " ASC" : " DESC";
        return query(em, type, what, conditions, values, "ORDER BY e.published" + direction + ", e.uuid" + direction);
    }

    /** The events wanted whose place lies behind one and not behind another, in the order of their places. */
    TypedQuery<LogEvent> between(EntityManager em, long after, long last) {
        List<String> conditions = new ArrayList<>(List.of("e.position > :after", "e.position <= :last"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("after", after, "last", last));
        narrow(conditions, values);
        return query(em, LogEvent.class, "e", conditions, values, "ORDER BY e.position").setHint("eclipselink.read-only", "true");
    }

    /** Something about the events wanted: what of each, and what comes behind the conditions, such as a grouping. */
    <T> TypedQuery<T> select(EntityManager em, Class<T> type, String what, String rest) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        narrow(conditions, values);
        return query(em, type, what, conditions, values, rest);
    }

    /** How many of the events wanted have their place behind one and not behind another. */
    long count(EntityManager em, long after, long last) {
        List<String> conditions = new ArrayList<>(List.of("e.position > :after", "e.position <= :last"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("after", after, "last", last));
        narrow(conditions, values);
        return query(em, Long.class, "COUNT(e)", conditions, values, "").getSingleResult();
    }

    private static <T> TypedQuery<T> query(EntityManager em, Class<T> type, String what, List<String> conditions, Map<String, Object> values, String rest) {
        TypedQuery<T> query = em.createQuery("SELECT " + what + " FROM LogEvent e"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " " + rest, type);
        values.forEach(query::setParameter);
        return query;
    }

    private void narrow(List<String> conditions, Map<String, Object> values) {
        condition(conditions, values, "e.published >= :since", "since", since);
        condition(conditions, values, "e.published < :until", "until", until);
        condition(conditions, values, "e.eventType = :type", "type", type == null ? null : type.wireName());
        condition(conditions, values, "e.outcome = :outcome", "outcome", outcome);
        condition(conditions, values, "LOWER(e.actorName) = :actor", "actor", actor == null ? null : LogEvent.storable(actor).toLowerCase(Locale.ROOT));
        for (int i = 0; i < keywords.size(); i++) {
            condition(conditions, values, "e.searchText LIKE :word" + i + " ESCAPE '!'", "word" + i, pattern(keywords.get(i)));
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
