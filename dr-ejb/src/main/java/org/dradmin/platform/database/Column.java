package org.dradmin.platform.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** A column and the kind of its values, which Derby and PostgreSQL store under different types. */
record Column(String name, Kind kind) {

    enum Kind { NUMBER, FLAG, TEXT }

    static Column of(String table, String name, int sqlType) {
        return new Column(name, switch (sqlType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Kind.FLAG;
            case Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> Kind.TEXT;
            default -> throw new IllegalStateException("The column " + name + " of the table " + table + " has a type (" + sqlType
                    + ") that is copied by no rule here.");
        });
    }

    /** The value as Long, Boolean or String, or null. */
    Object read(ResultSet row, int place) throws SQLException {
        Object value = switch (kind) {
            case NUMBER -> row.getLong(place);
            case FLAG -> row.getBoolean(place);
            case TEXT -> row.getString(place);
        };
        return row.wasNull() ? null : value;
    }

    void write(PreparedStatement row, int place, Object value) throws SQLException {
        switch (kind) {
            case NUMBER -> {
                if (value == null) {
                    row.setNull(place, Types.BIGINT);
                } else {
                    row.setLong(place, (Long) value);
                }
            }
            case FLAG -> {
                if (value == null) {
                    row.setNull(place, Types.BOOLEAN);
                } else {
                    row.setBoolean(place, (Boolean) value);
                }
            }
            case TEXT -> row.setString(place, (String) value);
        }
    }
}
