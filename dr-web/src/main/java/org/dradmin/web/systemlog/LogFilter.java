package org.dradmin.web.systemlog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.Outcome;

/**
 * The filter of the System Log as it stands in an address: what was given, as it was given, the query that it means,
 * and for each value that means nothing the reason, by the field's name. Points in time are UTC. An end takes in the
 * whole of what it names: {@code 2026-11-22T03:15} is the whole minute, {@code 2026-11-22} the whole day.
 */
class LogFilter {

    static final String FROM = "from";
    static final String TO = "to";
    static final String RANGE = "range";
    static final String TEXT = "q";
    static final String TYPE = "type";
    static final String OUTCOME = "outcome";
    static final String ACTOR = "actor";
    private static final List<String> NAMES = List.of(FROM, TO, RANGE, TEXT, TYPE, OUTCOME, ACTOR);

    private final Map<String, String> given;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private LogQuery query = LogQuery.ALL;

    /** @param parameter gives a parameter's value or null */
    LogFilter(Function<String, String> parameter, Instant now) {
        this.given = NAMES.stream().filter(name -> !blank(parameter.apply(name)))
                .collect(Collectors.toMap(name -> name, name -> parameter.apply(name).strip(), (a, b) -> a, LinkedHashMap::new));
        if (given.containsKey(FROM) || given.containsKey(TO)) {
            given.remove(RANGE);
        }
        read(RANGE, "Choose one of the ranges offered.",
                value -> query.since(now.minus(TimeRange.of(value).orElseThrow().length()).truncatedTo(ChronoUnit.MILLIS)));
        read(FROM, "Give a time as 2026-11-22 03:15 (UTC).", value -> query.since(begin(value)));
        read(TO, "Give a time as 2026-11-22 03:15 (UTC).", value -> query.until(end(value)));
        read(TEXT, null, value -> query.text(value));
        read(TYPE, "There is no such event type. Choose one from the list.", value -> query.type(EventType.of(value).orElseThrow()));
        read(OUTCOME, "There is no such outcome. Choose one from the list.", value -> query.outcome(outcome(value)));
        read(ACTOR, null, value -> query.actor(value));
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

    private static Instant begin(String value) {
        return date(value) ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC) : time(value);
    }

    private static Instant end(String value) {
        if (date(value)) {
            return begin(value).plus(1, ChronoUnit.DAYS);
        }
        int colons = value.length() - value.replace(":", "").length();
        ChronoUnit named = colons == 1 ? ChronoUnit.MINUTES : value.contains(".") ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
        return time(value).plus(1, named);
    }

    private static boolean date(String value) {
        return value.length() == 10;
    }

    private static Instant time(String value) {
        String iso = value.replaceFirst("( ?UTC|Z)$", "").replaceFirst("[ ,]+", "T");
        if (!iso.matches("\\d{4}-[^+]*")) {
            throw new DateTimeException("Years have four digits.");
        }
        return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }

    boolean isValid() {
        return errors.isEmpty();
    }

    boolean isEmpty() {
        return given.isEmpty();
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
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed.isEmpty() ? "" : "?" + encode(changed);
    }

    /** This filter for a download: a range counted back from now stays the one that is shown. */
    String fixed() {
        return given.containsKey(RANGE) && query.since() != null
                ? "?" + encode(withoutRange(query.since().toString())) : given.isEmpty() ? "" : "?" + encode(given);
    }

    private Map<String, String> withoutRange(String from) {
        Map<String, String> changed = new LinkedHashMap<>(given);
        changed.remove(RANGE);
        changed.put(FROM, from);
        return changed;
    }

    private static String encode(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
