package org.dradmin.access;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;

/**
 * A person as their page shows them.
 *
 * @param whyFixed why the caller cannot change this person; null where that is possible
 * @param linkUntil until when the link that was sent last is good; null without one
 */
public record PersonDetails(PersonRow row, PersonFacts facts, Instant passwordSet, Instant linkUntil, Instant changedAt, String changedBy,
        ArrayList<GroupRow> groups, ArrayList<String> roles, String whyFixed) implements Serializable {
}
