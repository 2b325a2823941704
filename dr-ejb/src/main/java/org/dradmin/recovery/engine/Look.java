package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.Preview;
import org.dradmin.recovery.RecoveryPlan;
import org.dradmin.recovery.Scope;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;

/**
 * Looks ahead: asks the connectors of a plan what they see and what they would send. It touches nothing, asks all steps
 * side by side, and takes no longer than {@link #limit} in all, whatever hangs.
 */
@ApplicationScoped
public class Look {

    /** So many domains of a step are looked at; the others are moved just so. */
    public static final int DOMAINS = 50;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Connectors connectors;
    @Inject
    private ConnectorCalls calls;

    /** How long all of it may take. */
    Duration limit() {
        return Duration.ofSeconds(10);
    }

    /**
     * @param mode what is looked at; the recommendation does not depend on it
     * @param override a person's word, as the operation would have it
     */
    public Preview ahead(OperationKind kind, Scope scope, Mode mode, Optional<Situation.Override> override, RecoveryPlan version) {
        Plan plan = version.getPlan();
        List<String> away = em.createQuery("SELECT d.name FROM ProtectedDomain d WHERE d.settled = FALSE OR d.activeSide <> :side "
                        + "ORDER BY d.name", String.class).setParameter("side", kind.target()).getResultList().stream()
                .filter(name -> scope.all() || scope.names().contains(name)).toList();
        List<StepLook> looks = plan.places(kind).stream().map(place -> {
            List<String> names = away.stream().filter(place.step()::isFor).toList();
            List<DomainMove> moves = away.isEmpty() ? List.of() : place.step().organization()
                    ? List.of(Agenda.organization(em, kind.target())) : moves(kind, names.stream().limit(DOMAINS).toList());
            return new StepLook(place, plan.entry(place.step()), moves, Math.max(0, names.size() - moves.size()));
        }).toList();
        looks.stream().filter(look -> !look.moves().isEmpty()).forEach(look -> look.begin(calls, connectors, limit(),
                as -> new Situation("preview", look.place().index() + 1 + ".1", as, kind.target(), Set.of(), override), mode));
        looks.forEach(StepLook::end);
        String unplanned = looks.stream().map(StepLook::whyUnplanned).flatMap(Optional::stream).findFirst().orElse(null);
        String neither = looks.stream().map(StepLook::whyNeither).flatMap(Optional::stream).findFirst().orElse(
                "Nothing that a planned " + kind.title().toLowerCase(Locale.ROOT) + " needs was found out of reach, so nothing has to be lost.");
        return new Preview(mode, unplanned == null ? Mode.PLANNED : Mode.UNPLANNED, unplanned != null ? unplanned : neither,
                version.getVersion(), away.size(), looks.stream().map(look -> look.preview(mode)).toList());
    }

    private List<DomainMove> moves(OperationKind kind, List<String> names) {
        return names.isEmpty() ? List.of() : em.createQuery("SELECT d FROM ProtectedDomain d WHERE d.name IN :names ORDER BY d.name", ProtectedDomain.class)
                .setParameter("names", names).getResultList().stream()
                .map(domain -> Agenda.move(domain, domain.getName(), kind.target())).toList();
    }
}
