package org.dradmin.platform.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Inserts many rows by one statement, on PostgreSQL only: each column is handed over as an array. */
public final class ManyRows {

    private ManyRows() {
    }

    /**
     * @param columns by name, with their types as PostgreSQL knows them; in an order that is kept
     * @param rows texts, numbers or nulls, in the order of the columns
     */
    public static void insert(EntityManager em, String table, Map<String, String> columns, List<List<Object>> rows) {
        List<String> types = new ArrayList<>(columns.values());
        String arrays = IntStream.range(0, types.size()).mapToObj(i -> "CAST(?" + (i + 1) + " AS " + types.get(i) + "[])").collect(Collectors.joining(", "));
        Query insert = em.createNativeQuery("INSERT INTO " + table + " (" + String.join(", ", columns.keySet()) + ") SELECT * FROM unnest(" + arrays + ")");
        for (int i = 0; i < types.size(); i++) {
            int column = i;
            insert.setParameter(i + 1, PostgresqlArray.of(rows.stream().map(row -> row.get(column)).toList()));
        }
        insert.executeUpdate();
    }
}
