package org.dradmin.streaming;

import java.io.Serializable;
import java.time.Instant;

/**
 * A stream as it stands now.
 *
 * @param events how many events were not sent yet, at least
 * @param more whether there may be more than those
 * @param secondsBehind the age of the oldest of them; 0 without any
 * @param unconfirmed how many places of the log were sent and might be sent again
 * @param sentAt when events went last; null before the first
 * @param failing whether the last attempt failed
 * @param nextAttempt when the next one comes, where the last one failed
 * @param lastError the last error in words, also one that is over; null before the first
 * @param stalledSince since when it has got nowhere, where that is so long that super admins were told; otherwise null
 */
public record StreamRow(String id, StreamSettings settings, boolean paused, long events, boolean more, long secondsBehind, long unconfirmed,
        Instant sentAt, boolean failing, Instant nextAttempt, String lastError, Instant lastErrorAt, Instant stalledSince, int revision) implements Serializable {
}
