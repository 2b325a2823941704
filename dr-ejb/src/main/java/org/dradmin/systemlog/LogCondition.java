package org.dradmin.systemlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import com.unboundid.scim2.common.utils.Parser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A filter of the wire contract (SCIM, RFC 7644, 3.4.2.2) as a condition on events. Whatever it compares with becomes a
 * bound parameter. Every part of it is true or false and never unknown, so that {@code not} means what it says also for
 * what an event does not have; values are compared as they are, case included.
 */
public final class LogCondition {

    private static final int LONGEST = 4000;
    private static final int DEEPEST = 50;
    private static final int MOST_COMPARISONS = 100;
    private static final String ALWAYS = "(1 = 1)";
    private static final String NEVER = "(1 = 0)";
    private static final String FACTS = "e.debugData";
    private static final Pattern FACT_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private static final Map<FilterType, String> ORDERS = Map.of(FilterType.GREATER_THAN, ">", FilterType.GREATER_OR_EQUAL, ">=",
            FilterType.LESS_THAN, "<", FilterType.LESS_OR_EQUAL, "<=");

    private final FilterText text;
    private final Filter filter;
    /** The event type that is known to be the one; null for any. */
    private final String type;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String jpql;

    private LogCondition(FilterText text, Filter filter, String type) {
        this.text = text;
        this.filter = filter;
        this.type = type;
        this.jpql = (type == null ? "" : "e.eventType = :ofType AND ") + translate(filter);
        if (type != null) {
            values.put("ofType", type);
        }
    }

