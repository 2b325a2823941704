package org.dradmin.web.systemlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.systemlog.LogComparison;
import org.dradmin.systemlog.LogComparisons;
import org.dradmin.systemlog.LogCondition;

/**
 * Rows of field, operator and value that stand for a filter, as a form without a script sends them: the n-th values of
 * {@code f}, {@code o} and {@code v} are the n-th row, {@code match} says whether any or all must hold. A row without a
 * value is none.
 *
 * @param kept a filter that is more than rows can show; the rows narrow it. Null where the rows are all
 */
record LogBuilder(boolean all, List<LogComparison> rows, String kept) {

    private static final int MOST = 50;

    /** The rows that show this filter, or the filter kept beside no rows. */
    static LogBuilder of(String filter) {
        Optional<LogComparisons> comparisons = filter == null ? Optional.of(new LogComparisons(true, List.of())) : LogComparisons.of(filter);
        return comparisons.filter(some -> some.rows().stream().allMatch(row -> LogCondition.fields().contains(row.field()))).map(some -> new LogBuilder(some.all(), some.rows(), null)).orElseGet(() -> new LogBuilder(true, List.of(), filter));
    }

    /** What the form sent; what is not offered there is left out. */
    static LogBuilder of(Map<String, String[]> form) {
        List<LogComparison> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, values(form, "f").length); i++) {
            String operator = value(form, "o", i);
            LogComparison row = new LogComparison(value(form, "f", i), operator, value(form, "v", i));
            if (LogCondition.fields().contains(row.field()) && LogComparison.OPERATORS.contains(operator) && (operator.equals("pr") || !row.value().isBlank())) {
                rows.add(row);
            }
        }
        String kept = value(form, "kept", 0);
        return new LogBuilder(!value(form, "match", 0).equals("any"), List.copyOf(rows), kept.isBlank() ? null : kept);
    }

    private static String[] values(Map<String, String[]> form, String name) {
        return form.getOrDefault(name, new String[0]);
    }

    private static String value(Map<String, String[]> form, String name, int place) {
        String[] values = values(form, name);
        return place < values.length ? values[place] : "";
    }

    /** The filter; null for none. */
    String text() {
        String made = new LogComparisons(all, rows).text();
        if (kept == null || made.isEmpty()) {
            return made.isEmpty() ? kept : made;
        }
        return "(" + kept + ") and (" + made + ")";
    }
}
