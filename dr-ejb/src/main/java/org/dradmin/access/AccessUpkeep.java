package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.Schema;

/** Once a night, on every node: what sign-ins, sessions and links leave behind and nobody needs any more is forgotten. */
@Singleton
@Startup
@DependsOn("Schema")
@PermitAll
public class AccessUpkeep {

    /** So long a link that was used or is over still says so to whoever opens it. */
    static final Duration LINKS_KEPT = Duration.ofDays(30);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SignInAttempts attempts;
    @Inject
    private Schema schema;
    @Inject
    private Settings settings;
    @Inject
    private Clock clock;

    @Schedule(hour = "3", minute = "41", persistent = false, info = "Old sessions, links and sign-in attempts")
    public void forget() {
        if (!schema.isReady()) {
            return;
        }
        Instant now = clock.instant();
        attempts.forget();
        // A session that nobody was seen in for as long as one may last is over.
        int sessions = em.createQuery("DELETE FROM PersonSession s WHERE s.lastSeen < :then")
                .setParameter("then", now.minus(settings.sessionLifetime()).minus(settings.sessionIdle())).executeUpdate();
        int links = em.createQuery("DELETE FROM OneTimeLink l WHERE l.expiresAt < :then").setParameter("then", now.minus(LINKS_KEPT)).executeUpdate();
        if (sessions + links > 0) {
            LogContext.logger().info("Forgot " + sessions + " sessions and " + links + " one-time links that are over.");
        }
    }
}
