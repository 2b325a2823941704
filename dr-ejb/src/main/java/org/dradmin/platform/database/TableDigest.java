package org.dradmin.platform.database;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * How many rows a table has, and a digest over every value of every row. The order of the rows does not count (the
 * rows' SHA-256 are summed), so a table of any size is read once, unsorted, in constant memory.
 */
final class TableDigest {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final MessageDigest row;
    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    TableDigest() {
        try {
            row = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Of everything that the table holds as this connection sees it. */
    static TableDigest of(Connection connection, Table table) throws SQLException {
        TableDigest digest = new TableDigest();
        try (PreparedStatement select = table.reading(connection); ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                for (int place = 1; place <= table.columns().size(); place++) {
                    digest.value(table.columns().get(place - 1).read(rows, place));
                }
                digest.endRow();
            }
        }
        return digest;
    }

    /** A value of the row at hand; lengths keep neighbours apart, and nothing is not an empty text. */
    void value(Object value) {
        byte[] bytes = value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
        row.update(ByteBuffer.allocate(4).putInt(value == null ? -1 : bytes.length).array());
        row.update(bytes);
    }

    void endRow() {
        sum = sum.add(new BigInteger(1, row.digest())).mod(MODULUS);
        rows++;
    }

    long rows() {
        return rows;
    }

    boolean sameAs(TableDigest other) {
        return rows == other.rows && sum.equals(other.sum);
    }

    /** The beginning of the digest, for people to compare. */
    @Override
    public String toString() {
        byte[] bytes = sum.add(MODULUS).toByteArray();
        return HexFormat.of().formatHex(bytes, 1, 9);
    }
}
