package org.dradmin.organization;

import java.time.Instant;
import org.dradmin.platform.UtcTime;

/** A write to the organization's configuration was refused because the organization is in read-only mode. */
public class ReadOnlyRefusal extends Refusal {

    public ReadOnlyRefusal(Instant since) {
        super("Nothing was changed: the organization is in read-only mode since " + UtcTime.words(since)
                + ", because a protected domain is failed over or being moved. Changes are possible again after failback.");
    }
}
