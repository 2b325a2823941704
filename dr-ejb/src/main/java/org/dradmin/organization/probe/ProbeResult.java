package org.dradmin.organization.probe;

import java.io.Serializable;
import java.time.Duration;

/**
 * What one look at an endpoint found.
 *
 * @param words a sentence for admins: what answered, or why nothing did; nothing for strangers, it may name addresses
 * @param took from the question to the answer, or to giving up
 */
public record ProbeResult(Availability availability, String words, Duration took) implements Serializable {

    /** Whether people who are sent there meet something that works. */
    public boolean answers() {
        return availability == Availability.UP;
    }
}
