package org.dradmin.web.health;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.dradmin.evidence.Sealing;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseWatch;
import org.dradmin.streaming.StreamWatch;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness ({@code /health/ready}): the application has started and takes requests. A database that does not answer
 * is told but does not make a node unready: all nodes share it, the front door answers without it, and a load balancer
 * that took every node out would take the front door away in the middle of a disaster. A System Log that was changed is told
 * likewise, and makes the node unready only where a setting wants it. A stream of it that stands still is told, and never
 * makes a node unready.
 * <p>
 * Health checks stand in the web module because Payara Server finds none in an EAR's EJB module.
 */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {

    @EJB
    private DatabaseWatch database;
    @EJB
    private Sealing watch;
    @EJB
    private StreamWatch streams;
    @Inject
    private Settings settings;

    @Override
    public HealthCheckResponse call() {
        Optional<String> log = watch.fault();
        return HealthCheckResponse.named("ready").status(log.isEmpty() || !settings.unreadyWhenLogIsFaulty())
                .withData("database", database.fault().isEmpty() ? "answers" : "does not answer")
                .withData("systemLog", log.map(fault -> "changed").orElse("nothing wrong found"))
                .withData("systemLogSeals", watch.trouble().isEmpty() ? "made" : "not made or not leaving")
                .withData("systemLogStreams", streams.stalled() == 0 ? "none stands still" : streams.stalled() + " standing still").build();
    }
}
