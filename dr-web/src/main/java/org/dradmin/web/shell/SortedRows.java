package org.dradmin.web.shell;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/**
 * The rows of a table, read from a boundary page by page in the order of the column that a person pressed. It lives for
 * one request; page and order the table itself remembers.
 */
public final class SortedRows<T> extends LazyDataModel<T> {

    /** Reads one page. */
    @FunctionalInterface
    public interface Page<T> {
        /** @param sort the {@code field} of the column; null for the usual order */
        List<T> read(String sort, boolean ascending, int first, int most);
    }

    @Serial
    private static final long serialVersionUID = 1;

    private final transient LongSupplier size;
    private final transient Page<T> page;

    public SortedRows(LongSupplier size, Page<T> page) {
        this.size = size;
        this.page = page;
    }

    @Override
    public int count(Map<String, FilterMeta> filterBy) {
        return Math.toIntExact(size.getAsLong());
    }

    @Override
    public List<T> load(int first, int pageSize, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
        SortMeta sort = sortBy.values().stream().filter(SortMeta::isActive).findFirst().orElse(null);
        return page.read(sort == null ? null : sort.getField(), sort == null || sort.getOrder().isAscending(), first, pageSize);
    }
}