    /** @throws IllegalArgumentException saying what is wrong and where, in words for the asker */
    public static LogCondition parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("The filter has " + text.length() + " characters; at most " + LONGEST + " are possible.");
        }
        FilterText places = new FilterText(text);
        if (places.depth() > DEEPEST) {
            throw new IllegalArgumentException("The filter is nested too deeply; at most " + DEEPEST + " levels are possible.");
        }
        return new LogCondition(places, read(text, places), null);
    }

    private static Filter read(String text, FilterText places) {
        try {
            return Parser.parseFilter(text);
        } catch (BadRequestException wrong) {
            throw new IllegalArgumentException(places.complaint(String.valueOf(wrong.getMessage())));
        } catch (RuntimeException noText) {
            // The parser's own answer to a list or an object where a text is due; its words name classes.
            throw new IllegalArgumentException("What stands at position " + places.placeOf("[{") + " is no text in quotes.");
        }
    }

    /** The fields that tell events from each other, in alphabetical order; beside them there are an event's facts, by their names. */
    public static List<String> fields() {
        return Stream.concat(LogFields.COLUMNS.keySet().stream(), LogFields.TARGET_COLUMNS.keySet().stream()).sorted().toList();
    }

    String jpql() {
        return jpql;
    }

    Map<String, Object> values() {
        return values;
    }

    /** What it says of events' types alone. */
    FilterTypes types() {
        return new FilterTypes(filter);
    }

    /** The same for events of one type, whose other conditions nothing is known of. */
    LogCondition ofType(String wireName) {
        return new LogCondition(text, filter, wireName);
    }

    /** The same without a part that is seen to elsewhere; null if that was all. */
    LogCondition without(Filter part) {
        List<Filter> others = parts().filter(other -> other != part).toList();
        return others.isEmpty() ? null : new LogCondition(text, others.size() == 1 ? others.get(0) : Filter.and(others), type);
    }

    /** All of these must hold. */
    Stream<Filter> parts() {
        return filter.getFilterType() == FilterType.AND ? filter.getCombinedFilters().stream() : Stream.of(filter);
    }

    /** Whether a filter compares this field with a text that it must be equal to. */
    static boolean isEquality(Filter part, Predicate<String> field) {
        return part.getFilterType() == FilterType.EQUAL && part.getComparisonValue().isTextual() && field.test(part.getAttributePath().toString());
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private String translate(Filter filter) {
        if (filter.isCombiningFilter()) {
            return filter.getCombinedFilters().stream().map(this::translate)
                    .collect(Collectors.joining(filter.getFilterType() == FilterType.AND ? " AND " : " OR ", "(", ")"));
        } else if (filter.isNotFilter()) {
            return "(NOT " + translate(filter.getInvertedFilter()) + ")";
        } else if (filter.isComplexValueFilter()) {
            throw new IllegalArgumentException("The operator [ ] at position " + text.placeOf("[") + " is not supported.");
        }
        return attribute(filter);
    }

    private String attribute(Filter filter) {
        String name = filter.getAttributePath().toString();
        int place = text.place(name);
        if (type != null && FilterTypes.isDecidedBy(filter)) {
            return holdsFor(type, filter) ? ALWAYS : NEVER;
        }
        if (LogFields.COLUMNS.containsKey(name)) {
            return compare(filter, name, place, LogFields.COLUMNS.get(name));
        } else if (LogFields.TARGET_COLUMNS.containsKey(name)) {
            return anyTarget(filter, name, place);
        } else if (name.startsWith(LogFields.FACT) && FACT_NAME.matcher(name.substring(LogFields.FACT.length())).matches()) {
            return fact(filter, name, place);
        } else if (LogFields.isFixed(name)) {
            return holdsFor(LogFields.fixed(name), filter) ? ALWAYS : NEVER;
        } else if (name.equals(LogFields.TRANSACTION_TYPE)) {
            return "(e.clientAddress IS NOT NULL AND " + (holdsFor("WEB", filter) ? ALWAYS : NEVER)
                    + " OR e.clientAddress IS NULL AND " + (holdsFor("JOB", filter) ? ALWAYS : NEVER) + ")";
        }
        throw new IllegalArgumentException("The field " + name + " at position " + place + (name.equals("published")
                ? " is not filtered by; since and until do that." : " is not known, or not filtered by."));
    }

    private String anyTarget(Filter filter, String name, int place) {
        // One that is unequal, or absent, among several would say nothing about the event: both are the opposite of any.
        boolean negative = filter.getFilterType() == FilterType.NOT_EQUAL;
        Filter positive = negative ? Filter.eq(filter.getAttributePath(), filter.getComparisonValue()) : filter;
        boolean absent = positive.isComparisonFilter() && positive.getComparisonValue().isNull();
        String column = LogFields.TARGET_COLUMNS.get(name);
        String any = "EXISTS (SELECT t.id FROM LogTarget t WHERE t.eventUuid = e.uuid AND "
                + (absent ? column + " IS NOT NULL" : compare(positive, name, place, column)) + ")";
        return negative != absent ? "(NOT " + any + ")" : any;
    }

    /** A fact stands in the JSON as its name and value in quotes; a quote within either is escaped there, so nothing else looks like it. */
    private String fact(Filter filter, String name, int place) {
        String begin = "%" + escaped("\"" + name.substring(LogFields.FACT.length()) + "\":\"");
        FilterType type = filter.getFilterType();
        if (filter.isPresentFilter()) {
            return like(FACTS, begin + "%");
        }
        JsonNode value = filter.getComparisonValue();
        boolean equality = type == FilterType.EQUAL || type == FilterType.NOT_EQUAL;
        if (value.isNull() && equality) {
            return type == FilterType.EQUAL ? "(NOT " + like(FACTS, begin + "%") + ")" : like(FACTS, begin + "%");
        }
        String quoted = LogEvent.json(given(value, name, place));
        String known = escaped(quoted.substring(1, quoted.length() - 1));
        if (type == FilterType.STARTS_WITH) {
            return like(FACTS, begin + known + "%");
        } else if (equality) {
            String equal = like(FACTS, begin + known + "\"%");
            return type == FilterType.EQUAL ? equal : "(NOT " + equal + ")";
        }
        throw new IllegalArgumentException("The field " + name + " at position " + place + " is compared by eq, ne, sw and pr only.");
    }

    /** Whether a filter is true of a value that is known before any event is looked at. */
    static boolean holdsFor(String known, Filter filter) {
        if (filter.isPresentFilter()) {
            return known != null;
        }
        JsonNode value = filter.getComparisonValue();
        String given = value.isNull() ? null : LogEvent.storable(value.asText());
        FilterType type = filter.getFilterType();
        if (type == FilterType.EQUAL || type == FilterType.NOT_EQUAL) {
            return Objects.equals(known, given) == (type == FilterType.EQUAL);
        }
        return known != null && given != null && switch (type.getStringValue()) {
            case "co" -> known.contains(given);
            case "sw" -> known.startsWith(given);
            case "ew" -> known.endsWith(given);
            case "gt" -> known.compareTo(given) > 0;
            case "ge" -> known.compareTo(given) >= 0;
            case "lt" -> known.compareTo(given) < 0;
            default -> known.compareTo(given) <= 0;
        };
    }

    private static String given(JsonNode value, String name, int place) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("The field " + name + " at position " + place + " is compared with a text in quotes.");
        }
        return LogEvent.storable(value.textValue());
    }

    private String compare(Filter filter, String name, int place, String column) {
        FilterType type = filter.getFilterType();
        if (filter.isPresentFilter()) {
            return "(" + column + " IS NOT NULL)";
        }
        JsonNode value = filter.getComparisonValue();
        if (value.isNull() && (type == FilterType.EQUAL || type == FilterType.NOT_EQUAL)) {
            return "(" + column + (type == FilterType.EQUAL ? " IS NULL)" : " IS NOT NULL)");
        }
        String given = given(value, name, place);
        return switch (type.getStringValue()) {
            case "eq" -> present(column, " = " + bind(given));
            case "ne" -> "(" + column + " IS NULL OR " + column + " <> " + bind(given) + ")";
            case "co" -> like(column, "%" + escaped(given) + "%");
            case "sw" -> like(column, escaped(given) + "%");
            case "ew" -> like(column, "%" + escaped(given));
            default -> present(column, " " + ORDERS.get(type) + " " + bind(given));
        };
    }

    private String like(String column, String pattern) {
        return present(column, " LIKE " + bind(pattern) + " ESCAPE '!'");
    }

    private static String present(String column, String condition) {
        return "(" + column + " IS NOT NULL AND " + column + condition + ")";
    }

    private String bind(Object value) {
        if (values.size() == MOST_COMPARISONS) {
            throw new IllegalArgumentException("The filter compares more than " + MOST_COMPARISONS + " times.");
        }
        String name = "f" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /** Neither % nor _ mean anything to those who filter. */
    static String escaped(String value) {
        return value.replaceAll("[!%_]", "!$0");
    }
}
