package org.dradmin.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.stream.Stream;
import org.dradmin.organization.DomainsChanged;
import org.dradmin.organization.Refusal;
import org.dradmin.recovery.connector.frontdoor.Routes;

/**
 * Follows what admins do to protected domains: every node of the front door reads them anew after the commit, and none
 * goes away that the recovery plan names.
 */
@ApplicationScoped
class DomainFollower {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Routes routes;
    @Inject
    private Clock clock;

    void follow(@Observes DomainsChanged changed) {
        if (!changed.gone().isEmpty()) {
            Plan plan = RecoveryPlans.counting(em, clock.instant()).getPlan();
            steps(plan).forEach(step -> step.domains().stream().filter(changed.gone()::contains)
                    .findFirst().ifPresent(name -> {
                        throw new Refusal("Nothing was changed: the step " + step.name() + " of the recovery plan is for " + name
                                + ". Take the domain out of the plan first.");
                    }));
        }
        routes.readAnew();
    }

    private static Stream<Step> steps(Plan plan) {
        return Stream.concat(plan.failover().stream(), plan.failback().stream()).flatMap(group -> group.steps().stream());
    }
}
