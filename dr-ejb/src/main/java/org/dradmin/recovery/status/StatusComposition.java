package org.dradmin.recovery.status;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.probe.Probes;
import org.dradmin.organization.probe.Standing;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.RecoveryOperation;

/**
 * Reads what the status page says from the database. Public only because the container asks for it;
 * {@link PublicStatus} is for others.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StatusComposition {

    /** Of how many domains the history is shown; more would make the page too long for anybody to read. */
    static final int HISTORIES = 100;
    private static final int INCIDENTS = 100;
    private static final Duration HISTORY = Duration.ofDays(90);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Organizations organizations;
    @Inject
    private Probes probes;
    @Inject
    private Clock clock;

    public StatusReport compose() {
        Instant now = clock.instant();
        Standing standing = probes.standing(HISTORIES);
        return new StatusReport(organizations.organization().map(Organization::getName).orElse(""), now, standing.probedAt(),
                standing.regions().stream().map(StatusLine::of).toList(), standing.domains().stream().map(StatusLine::of).toList(),
                em.createQuery("SELECT o FROM RecoveryOperation o WHERE o.kind IN :kinds AND o.startedAt > :since ORDER BY o.startedAt DESC, o.id",
                                RecoveryOperation.class)
                        .setParameter("kinds", List.of(OperationKind.FAILOVER, OperationKind.FAILBACK)).setParameter("since", now.minus(HISTORY))
                        .setMaxResults(INCIDENTS).getResultList().stream().map(Incident::of).toList());
    }
}
