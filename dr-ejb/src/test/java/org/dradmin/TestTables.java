package org.dradmin;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The tables of a database that was just migrated, and the rows the migrations put into them; can bring that back. */
final class TestTables {

    private final DataSource dataSource;
    private final Map<String, List<List<Object>>> rows = new LinkedHashMap<>();

    TestTables(DataSource dataSource) {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), null, new String[] {"TABLE"})) {
                while (tables.next()) {
                    rows.put(tables.getString("TABLE_NAME"), new ArrayList<>());
                }
            }
            rows.keySet().removeIf("flyway_schema_history"::equalsIgnoreCase);
            for (String table : rows.keySet()) {
                read(statement, table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            while (row.next()) {
                List<Object> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    Object value = row.getObject(i);
                    values.add(value instanceof Clob ? row.getString(i) : value);
                }
                rows.get(table).add(values);
            }
        }
    }

    void empty() {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            List<String> left = new ArrayList<>(rows.keySet());
            while (!left.isEmpty()) {
                int before = left.size();
                SQLException refused = delete(statement, left);
                if (left.size() == before) {
                    throw refused;
                }
            }
            for (String table : rows.keySet()) {
                insert(connection, table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("What a test left behind cannot be removed.", e);
        }
    }

    /** Takes away those that could be emptied; a table that others refer to comes after them. */
    private static SQLException delete(Statement statement, List<String> tables) {
        SQLException[] last = new SQLException[1];
        tables.removeIf(table -> {
            try {
                statement.executeUpdate("DELETE FROM " + table);
                return true;
            } catch (SQLException e) {
                last[0] = e;
                return false;
            }
        });
        return last[0];
    }

    private void insert(Connection connection, String table) throws SQLException {
        for (List<Object> values : rows.get(table)) {
            String places = String.join(", ", Collections.nCopies(values.size(), "?"));
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
                for (int i = 0; i < values.size(); i++) {
                    insert.setObject(i + 1, values.get(i));
                }
                insert.executeUpdate();
            }
        }
    }
}
