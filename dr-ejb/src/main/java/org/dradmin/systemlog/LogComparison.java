package org.dradmin.systemlog;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Objects;

/**
 * One comparison of a filter: a row of the page's builder.
 *
 * @param field    one of {@link LogCondition#fields}
 * @param operator one of {@link #OPERATORS}
 * @param value    as people type it, without quotes; means nothing beside {@code pr}
 */
public record LogComparison(String field, String operator, String value) {

    /** Those of the wire contract. */
    public static final List<String> OPERATORS = List.of("eq", "ne", "co", "sw", "ew", "pr", "gt", "ge", "lt", "le");

    public LogComparison {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(operator, "operator");
        value = value == null || operator.equals("pr") ? "" : value;
    }

    /** As it stands in a filter. */
    public String text() {
        return field + " " + operator + (operator.equals("pr") ? "" : " " + TextNode.valueOf(value));
    }
}
