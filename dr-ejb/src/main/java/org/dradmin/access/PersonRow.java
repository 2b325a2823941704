package org.dradmin.access;

import java.io.Serializable;
import java.time.Instant;

/** A person in a list. @param invited no password has been set yet */
public record PersonRow(String id, String username, String displayName, String email, boolean active, boolean invited, Instant lastSignIn)
        implements Serializable {
}
