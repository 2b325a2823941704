package org.dradmin.systemlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import com.unboundid.scim2.common.utils.Parser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A filter of the wire contract (SCIM, RFC 7644, 3.4.2.2) as a condition on events. Whatever it compares with becomes a
 * bound parameter. Every part of it is true or false and never unknown, so that {@code not} means what it says also for
 * what an event does not have; values are compared as they are, case included.
 */
public final class LogCondition {

    private static final int LONGEST = 4000;
    private static final int MOST_COMPARISONS = 100;

    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("uuid", "e.uuid"), Map.entry("eventType", "e.eventType"), Map.entry("displayMessage", "e.displayMessage"),
            Map.entry("severity", "e.severity"), Map.entry("actor.id", "e.actorId"), Map.entry("actor.type", "e.actorType"),
            Map.entry("actor.alternateId", "e.actorName"), Map.entry("actor.displayName", "e.actorDisplay"),
            Map.entry("client.ipAddress", "e.clientAddress"), Map.entry("client.userAgent.rawUserAgent", "e.userAgent"),
            Map.entry("authenticationContext.externalSessionId", "e.sessionId"), Map.entry("transaction.id", "e.transactionId"),
            Map.entry("outcome.result", "e.outcomeName"), Map.entry("outcome.reason", "e.outcomeReason"));
    /** Of any of the event's targets. */
    private static final Map<String, String> TARGET_COLUMNS = Map.of("target.id", "t.targetId", "target.type", "t.targetType",
            "target.alternateId", "t.alternateId", "target.displayName", "t.displayName");
    private static final Map<FilterType, String> ORDERS = Map.of(FilterType.GREATER_THAN, ">", FilterType.GREATER_OR_EQUAL, ">=",
            FilterType.LESS_THAN, "<", FilterType.LESS_OR_EQUAL, "<=");

    private final String text;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String jpql;

    private LogCondition(String text, Filter filter) {
        this.text = text;
        this.jpql = translate(filter);
    }

    /** @throws IllegalArgumentException saying what is wrong and where, in words for the asker */
    public static LogCondition parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("The filter has " + text.length() + " characters; at most " + LONGEST + " are possible.");
        }
        if (Nesting.of(text) > Nesting.DEEPEST) {
            throw new IllegalArgumentException("The filter is nested too deeply; at most " + Nesting.DEEPEST + " levels are possible.");
        }
        Filter filter;
        try {
            filter = Parser.parseFilter(text);
        } catch (BadRequestException | RuntimeException wrong) {
            // What stands behind the colon is the parser's own affair.
            String reason = wrong.getMessage() == null ? "The filter cannot be read" : wrong.getMessage().lines().findFirst().orElse("").split(":")[0];
            throw new IllegalArgumentException(reason + ".");
        }
        return new LogCondition(text, filter);
    }

    String jpql() {
        return jpql;
    }

    Map<String, Object> values() {
        return values;
    }

    @Override
    public String toString() {
        return text;
    }

    private String translate(Filter filter) {
        if (filter.isCombiningFilter()) {
            return filter.getCombinedFilters().stream().map(this::translate)
                    .collect(Collectors.joining(filter.getFilterType() == FilterType.AND ? " AND " : " OR ", "(", ")"));
        } else if (filter.isNotFilter()) {
            return "(NOT " + translate(filter.getInvertedFilter()) + ")";
        } else if (filter.isComplexValueFilter()) {
            throw new IllegalArgumentException("The operator [ ] at position " + Math.max(0, text.indexOf('[')) + " is not supported.");
        }
        return attribute(filter);
    }

    private String attribute(Filter filter) {
        String name = filter.getAttributePath().toString();
        if (COLUMNS.containsKey(name)) {
            return compare(filter, name, COLUMNS.get(name));
        } else if (TARGET_COLUMNS.containsKey(name)) {
            // One that is unequal, or absent, among several would say nothing about the event: both are the opposite of any.
            boolean negative = filter.getFilterType() == FilterType.NOT_EQUAL;
            Filter positive = negative ? Filter.eq(filter.getAttributePath(), filter.getComparisonValue()) : filter;
            boolean absent = positive.isComparisonFilter() && positive.getComparisonValue().isNull();
            String any = "EXISTS (SELECT t.id FROM LogTarget t WHERE t.eventUuid = e.uuid AND "
                    + (absent ? TARGET_COLUMNS.get(name) + " IS NOT NULL" : compare(positive, name, TARGET_COLUMNS.get(name))) + ")";
            return negative != absent ? "(NOT " + any + ")" : any;
        }
        throw new IllegalArgumentException("The field " + name + " at position " + Math.max(0, text.indexOf(name)) + (name.equals("published")
                ? " is not filtered by; since and until do that." : " is not known, or not filtered by."));
    }

    private String compare(Filter filter, String name, String column) {
        FilterType type = filter.getFilterType();
        if (filter.isPresentFilter()) {
            return "(" + column + " IS NOT NULL)";
        }
        JsonNode value = filter.getComparisonValue();
        if (value.isNull() && (type == FilterType.EQUAL || type == FilterType.NOT_EQUAL)) {
            return "(" + column + (type == FilterType.EQUAL ? " IS NULL)" : " IS NOT NULL)");
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("The field " + name + " at position " + Math.max(0, text.indexOf(name)) + " is compared with a text in quotes.");
        }
        String given = LogEvent.storable(value.textValue());
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

    /** How deep a filter's parentheses go, found without recursion, which a hostile one would exhaust. */
    private static final class Nesting {

        static final int DEEPEST = 50;

        static int of(String text) {
            int depth = 0;
            int deepest = 0;
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted && c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && (c == '(' || c == '[')) {
                    deepest = Math.max(deepest, ++depth);
                } else if (!quoted && (c == ')' || c == ']')) {
                    depth--;
                }
            }
            return deepest;
        }
    }
}
