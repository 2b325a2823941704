package org.dradmin.systemlog;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import com.unboundid.scim2.common.utils.Parser;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Comparisons side by side: what the builder can show of the filter language, and what it makes.
 *
 * @param all whether all must hold, rather than any
 */
public record LogComparisons(boolean all, List<LogComparison> rows) {

    public LogComparisons {
        rows = List.copyOf(rows);
    }

    /** As a filter; empty without rows. */
    public String text() {
        return rows.stream().map(LogComparison::text).collect(Collectors.joining(all ? " and " : " or "));
    }

    /** A filter's comparisons; nothing if it is none, or nests or negates and so is more than rows can show. */
    public static Optional<LogComparisons> of(String filter) {
        try {
            LogCondition.parse(filter);
            return of(Parser.parseFilter(filter));
        } catch (BadRequestException | RuntimeException noFilter) {
            return Optional.empty();
        }
    }

    private static Optional<LogComparisons> of(Filter filter) {
        if (!filter.isCombiningFilter()) {
            return row(filter).map(row -> new LogComparisons(true, List.of(row)));
        }
        List<LogComparison> rows = filter.getCombinedFilters().stream().flatMap(part -> row(part).stream()).toList();
        return rows.size() == filter.getCombinedFilters().size()
                ? Optional.of(new LogComparisons(filter.getFilterType() == FilterType.AND, rows)) : Optional.empty();
    }

    private static Optional<LogComparison> row(Filter filter) {
        if (filter.isPresentFilter()) {
            return Optional.of(new LogComparison(filter.getAttributePath().toString(), "pr", ""));
        }
        return filter.isComparisonFilter() && filter.getComparisonValue().isTextual()
                ? Optional.of(new LogComparison(filter.getAttributePath().toString(),
                        filter.getFilterType().getStringValue().toLowerCase(Locale.ROOT), filter.getComparisonValue().textValue()))
                : Optional.empty();
    }

    /** A filter narrowed by one more comparison, whatever it is made of. */
    public static String narrowed(String filter, LogComparison further) {
        if (filter == null || filter.isBlank()) {
            return further.text();
        }
        boolean plain = of(filter).filter(some -> some.all() || some.rows().size() == 1).isPresent();
        return (plain ? filter : "(" + filter + ")") + " and " + further.text();
    }
}
