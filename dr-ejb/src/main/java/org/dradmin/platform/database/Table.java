package org.dradmin.platform.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table as the database itself describes it, its name and columns in small letters on every database. */
record Table(String name, List<Column> columns, Set<String> refersTo) {

    /** Flyway's own record of the schema; each database has its own. */
    private static final String HISTORY = "flyway_schema_history";
    static final int PORTION = 500;

    /** The tables of the connection's schema, each after those it refers to. */
    static List<Table> all(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String schema = connection.getSchema();
        Map<String, Table> tables = new TreeMap<>();
        try (ResultSet found = metaData.getTables(null, null, "%", new String[] {"TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (schema.equals(found.getString("TABLE_SCHEM")) && !HISTORY.equalsIgnoreCase(name)) {
                    tables.put(small(name), read(metaData, schema, name));
                }
            }
        }
        return inOrder(tables);
    }

    private static Table read(DatabaseMetaData metaData, String schema, String name) throws SQLException {
        List<Column> columns = new ArrayList<>();
        // Names are patterns here, and an underscore stands for any letter.
        try (ResultSet found = metaData.getColumns(null, schema, name, "%")) {
            while (found.next()) {
                if (name.equals(found.getString("TABLE_NAME")) && schema.equals(found.getString("TABLE_SCHEM"))) {
                    columns.add(Column.of(small(name), small(found.getString("COLUMN_NAME")), found.getInt("DATA_TYPE")));
                }
            }
        }
        columns.sort(java.util.Comparator.comparing(Column::name));
        Set<String> refersTo = new LinkedHashSet<>();
        try (ResultSet keys = metaData.getImportedKeys(null, schema, name)) {
            while (keys.next()) {
                refersTo.add(small(keys.getString("PKTABLE_NAME")));
            }
        }
        return new Table(small(name), columns, refersTo);
    }

    static List<Table> inOrder(Map<String, Table> tables) {
        List<Table> ordered = new ArrayList<>();
        Map<String, Table> left = new TreeMap<>(tables);
        while (!left.isEmpty()) {
            List<Table> free = left.values().stream().filter(table -> Collections.disjoint(table.refersTo(), left.keySet())).toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("These tables refer to each other in a circle, so none can be written first: "
                        + String.join(", ", left.keySet()));
            }
            ordered.addAll(free);
            free.forEach(table -> left.remove(table.name()));
        }
        return ordered;
    }

    /** A query for all rows that comes in portions where the connection does not commit by itself. */
    PreparedStatement reading(Connection connection) throws SQLException {
        PreparedStatement select = connection.prepareStatement("SELECT " + columnNames() + " FROM " + name);
        select.setFetchSize(PORTION);
        return select;
    }

    String insert() {
        return "INSERT INTO " + name + " (" + columnNames() + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    private String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /**
     * The tables of two databases in an order in which both can be written: a reference may be checked by one only.
     *
     * @return empty where they differ in names, columns or kinds
     */
    static Optional<List<Table>> ofBoth(Collection<Table> some, Collection<Table> others) {
        Map<String, Table> tables = new TreeMap<>();
        some.forEach(table -> tables.put(table.name(), table));
        for (Table other : others) {
            Table table = tables.get(other.name());
            if (table == null || !table.columns().equals(other.columns())) {
                return Optional.empty();
            }
            Set<String> refersTo = new LinkedHashSet<>(table.refersTo());
            refersTo.addAll(other.refersTo());
            tables.put(other.name(), new Table(other.name(), table.columns(), refersTo));
        }
        return tables.size() == others.size() ? Optional.of(inOrder(tables)) : Optional.empty();
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
