package org.dradmin.web.shell;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/**
 * The rows of a table, read from a boundary page by page, so that ten thousand cost no more than ten. It lives for one
 * request; which page is shown the table itself remembers.
 */
public final class PagedRows<T> extends LazyDataModel<T> {

    /** Reads one page. */
    @FunctionalInterface
    public interface Page<T> {
        List<T> read(int first, int most);
    }

    @Serial
    private static final long serialVersionUID = 1;

    private final transient IntSupplier size;
    private final transient Page<T> page;

    public PagedRows(IntSupplier size, Page<T> page) {
        this.size = size;
        this.page = page;
    }

    @Override
    public int count(Map<String, FilterMeta> filterBy) {
        return size.getAsInt();
    }

    @Override
    public List<T> load(int first, int pageSize, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
        return page.read(first, pageSize);
    }
}
