package org.dradmin.access;

import java.time.Instant;
import java.util.Set;
import org.dradmin.systemlog.Actor;

/**
 * Who a session belongs to and which container roles it has at this moment.
 *
 * @param whyNoDisasterRecovery why the disaster recovery roles are missing, in words; null where they are there
 */
public record Identity(Actor actor, Set<String> roles, boolean mustChangePassword, Instant stepUpUntil,
        String whyNoDisasterRecovery) {
}
