package org.dradmin.platform.database;

import java.util.Collection;
import java.util.stream.Collectors;

/** A list as the text that PostgreSQL reads an array from (its manual, 8.15.2). */
final class PostgresqlArray {

    private PostgresqlArray() {
    }

    /** @param values texts, numbers or nulls */
    static String of(Collection<?> values) {
        return values.stream().map(value -> value == null ? "NULL" : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
