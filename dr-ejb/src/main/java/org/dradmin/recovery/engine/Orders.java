package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.dradmin.recovery.Decision;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.StepLine;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.StopOrder;
import org.dradmin.recovery.connector.Connectors;

/**
 * Carries out in the journal what people decided while an operation runs: try a step again, leave it out, cancel, roll
 * back. One step with one batch at a time, within the journal's transaction.
 */
@ApplicationScoped
public class Orders {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Connectors connectors;

    /** @return whether something was carried out, so that there may be more */
    boolean carryOutOne(RecoveryOperation operation, Instant now) {
        if (Agenda.awaitsOrder(operation)) {
            stop(operation, now);
            return true;
        }
        List<StepRun> decided = em.createQuery("SELECT s FROM StepRun s WHERE s.operationId = :id AND s.decision IS NOT NULL "
                        + "ORDER BY s.step, s.batch", StepRun.class)
                .setParameter("id", operation.getId()).setMaxResults(1).getResultList();
        decided.forEach(run -> obey(operation, run, now));
        return !decided.isEmpty();
    }

    private void obey(RecoveryOperation operation, StepRun run, Instant now) {
        boolean leaveOut = run.getDecision() == Decision.SKIP;
        if (run.getState() != StepState.FAILED && run.getState() != StepState.RETRYING) {
            // It went on by itself in the meantime; there is nothing left to decide.
            run.decide(null, run.getDecisionBy(), run.getDecisionReason());
            return;
        }
        run.obey(now);
        if (run.getUndoes() != null) {
            return;
        }
        List<DomainResult> resumed = held(operation, run);
        for (DomainResult domain : resumed) {
            domain.resume();
            if (leaveOut && !run.isOrganization()) {
                domain.stepDone(run.getStep());
            }
        }
        if (leaveOut) {
            letCatchUp(operation, run, resumed);
        }
    }

    /** Opens later steps again that had ended without these domains, which have come past this step only now. */
    void letCatchUp(RecoveryOperation operation, StepRun run, Collection<DomainResult> domains) {
        List<Plan.Place> places = Journal.plan(em, operation).places(operation.getKind());
        em.createQuery("SELECT s FROM StepRun s WHERE s.operationId = :id AND s.group > :group AND s.undoes IS NULL "
                        + "AND (s.batch = :batch OR :all = TRUE)", StepRun.class)
                .setParameter("id", operation.getId()).setParameter("group", run.getGroup())
                .setParameter("batch", run.getBatch()).setParameter("all", run.isOrganization()).getResultStream()
                .filter(later -> later.getState().ended() && (run.isOrganization() || later.isOrganization()
                        ? later.getState() == StepState.UNNEEDED : hasSomeFor(places.get(later.getStep()), domains)))
                .forEach(StepRun::reopen);
    }

    private static boolean hasSomeFor(Plan.Place place, Collection<DomainResult> domains) {
        return domains.stream().anyMatch(domain -> place.step().isFor(domain.getDomainName()) && !domain.isDone(place.index()));
    }

    /** The domains that its failure holds back. */
    private List<DomainResult> held(RecoveryOperation operation, StepRun run) {
        return em.createQuery("SELECT r FROM DomainResult r WHERE r.operationId = :id AND r.failedStep = :step "
                        + "AND (r.batch = :batch OR :all = TRUE)", DomainResult.class)
                .setParameter("id", operation.getId()).setParameter("step", run.getStep())
                .setParameter("batch", run.getBatch()).setParameter("all", run.isOrganization()).getResultList();
    }

    /** Nothing new begins; for a roll back, what can be undone is put on the agenda, the last step first. */
    private void stop(RecoveryOperation operation, Instant now) {
        List<StepRun> runs = em.createQuery("SELECT s FROM StepRun s WHERE s.operationId = :id", StepRun.class)
                .setParameter("id", operation.getId()).getResultList();
        runs.stream().filter(run -> !run.getState().ended()).forEach(run -> run.cancel(now));
        if (operation.getStopOrder() == StopOrder.ROLL_BACK) {
            Plan plan = Journal.plan(em, operation);
            runs.stream().filter(run -> run.getUndoes() == null && run.isTouched() && reversible(plan, operation, run))
                    .forEach(run -> em.persist(StepRun.undoing(run)));
        }
        operation.stop();
    }

    private boolean reversible(Plan plan, RecoveryOperation operation, StepRun run) {
        Plan.Entry entry = plan.entry(plan.places(operation.getKind()).get(run.getStep()).step());
        try {
            return connectors.configured(entry.type(), entry.settings()).reversible();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
