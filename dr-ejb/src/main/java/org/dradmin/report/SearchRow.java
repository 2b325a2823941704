package org.dradmin.report;

import java.io.Serializable;

/**
 * A saved search as its readers see it.
 *
 * @param search the query part of the log page's address, with its question mark; empty for everything
 * @param own    whether it is the reader's
 */
public record SearchRow(String id, String name, String search, boolean shared, boolean own, String owner) implements Serializable {
}
