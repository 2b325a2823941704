package org.dradmin.platform;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The clock everything but leases reads: UTC, whole milliseconds, which is what the System Log shows. */
@Dependent
public class SystemClock {

    @Produces
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }
}
