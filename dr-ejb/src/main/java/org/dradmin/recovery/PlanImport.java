package org.dradmin.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.organization.FilePart;
import org.dradmin.organization.OrganizationFile;
import org.dradmin.organization.OrganizationFile.DomainEntry;
import org.dradmin.organization.OrganizationFileApply;
import org.dradmin.organization.OrganizationFileCheck;
import org.dradmin.recovery.connector.frontdoor.Routes;
import org.dradmin.systemlog.Actor;

/** This capability's part in importing an organization file: the recovery plan, and the front door's new domains. */
@ApplicationScoped
class PlanImport {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private PlanReader reader;
    @Inject
    private Routes routes;
    @Inject
    private Clock clock;

    void check(@Observes OrganizationFileCheck check) {
        plan(check.file());
    }

    void apply(@Observes OrganizationFileApply apply) {
        RecoveryPlan made = new RecoveryPlan(1, plan(apply.file()), Actor.SYSTEM, "From the organization file", clock.instant());
        em.persist(made);
        routes.readAnew();
        apply.event().fact("planVersion", made.getVersion());
    }

    /** A plan with nothing in it means the built-in one. */
    private Plan plan(OrganizationFile file) {
        FilePart plan = file.document().get("plan");
        Set<String> domains = file.domains().stream().map(DomainEntry::name).collect(Collectors.toSet());
        return plan.members().isEmpty() ? Plan.builtIn() : reader.read(plan, domains);
    }
}
