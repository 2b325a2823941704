package org.dradmin.access;

import java.util.Locale;
import java.util.Map;

/**
 * Which part of a list is wanted.
 *
 * @param text      what its rows must contain, case not minded; blank for all
 * @param sort      the column; one that there is not means the usual order
 * @param ascending from small to large
 */
public record Listing(String text, String sort, boolean ascending, int first, int most) {

    /** Most rows of one read. */
    public static final int MOST = 200;

    public Listing {
        text = text == null ? "" : text.strip();
        sort = sort == null ? "" : sort;
        most = Math.min(most, MOST);
    }

    /** Everything that contains the text, from the beginning, in the usual order. */
    public static Listing of(String text, int most) {
        return new Listing(text, null, true, 0, most);
    }

    /** For a LIKE on a lowered column, escaped with an exclamation mark. */
    String pattern() {
        return "%" + text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** The ORDER BY clause, of known columns only, with one that makes it definite. */
    String order(Map<String, String> columns, String usual, String id) {
        String column = sort == null ? null : columns.get(sort);
        return " ORDER BY " + (column == null ? usual : column + (ascending ? "" : " DESC")) + ", " + id;
    }
}
