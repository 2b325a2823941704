package org.dradmin.platform.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Values for a list in a statement, in as few portions as statements take them. */
public final class Portions {

    /** Values in one statement. */
    public static final int MOST = 500;

    private Portions() {
    }

    /** In their order; none where there is nothing. */
    public static <T> List<List<T>> of(Collection<T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            portions.add(all.subList(from, Math.min(all.size(), from + MOST)));
        }
        return portions;
    }
}
