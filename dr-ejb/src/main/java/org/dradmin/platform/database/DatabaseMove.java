package org.dradmin.platform.database;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Copies an installation's tables from one database to another in one transaction of the target: row by row in
 * constant memory, then read back and compared, and only then committed. Fails with nothing moved, or moves all.
 */
final class DatabaseMove {

    private final OpenDatabase from;
    private final OpenDatabase to;
    private final Consumer<String> report;
    /** Texts in which a character stood that PostgreSQL's text cannot hold: U+0000 and halves of surrogate pairs. */
    private long mended;

    DatabaseMove(OpenDatabase from, OpenDatabase to, Consumer<String> report) {
        this.from = from;
        this.to = to;
        this.report = report;
    }

    void run() throws SQLException {
        List<Table> tables = Table.all(from.connection());
        to.migrations().newer().ifPresent(reason -> {
            throw new MoveRefused(to + ": " + reason);
        });
        if (to.holdsAnInstallation(Table.all(to.connection()))) {
            throw new MoveRefused(to + " holds an organization already, which this command never overwrites. Name an empty database.");
        }
        to.migrations().apply();
        move(Table.ofBoth(tables, Table.all(to.connection())).orElseThrow(() -> new MoveRefused("The tables of " + from + " and " + to
                + " differ in names or columns. Name an empty database as the target, and a source that only this program has changed.")));
    }

    private void move(List<Table> tables) throws SQLException {
        from.beginReading();
        to.connection().setAutoCommit(false);
        removeSeeds(tables);
        report.accept(String.format(Locale.ROOT, "%-26s%14s  %s", "Table", "Rows", "Digest of all values"));
        Map<String, TableDigest> copied = new LinkedHashMap<>();
        for (Table table : tables) {
            try {
                copied.put(table.name(), copy(table));
            } catch (SQLException e) {
                throw new SQLException("The table " + table.name() + " cannot be copied: " + plain(e), e);
            }
        }
        for (Table table : tables) {
            TableDigest source = copied.get(table.name());
            TableDigest target = TableDigest.of(to.connection(), table);
            if (!source.sameAs(target)) {
                throw new SQLException("The table " + table.name() + " reads back otherwise than it was written: " + source.rows()
                        + " rows (" + source + ") were copied, " + target.rows() + " (" + target + ") are there");
            }
            report.accept(String.format(Locale.ROOT, "%-26s%,14d  %s", table.name(), target.rows(), target));
        }
        from.refuseIfInUse();
        to.connection().commit();
        report.accept("");
        if (mended > 0) {
            report.accept(mended + " texts held characters that PostgreSQL cannot store; U+FFFD stands in their place.");
        }
        report.accept(String.format(Locale.ROOT, "Moved: %,d tables with %,d rows, among them %,d events of the System Log. All were read back and agree.",
                tables.size(), copied.values().stream().mapToLong(TableDigest::rows).sum(), copied.get("log_event").rows()));
    }

    /** The few rows that migrations put into an empty database; the source has its own. */
    private void removeSeeds(List<Table> tables) throws SQLException {
        List<Table> backwards = new ArrayList<>(tables);
        Collections.reverse(backwards);
        try (Statement statement = to.connection().createStatement()) {
            for (Table table : backwards) {
                statement.executeUpdate("DELETE FROM " + table.name());
            }
        }
    }

    private TableDigest copy(Table table) throws SQLException {
        TableDigest digest = new TableDigest();
        List<Column> columns = table.columns();
        try (PreparedStatement select = table.reading(from.connection()); ResultSet rows = select.executeQuery();
                PreparedStatement insert = to.connection().prepareStatement(table.insert())) {
            while (rows.next()) {
                for (int place = 1; place <= columns.size(); place++) {
                    Column column = columns.get(place - 1);
                    Object value = storable(column.read(rows, place));
                    digest.value(value);
                    column.write(insert, place, value);
                }
                digest.endRow();
                insert.addBatch();
                if (digest.rows() % Table.PORTION == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        return digest;
    }

    private Object storable(Object value) {
        if (value instanceof String text) {
            String stored = text.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
            if (!stored.equals(text)) {
                mended++;
            }
            return stored;
        }
        return value;
    }

    /** The reason alone: the message of a failed batch repeats the row, and rows hold hashes and mail. */
    private static String plain(SQLException e) {
        SQLException reason = e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
        return reason.getMessage().lines().findFirst().orElse(reason.getSQLState());
    }
}
