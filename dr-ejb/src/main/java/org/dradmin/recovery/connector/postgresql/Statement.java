package org.dradmin.recovery.connector.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** One statement that changes something: what is shown before it happens is this, and this is what is sent. */
record Statement(String sql, List<Object> parameters) {

    Statement(String sql, Object... parameters) {
        this(sql, List.of(parameters));
    }

    /** The first column of the first row; null where there is none. */
    Object run(Connection connection) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                prepared.setObject(i + 1, parameters.get(i));
            }
            if (!prepared.execute()) {
                return null;
            }
            try (ResultSet rows = prepared.getResultSet()) {
                return rows.next() ? rows.getObject(1) : null;
            }
        }
    }

    /** As it would be typed. */
    String text() {
        String text = sql.replaceAll("\\s+", " ");
        for (Object parameter : parameters) {
            text = text.replaceFirst("\\?", parameter instanceof Number ? parameter.toString() : "'" + parameter + "'");
        }
        return text + ";";
    }
}
