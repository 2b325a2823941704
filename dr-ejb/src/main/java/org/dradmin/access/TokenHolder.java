package org.dradmin.access;

import org.dradmin.organization.SeenSides;

/**
 * Whom a token belongs to.
 *
 * @param sides where the domains are, seen in the same look; null where nobody asked
 */
public record TokenHolder(Identity identity, SeenSides sides) {
}
