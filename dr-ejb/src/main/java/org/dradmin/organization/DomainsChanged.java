package org.dradmin.organization;

import java.util.Set;

/**
 * Protected domains are made, changed or taken away in the transaction at hand. Whoever keeps something about domains
 * observes this: it follows the change, or refuses it with a {@link Refusal}.
 *
 * @param gone the names of those that are taken away
 */
public record DomainsChanged(Set<String> gone) {
}
