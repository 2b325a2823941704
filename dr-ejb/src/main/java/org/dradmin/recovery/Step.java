package org.dradmin.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One step of a plan.
 *
 * @param name on screen and in the log; unique within its direction
 * @param connector a connector of the plan by its name, or one that needs no settings by its type
 * @param organization whether it is done once for the whole organization instead of for each domain
 * @param domains the domains it is for; empty for all
 * @param passUnreachable whether an unplanned operation passes by what this step cannot reach
 * @param waitMinutes how long a failure waits for a person's decision before later groups go on without; 0 not at all
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Step(String name, String connector, boolean organization, List<String> domains, boolean passUnreachable, int waitMinutes) {

    public Step {
        domains = domains == null ? List.of() : List.copyOf(domains);
    }

    /** A step for every domain. */
    public Step(String name, String connector) {
        this(name, connector, false, List.of(), false, 0);
    }

    /** Whether it does anything for this domain of its own. */
    public boolean isFor(String domain) {
        return !organization && (domains.isEmpty() || domains.contains(domain));
    }
}
