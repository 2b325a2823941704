package org.dradmin.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.dradmin.platform.Settings;

/**
 * The time by the database, which all nodes share: leases compare against this and never against a node's own clock.
 * Embedded Derby runs in this process, so there its clock is ours.
 */
@ApplicationScoped
public class DatabaseClock {

    @Inject
    private Settings settings;

    private static final String POSTGRESQL = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    public Instant now(EntityManager em) {
        return expression().map(now -> Instant.ofEpochMilli(((Number) em.createNativeQuery("SELECT " + now).getSingleResult()).longValue()))
                .orElseGet(() -> Clock.systemUTC().instant());
    }

    /** The same, in milliseconds, within a statement of the database's; empty where its clock is ours. */
    public Optional<String> expression() {
        return settings.databaseIsDerby() ? Optional.empty() : Optional.of(POSTGRESQL);
    }
}
