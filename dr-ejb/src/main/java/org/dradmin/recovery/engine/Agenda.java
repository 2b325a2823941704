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
import java.util.stream.Stream;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.DomainLine;
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
     * What there is to do now.
     *
     * @param busy what is being done already
     * @param most how much more there is room for
     */
    public Due due(String operationId, Set<StepRun.Key> busy, int most) {
        Instant now = clock.instant();
        RecoveryOperation operation = em.find(RecoveryOperation.class, operationId);
        Plan plan = Journal.plan(em, operation);
        List<StepLine> lines = StepLine.of(em, operationId);
        return new Due(operation, plan, lines, most <= 0 || awaitsOrder(operation) ? List.of() : due(operation, plan, lines, busy, now).limit(most).toList(),
                awaitsOrder(operation) ? busy.isEmpty() : lines.stream().anyMatch(line -> line.decision() != null),
                !awaitsOrder(operation) && lines.stream().allMatch(line -> line.ended()
                        && (operation.isStopped() || line.decision() == null && !line.waitsForDecision(now))));
    }

    /**
     * What there is to do.
     *
     * @param journal all lines of the operation's journal
     * @param lines those that can begin
     * @param ordered whether people decided something that the journal does not say yet; an order to stop counts when
     *     nothing is being done
     * @param over whether every step has ended and no decision is waited for, so that the operation can end
     */
    public record Due(RecoveryOperation operation, Plan plan, List<StepLine> journal, List<StepLine> lines, boolean ordered, boolean over) {
    }

    private Stream<StepLine> due(RecoveryOperation operation, Plan plan, List<StepLine> lines, Set<StepRun.Key> busy, Instant now) {
        OptionalInt group = lines.stream().filter(line -> !line.ended()).mapToInt(StepLine::group).min();
        if (group.isEmpty() || isBeforeItsTime(group.getAsInt(), plan, operation) || !operation.isStopped()
                && lines.stream().anyMatch(line -> line.group() < group.getAsInt() && line.waitsForDecision(now))) {
            return Stream.empty();
        }
        Set<String> taken = new HashSet<>();
        lines.stream().filter(line -> busy.contains(line.key(operation.getId()))).map(StepLine::connector).forEach(taken::add);
        return lines.stream()
                .filter(line -> line.group() == group.getAsInt() && !line.ended() && line.decision() == null)
                .filter(line -> line.retryAt() == null || !line.retryAt().isAfter(now))
                .filter(line -> !busy.contains(line.key(operation.getId())))
                .filter(line -> taken.add(line.connector()) || !oneAtATime(plan, line.connector()));
    }

    /** While batches are still being written down, those that are can begin, but nobody knows yet when their first group ends. */
    private static boolean isBeforeItsTime(int group, Plan plan, RecoveryOperation operation) {
        return operation.getState() == OperationState.REQUESTED
                && plan.places(operation.getKind()).stream().anyMatch(place -> place.group() < group);
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

    /** One of the lines that are due, with its domains: so many may be read while another is on its way. */
    public Work work(Due due, StepLine line) {
        RecoveryOperation operation = due.operation();
        List<StepLine> lines = due.journal();
        int index = line.undoes() == null ? line.step() : line.undoes();
        Step step = due.plan().places(operation.getKind()).get(index).step();
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
        return new Work(line, due.plan().entry(step), step.passUnreachable() && operation.getMode() == Mode.UNPLANNED, step.waitMinutes(),
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
