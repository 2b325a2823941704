package org.dradmin.recovery.engine;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.DomainLine;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepLine;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;

/**
 * What an operation has to do next, read from its journal: groups one after the other, the steps and batches of a group
 * side by side. It writes nothing.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@RolesAllowed(Roles.ENGINE)
public class Agenda {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Connectors connectors;
    @Inject
    private Clock clock;

    /**
     * What can begin now.
     *
     * @param busy what is being done already
     * @param most how much more there is room for
     */
    public Due due(String operationId, Set<StepRun.Key> busy, int most) {
        RecoveryOperation operation = em.find(RecoveryOperation.class, operationId);
        if (most <= 0 || awaitsOrder(operation)) {
            return Due.NOTHING;
        }
        Instant now = clock.instant();
        Plan plan = Journal.plan(em, operation);
        List<StepLine> lines = StepLine.of(em, operationId);
        OptionalInt group = lines.stream().filter(line -> !line.ended()).mapToInt(StepLine::group).min();
        if (group.isEmpty() || isBeforeItsTime(group.getAsInt(), plan, operation) || !operation.isStopped()
                && lines.stream().anyMatch(line -> line.group() < group.getAsInt() && line.waitsForDecision(now))) {
            return Due.NOTHING;
        }
        Set<String> taken = new HashSet<>();
        lines.stream().filter(line -> busy.contains(line.key(operationId))).map(StepLine::connector).forEach(taken::add);
        return new Due(lines, lines.stream()
                .filter(line -> line.group() == group.getAsInt() && !line.ended() && line.decision() == null)
                .filter(line -> line.retryAt() == null || !line.retryAt().isAfter(now))
                .filter(line -> !busy.contains(line.key(operationId)))
                .filter(line -> taken.add(line.connector()) || !oneAtATime(plan, line.connector()))
                .limit(most).toList());
    }

    /** While batches are still being written down, those that are can begin, but nobody knows yet when their first group ends. */
    private static boolean isBeforeItsTime(int group, Plan plan, RecoveryOperation operation) {
        return operation.getState() == OperationState.REQUESTED
                && plan.places(operation.getKind()).stream().anyMatch(place -> place.group() < group);
    }

    /** One of the lines that are due, with its domains: so many may be read while another is on its way. */
    public Work work(String operationId, Due due, StepLine line) {
        RecoveryOperation operation = em.find(RecoveryOperation.class, operationId);
        return work(operation, Journal.plan(em, operation), due.journal(), line);
    }

    /**
     * Lines of the journal that can begin.
     *
     * @param journal all of its lines
     */
    public record Due(List<StepLine> journal, List<StepLine> lines) {
        static final Due NOTHING = new Due(List.of(), List.of());
    }

    private boolean oneAtATime(Plan plan, String connector) {
        try {
            Plan.Entry entry = plan.entry(connector);
            return connectors.configured(entry.type(), entry.settings()).oneAtATime();
        } catch (IllegalArgumentException e) {
            // Its step will say so.
            return false;
        }
    }

    /** Whether a person wants it to end and the journal does not say so yet: nothing new may begin. */
    static boolean awaitsOrder(RecoveryOperation operation) {
        return operation.getStopOrder() != null && !operation.isStopped();
    }

    /**
     * Whether people decided something that the journal does not say yet.
     *
     * @param stopToo whether an order to stop counts
     */
    public boolean hasOrders(String operationId, boolean stopToo) {
        if (awaitsOrder(em.find(RecoveryOperation.class, operationId))) {
            return stopToo;
        }
        return em.createQuery("SELECT COUNT(s) FROM StepRun s WHERE s.operationId = :id AND s.decision IS NOT NULL", Long.class)
                .setParameter("id", operationId).getSingleResult() > 0;
    }

    /** Whether every step has ended and no decision is waited for, so that the operation can end. */
    public boolean nothingWaits(String operationId) {
        Instant now = clock.instant();
        RecoveryOperation operation = em.find(RecoveryOperation.class, operationId);
        return !awaitsOrder(operation) && StepLine.of(em, operationId).stream().allMatch(line -> line.ended()
                && (operation.isStopped() || line.decision() == null && !line.waitsForDecision(now)));
    }

    /** Whether domains wait for a last word that no step has given them. */
    public boolean leavesOpen(String operationId) {
        return em.find(RecoveryOperation.class, operationId).getStopOrder() != null
                || !em.createQuery("SELECT r.domainName FROM DomainResult r WHERE r.operationId = :id AND r.state IN :open", String.class)
                .setParameter("id", operationId).setParameter("open", List.of(DomainState.PENDING, DomainState.MOVING))
                .setMaxResults(1).getResultList().isEmpty();
    }

    private Work work(RecoveryOperation operation, Plan plan, List<StepLine> lines, StepLine line) {
        int index = line.undoes() == null ? line.step() : line.undoes();
        Step step = plan.places(operation.getKind()).get(index).step();
        Side to = line.undoes() == null ? operation.getKind().target() : operation.getKind().target().other();
        Situation situation = new Situation(operation.getId(), line.situationStep(), operation.getMode(), to,
                stepsDone(lines, line), Optional.ofNullable(operation.getOverrideReason())
                        .map(reason -> new Situation.Override(operation.getRequester().displayName(), reason)));
        List<DomainMove> moves = new ArrayList<>();
        List<String> others = new ArrayList<>();
        if (line.organization()) {
            moves.add(organization(em, to));
        } else {
            for (DomainLine domain : DomainLine.of(em, operation.getId(), line.batch())) {
                if (isInPlay(domain, line, step, index)) {
                    moves.add(domain.move(to, operation.getKind().target()));
                } else {
                    others.add(domain.domain());
                }
            }
        }
        return new Work(line, plan.entry(step), step.passUnreachable() && operation.getMode() == Mode.UNPLANNED, step.waitMinutes(),
                situation, moves, others, line.undoes() == null ? blockedBy(lines, line) : null);
    }

    /** Names of earlier steps that ended well for this batch; neither skipped nor passed by. */
    private static Set<String> stepsDone(List<StepLine> lines, StepLine before) {
        Predicate<StepLine> concerns = line -> line.undoes() == null && line.group() < before.group()
                && (before.organization() || line.organization() || line.batch() == before.batch());
        Set<String> done = new TreeSet<>();
        lines.stream().filter(concerns).map(StepLine::name).forEach(done::add);
        lines.stream().filter(concerns).filter(line -> line.state() != StepState.DONE).map(StepLine::name).forEach(done::remove);
        return done;
    }

    static String blockedBy(List<StepLine> lines, StepLine later) {
        return lines.stream().filter(line -> line.blocks() && line.group() < later.group()).findFirst()
                .map(line -> line.name() + " did not end well for the organization"
                        + (line.reason() == null ? "." : ": " + line.reason())).orElse(null);
    }

    private static boolean isInPlay(DomainLine domain, StepLine line, Step step, int index) {
        return line.undoes() != null ? domain.isTouchedBy(index) : domain.open() && step.isFor(domain.domain()) && !domain.isDone(index);
    }

    /** The one move of a step for the whole organization. */
    static DomainMove organization(EntityManager em, Side to) {
        ProtectedDomain first = em.createQuery("SELECT d FROM ProtectedDomain d ORDER BY d.defaultDomain DESC, d.name",
                ProtectedDomain.class).setMaxResults(1).getSingleResult();
        return move(first, DomainMove.ORGANIZATION, to);
    }

    /** A domain's move, under a name. */
    public static DomainMove move(ProtectedDomain domain, String name, Side to) {
        return new DomainMove(name, to, domain.regionOn(to.other()).getCode(), domain.regionOn(to).getCode(),
                domain.endpointOn(to.other()).toString(), domain.endpointOn(to).toString());
    }
}
