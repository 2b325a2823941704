package org.dradmin.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import org.dradmin.platform.Settings;

/**
 * The time by the database, which all nodes share: leases compare against this and never against a node's own clock.
 * Embedded Derby runs in this process, so there its clock is ours.
 */
@ApplicationScoped
public class DatabaseClock {

    @Inject
    private Settings settings;

    public Instant now(EntityManager em) {
        if (settings.databaseUrl().startsWith("jdbc:postgresql:")) {
            Object milliseconds = em.createNativeQuery(
                    "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)").getSingleResult();
            return Instant.ofEpochMilli(((Number) milliseconds).longValue());
        }
        return Clock.systemUTC().instant();
    }
}
