package org.dradmin.access;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;

/**
 * A group as its page shows it, without its members.
 *
 * @param roles what the group gives to whoever is in it
 * @param whyFixed why the caller cannot say who is in it; null where that is possible
 */
public record GroupDetails(GroupRow row, Instant changedAt, String changedBy, ArrayList<String> roles, String whyFixed) implements Serializable {
}
