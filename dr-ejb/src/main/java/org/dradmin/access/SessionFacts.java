package org.dradmin.access;

import java.io.Serializable;
import java.time.Instant;

/**
 * A session as its owner, or an admin, sees it.
 *
 * @param id      stands for the session in the System Log; it opens nothing
 * @param browser in words people know
 * @param current whether it is the one of the request at hand
 */
public record SessionFacts(String id, Instant started, Instant lastSeen, String address, String browser, boolean current)
        implements Serializable {
}
