package org.dradmin.web.health;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.dradmin.platform.database.DatabaseWatch;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness ({@code /health/ready}): the application has started and takes requests. A database that does not answer
 * is told but does not make a node unready: all nodes share it, the front door answers without it, and a load balancer
 * that took every node out would take the front door away in the middle of a disaster.
 * <p>
 * Health checks stand in the web module because Payara Server finds none in an EAR's EJB module.
 */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {

    @EJB
    private DatabaseWatch database;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ready").up().withData("database", database.fault().isEmpty() ? "answers" : "does not answer").build();
    }
}
