package org.dradmin.web.systemlog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dradmin.systemlog.EventBody;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogComparison;
import org.dradmin.systemlog.LogComparisons;
import org.dradmin.systemlog.LogCondition;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.Outcome;

/**
 * The filter of the System Log as it stands in an address: what was given, as it was given, the query that it means,
 * and for each value that means nothing the reason, by the field's name. Points in time are in the zone that is given
 * with them, UTC without one, so that an address means the same to everybody ({@link LogTimes}).
 */
class LogFilter {

    static final String FROM = "from";
    static final String TO = "to";
    static final String RANGE = "range";
    static final String TEXT = "q";
    static final String TYPE = "type";
    static final String OUTCOME = "outcome";
    static final String ACTOR = "actor";
    static final String CONDITION = "filter";
    static final String ZONE = "tz";
    static final List<String> NAMES = List.of(FROM, TO, RANGE, TEXT, TYPE, OUTCOME, ACTOR, CONDITION, ZONE);
    private static final String TIME = "Give a time as 2026-11-22 03:15.";
    private static final Pattern POSITION = Pattern.compile("position (\\d+)");

    private final Map<String, String> given;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final Instant now;
    private LogTimes times = LogTimes.UTC;
    private LogQuery query = LogQuery.ALL;

    /** @param parameter gives a parameter's value or null */
    LogFilter(Function<String, String> parameter, Instant now) {
        this.given = NAMES.stream().filter(name -> !blank(parameter.apply(name)))
                .collect(Collectors.toMap(name -> name, name -> parameter.apply(name).strip(), (a, b) -> a, LinkedHashMap::new));
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        if (given.containsKey(FROM) || given.containsKey(TO)) {
            given.remove(RANGE);
        }
        given.remove(ZONE, LogTimes.UTC.name());
        read(ZONE, "There is no such time zone. Choose one from the list.", value -> {
            times = LogTimes.in(value).orElseThrow();
            return query;
        });
        read(RANGE, "Give a range as 90m, 36h, 10d or 2w, or choose one of those offered.",
                value -> query.since(this.now.minus(TimeRange.length(value).orElseThrow())));
        read(FROM, TIME, value -> query.since(times.begin(value)));
        read(TO, TIME, value -> query.until(times.end(value)));
        read(TEXT, null, value -> query.text(value));
        read(TYPE, "There is no such event type. Choose one from the list.", value -> query.type(EventType.of(value).orElseThrow()));
        read(OUTCOME, "There is no such outcome. Choose one from the list.", value -> query.outcome(outcome(value)));
        read(ACTOR, null, value -> query.actor(value));
        read(CONDITION, null, value -> query.condition(LogCondition.parse(value)));
    }

    private static boolean blank(String value) {
        return value == null || value.isBlank();
    }

    /** @param otherwise what to say of a value that cannot be read; null: the query says it itself */
    private void read(String name, String otherwise, Function<String, LogQuery> meaning) {
        if (!given.containsKey(name)) {
            return;
        }
        try {
            query = meaning.apply(given.get(name));
        } catch (DateTimeException | NoSuchElementException e) {
            errors.put(name, otherwise);
        } catch (IllegalArgumentException e) {
            errors.put(name, e.getMessage());
        }
    }

    private static Outcome outcome(String value) {
        return Arrays.stream(Outcome.values()).filter(outcome -> outcome.name().equals(value)).findFirst().orElseThrow();
    }

    boolean isValid() {
        return errors.isEmpty();
    }

    /** Whether it wants everything. */
    boolean isEmpty() {
        return given.keySet().stream().allMatch(ZONE::equals);
    }

    LogTimes times() {
        return times;
    }

    /** The condition in three parts, the middle one where reading it came to an end; null where it can be read, or no place is known. */
    List<String> faultyCondition() {
        String fault = errors.get(CONDITION);
        Matcher place = POSITION.matcher(fault == null ? "" : fault);
        if (!place.find()) {
            return null;
        }
        String text = given.get(CONDITION);
        int begin = Math.min(Integer.parseInt(place.group(1)), text.length());
        int end = begin;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return List.of(text.substring(0, begin), begin == end ? "(here)" : text.substring(begin, end), text.substring(end));
    }

    Map<String, String> errors() {
        return errors;
    }

    /** As it was given, or null. */
    String given(String name) {
        return given.get(name);
    }

    /** What is wanted; of a filter that is not valid only the part that could be read. */
    LogQuery query() {
        return query;
    }

    /** This filter with another value for one name (null takes it out), as the query part of an address. */
    String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(given);
        if (RANGE.equals(name)) {
            changed.remove(FROM);
            changed.remove(TO);
        }
        if (value == null || value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed.isEmpty() ? "" : "?" + encode(changed);
    }

    /** This filter as the query part of an address. */
    String all() {
        return given.isEmpty() ? "" : "?" + encode(given);
    }

    /** This filter narrowed to a part of its time. */
    String within(Instant from, Instant until) {
        return "?" + encode(ranged(from, until));
    }

    /** This filter with one more comparison. */
    String narrowed(LogComparison comparison) {
        return with(CONDITION, LogComparisons.narrowed(given.get(CONDITION), comparison));
    }

    /** This filter for a download or a link: a range counted back from now stays the one that is shown. */
    String fixed() {
        return given.containsKey(RANGE) && query.since() != null ? "?" + encode(ranged(query.since(), null)) : given.isEmpty() ? "" : "?" + encode(given);
    }

    /** This filter for a link that shows the same events later, too: nothing newer than now. */
    String lasting() {
        return query.until() != null && query.until().isBefore(now) ? fixed() : "?" + encode(ranged(query.since(), now));
    }

    /** @param until what is given as an end is part of it, so it stands a millisecond before; null: what was given */
    private Map<String, String> ranged(Instant from, Instant until) {
        Map<String, String> changed = new LinkedHashMap<>(given);
        changed.remove(RANGE);
        if (from != null) {
            changed.put(FROM, EventBody.time(from));
        }
        if (until != null) {
            changed.put(TO, EventBody.time(until.minusMillis(1)));
        }
        return changed;
    }

    private static String encode(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
