package org.dradmin.report;

import java.io.Serializable;
import java.time.Instant;

/**
 * An export as its owner sees it.
 *
 * @param filter  what is in it, in words
 * @param search  the query part of the log page's address that shows the same
 * @param written events written so far
 * @param percent about how much of the whole that is, 0 to 99 while it is written
 * @param digest  of the file, SHA-256 in hexadecimal digits
 */
public record ExportRow(String id, String format, String filter, String search, ExportState state, long written, int percent, long bytes, String digest,
        String reason, Instant createdAt, Instant endedAt, Instant expiresAt, boolean cancelling) implements Serializable {
}
