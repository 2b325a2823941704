package org.dradmin.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.dradmin.organization.OrganizationFile.PlanEntry;
import org.dradmin.organization.OrganizationFile.StepEntry;
import org.dradmin.organization.OrganizationFileApply;
import org.dradmin.organization.OrganizationFileCheck;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.frontdoor.Routes;

/** This capability's part in importing an organization file: the recovery plan, and the front door's new domains. */
@ApplicationScoped
class PlanImport {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Connectors connectors;
    @Inject
    private Routes routes;
    @Inject
    private Clock clock;

    void check(@Observes OrganizationFileCheck check) {
        PlanEntry plan = check.file().plan();
        if (plan.isBuiltIn()) {
            return;
        }
        if (plan.failover().isEmpty() || plan.failback().isEmpty()) {
            check.file().document().get("plan").fault("A plan of one's own needs steps for failover and for failback.");
        }
        Stream.concat(plan.failover().stream(), plan.failback().stream())
                .filter(step -> connectors.ofType(step.connector()).isEmpty())
                .forEach(step -> step.place().get("connector").fault("There is no connector named \"" + step.connector()
                        + "\"; there are: " + String.join(", ", connectors.types()) + "."));
    }

    void apply(@Observes OrganizationFileApply apply) {
        PlanEntry plan = apply.file().plan();
        RecoveryPlan made = plan.isBuiltIn() ? RecoveryPlan.builtIn(clock.instant())
                : new RecoveryPlan(1, steps(plan.failover()), steps(plan.failback()), clock.instant());
        em.persist(made);
        routes.readAnew();
        apply.event().fact("planVersion", made.getVersion());
    }

    private static List<Step> steps(List<StepEntry> entries) {
        return entries.stream().map(entry -> new Step(entry.name(), entry.connector())).toList();
    }
}
