package org.dradmin.systemlog;

import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import java.util.Optional;
import java.util.Set;

/** What a filter says of an event's type alone, whatever else the event is like. */
record FilterTypes(Filter filter) {

    private static final String FIELD = "eventType";
    /** Those that ask for an order leave it to the database, whose order of texts is its own. */
    private static final Set<FilterType> DECIDED = Set.of(FilterType.EQUAL, FilterType.NOT_EQUAL, FilterType.CONTAINS, FilterType.STARTS_WITH, FilterType.ENDS_WITH,
            FilterType.PRESENT);

    /** Whether it has a say in it at all. */
    boolean isAbout() {
        return isAbout(filter);
    }

    /** Whether there can be events of this type that the filter wants. */
    boolean allow(String type) {
        return holds(filter, type).orElse(true);
    }

    private static boolean isAbout(Filter filter) {
        return filter.isCombiningFilter() ? filter.getCombinedFilters().stream().anyMatch(FilterTypes::isAbout)
                : filter.isNotFilter() ? isAbout(filter.getInvertedFilter()) : isDecidedBy(filter);
    }

    /** Whether the type alone says if this comparison holds. */
    static boolean isDecidedBy(Filter comparison) {
        boolean text = comparison.isPresentFilter() || comparison.isComparisonFilter() && comparison.getComparisonValue().isTextual();
        return text && DECIDED.contains(comparison.getFilterType()) && comparison.getAttributePath().toString().equals(FIELD);
    }

    /** Whether the filter holds for all events of a type, or for none; empty where it depends on more. */
    private static Optional<Boolean> holds(Filter filter, String type) {
        if (filter.isCombiningFilter()) {
            // One that fails decides an "and", one that holds an "or".
            boolean deciding = filter.getFilterType() == FilterType.OR;
            var parts = filter.getCombinedFilters().stream().map(part -> holds(part, type)).toList();
            return parts.contains(Optional.of(deciding)) ? Optional.of(deciding) : parts.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(!deciding);
        } else if (filter.isNotFilter()) {
            return holds(filter.getInvertedFilter(), type).map(held -> !held);
        }
        return isDecidedBy(filter) ? Optional.of(LogCondition.holdsFor(type, filter)) : Optional.empty();
    }
}
