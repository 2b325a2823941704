package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.Side;
import org.dradmin.platform.database.Portions;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.RecoveryMail;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.StepLine;
import org.dradmin.recovery.StepProof;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.StopOrder;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.engine.Transitions.StepTrigger;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.SystemLog;

/** The journal's results: what a step's answers mean for its domains. Part of the journal's transaction. */
@ApplicationScoped
public class Outcomes {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Organizations organizations;
    @Inject
    private SystemLog log;
    @Inject
    private RecoveryMail mail;
    @Inject
    private Orders orders;

    /** One by one, for what befalls each of them by itself. */
    List<DomainResult> results(String operationId, Collection<String> domains) {
        List<DomainResult> results = new ArrayList<>();
        for (List<String> names : Portions.of(domains)) {
            results.addAll(em.createQuery("SELECT r FROM DomainResult r WHERE r.operationId = :id AND r.domainName IN :names", DomainResult.class)
                    .setParameter("id", operationId).setParameter("names", names).getResultList());
        }
        return results;
    }

    /** Writes down what became of every domain of the batch, with the step's event. */
    void write(RecoveryOperation operation, StepRun run, Work work, Given given, Instant now) {
        Map<String, StepResult> answers = given.answers();
        Map<String, String> failures = new LinkedHashMap<>();
        Map<String, String> passed = new LinkedHashMap<>();
        for (String domain : work.domains()) {
            String failure = Answers.failure(answers.get(domain));
            if (failure != null) {
                (work.passes() && Answers.unreachable(answers.get(domain)) ? passed : failures).put(domain, failure);
            }
        }
        List<String> done = work.line().organization() ? List.of() : writeDomains(operation, work, answers, now);
        if (run.getAttempt() > 1 && !work.undoes() && (failures.isEmpty() || !done.isEmpty())) {
            orders.letCatchUp(operation, run, results(operation.getId(), done));
            failures.putAll(failedBefore(operation, run, work.domains()));
        }
        StepTrigger outcome = !failures.isEmpty() ? StepTrigger.GIVEN_UP : passed.isEmpty() ? StepTrigger.CONFIRMED : StepTrigger.PASSED_BY;
        String reason = !failures.isEmpty() ? Answers.together(failures)
                : passed.isEmpty() ? null : "Not reachable, and passed by: " + Answers.together(passed);
        run.end(outcome, reason, now);
        StepProof.after(em, run, given.proof());
        Entry event = Entry.of(operation.getKind().stepEvent()).by(operation.getRequester())
                .on(Conclusion.target(operation)).fact("operationId", operation.getId()).fact("step", run.getName())
                .fact("connector", work.connector().type()).fact("batch", run.getBatch() + 1)
                .fact("domains", run.isOrganization() ? "organization" : Integer.toString(work.moves().size()));
        log.write(failures.isEmpty() ? event.fact("passedBy", passed.isEmpty() ? null : reason) : event.failed(reason));
        if (!failures.isEmpty() && work.waitMinutes() > 0 && !work.undoes() && operation.getStopOrder() == null) {
            run.waitForDecision(now.plus(Duration.ofMinutes(work.waitMinutes())));
            mail.needsDecision(operation, run);
        }
    }

    /** Of domains that failed here in an earlier attempt, and were not among those that came now. */
    private Map<String, String> failedBefore(RecoveryOperation operation, StepRun run, List<String> now) {
        return run.isOrganization() ? Map.of() : em.createQuery("SELECT r FROM DomainResult r WHERE r.operationId = :id "
                        + "AND r.batch = :batch AND r.failedStep = :step ORDER BY r.domainName", DomainResult.class)
                .setParameter("id", operation.getId()).setParameter("batch", run.getBatch()).setParameter("step", run.getStep())
                .getResultStream().filter(r -> !now.contains(r.getDomainName()))
                .collect(Collectors.toMap(DomainResult::getDomainName, DomainResult::getReason, (one, other) -> one, LinkedHashMap::new));
    }

    /** @return the domains with which the step is done now */
    private List<String> writeDomains(RecoveryOperation operation, Work work, Map<String, StepResult> answers, Instant now) {
        List<String> done = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (String domain : work.domains()) {
            StepResult answer = answers.get(domain);
            (Answers.failure(answer) == null || work.passes() && Answers.unreachable(answer) ? done : failed).add(domain);
        }
        if (work.undoes()) {
            List<String> undone = done.stream().filter(domain -> Answers.failure(answers.get(domain)) == null).toList();
            results(operation.getId(), undone).forEach(domain -> domain.undone(work.planStep()));
            return List.of();
        }
        Finish finish = new Finish(operation);
        finish.stepDone(work, done, now);
        for (DomainResult domain : results(operation.getId(), failed)) {
            domain.fail(work.planStep(), work.line().name() + ": " + Answers.failure(answers.get(domain.getDomainName())), now);
            finish.failed(domain);
        }
        finish.record();
        return done;
    }

    /** A step of the organization did not end well: domains that wait for what comes after it cannot be moved. */
    void block(RecoveryOperation operation, Work work, Instant now) {
        Finish finish = new Finish(operation);
        results(operation.getId(), work.domains()).forEach(domain -> finish.blocked(domain, now));
        finish.record();
    }

    /** The last word on domains that no step of their own has had. @return whether there may be more */
    boolean settle(RecoveryOperation operation, int most, Instant now) {
        boolean rolledBack = operation.getStopOrder() == StopOrder.ROLL_BACK;
        List<DomainResult> open = (rolledBack ? openAfterRollBack(operation) : open(operation)).setMaxResults(most).getResultList();
        Finish finish = new Finish(operation);
        open.forEach(domain -> finish.settle(domain, now));
        finish.record();
        return open.size() == most;
    }

    private TypedQuery<DomainResult> open(RecoveryOperation operation) {
        return em.createQuery("SELECT r FROM DomainResult r WHERE r.operationId = :id AND r.state IN :open ORDER BY r.domainName",
                DomainResult.class).setParameter("id", operation.getId())
                .setParameter("open", List.of(DomainState.PENDING, DomainState.MOVING));
    }

    /** A roll back has a last word on every domain; those that had theirs say so. */
    private TypedQuery<DomainResult> openAfterRollBack(RecoveryOperation operation) {
        return em.createQuery("SELECT r FROM DomainResult r WHERE r.operationId = :id AND (r.reason IS NULL OR r.reason NOT LIKE :told) "
                        + "ORDER BY r.domainName", DomainResult.class)
                .setParameter("id", operation.getId()).setParameter("told", operation.stopWords().replaceAll("[%_]", "_") + "%");
    }

    /** How a domain stands before a step of it is done. @param done the steps done with it, a bit for each */
    private record Standing(long done, boolean failed) {
    }

    /** What became of domains, told to the organization in one go. */
    private final class Finish {

        private final RecoveryOperation operation;
        private final List<Plan.Place> places;
        private final List<StepLine> organizationSteps;
        private final List<String> moved = new ArrayList<>();
        private final List<String> back = new ArrayList<>();
        private final List<String> unconfirmed = new ArrayList<>();

        Finish(RecoveryOperation operation) {
            this.operation = operation;
            this.places = Journal.plan(em, operation).places(operation.getKind());
            this.organizationSteps = places.stream().noneMatch(place -> place.step().organization())
                    ? List.of() : StepLine.of(em, operation.getId()).stream().filter(StepLine::organization).toList();
        }

        /** @param done the steps done with it, a bit for each */
        private boolean complete(String domain, long done) {
            return organizationSteps.stream().allMatch(line -> line.ended() && !line.blocks())
                    && places.stream().filter(place -> place.step().isFor(domain)).allMatch(place -> (done & DomainResult.bit(place.index())) != 0);
        }

        private boolean complete(DomainResult domain) {
            return complete(domain.getDomainName(), domain.getDone());
        }

        /**
         * A step is done with domains of a batch; those that stood alike before are written together. One that has failed
         * meanwhile at a neighbour of the same group stays failed.
         */
        void stepDone(Work work, List<String> domains, Instant now) {
            Set<String> these = new HashSet<>(domains);
            Map<Standing, List<String>> alike = new HashMap<>();
            em.createQuery("SELECT r.domainName, r.doneSteps, r.state FROM DomainResult r WHERE r.operationId = :id AND r.batch = :batch", Object[].class)
                    .setParameter("id", operation.getId()).setParameter("batch", work.line().batch()).getResultList().stream()
                    .filter(row -> these.contains(row[0])).forEach(row -> alike.computeIfAbsent(new Standing((Long) row[1],
                            row[2] == DomainState.FAILED), before -> new ArrayList<>()).add((String) row[0]));
            alike.forEach((before, names) -> {
                long done = before.done() | DomainResult.bit(work.planStep());
                if (before.failed()) {
                    new Part(operation.getId(), work, names).update(em, "r.doneSteps = :done", "", Map.of("done", done));
                    return;
                }
                Map<Boolean, List<String>> complete = names.stream().collect(Collectors.partitioningBy(name -> complete(name, done)));
                new Part(operation.getId(), work, complete.get(true)).update(em, "r.doneSteps = :done, r.state = :state, r.reason = NULL, r.endedAt = :now",
                        "", Map.of("done", done, "state", DomainState.MOVED, "now", now));
                new Part(operation.getId(), work, complete.get(false)).update(em, "r.doneSteps = :done, r.state = :state", "",
                        Map.of("done", done, "state", DomainState.MOVING));
                moved.addAll(complete.get(true));
            });
        }

        void moveIfComplete(DomainResult domain, Instant now) {
            if (complete(domain)) {
                domain.moved(now);
                moved.add(domain.getDomainName());
            }
        }

        void failed(DomainResult domain) {
            if (domain.isTouched() || domain.getStepsDone() > 0 || organizationSteps.stream().anyMatch(StepLine::touched)) {
                unconfirmed.add(domain.getDomainName());
            }
        }

        void blocked(DomainResult domain, Instant now) {
            StepLine blocking = organizationSteps.stream().filter(StepLine::blocks).findFirst().orElseThrow();
            domain.fail(blocking.step(), blocking.name() + ": " + Optional.ofNullable(blocking.reason())
                    .orElse("did not end well for the organization."), now);
            failed(domain);
        }

        void settle(DomainResult domain, Instant now) {
            if (operation.getStopOrder() == StopOrder.ROLL_BACK) {
                settleRolledBack(domain, now);
            } else if (complete(domain)) {
                moveIfComplete(domain, now);
            } else if (operation.getStopOrder() == StopOrder.CANCEL) {
                domain.stopped(operation.stopWords(), now);
                failed(domain);
            } else if (organizationSteps.stream().anyMatch(StepLine::blocks)) {
                blocked(domain, now);
            } else {
                throw new IllegalStateException(domain.getDomainName() + " has steps left, but the operation ends.");
            }
        }

        private void settleRolledBack(DomainResult domain, Instant now) {
            String words = operation.stopWords() + ".";
            if (domain.isTouched()) {
                domain.fail(domain.getFailedStep() == null ? 0 : domain.getFailedStep(),
                        words + " Not everything that was done with it could be undone.", now);
                unconfirmed.add(domain.getDomainName());
            } else if (domain.isUndone()) {
                domain.rolledBack(words + notUndone(), now);
                back.add(domain.getDomainName());
            } else {
                domain.stopped(words + (complete(domain) ? " It stood where it was wanted before, and still does." : notUndone()), now);
            }
        }

        /** Steps of the organization that began to switch and were not undone. */
        private String notUndone() {
            List<String> left = organizationSteps.stream().filter(line -> line.undoes() == null && line.touched())
                    .filter(line -> organizationSteps.stream().noneMatch(undo -> undo.state() == StepState.DONE
                            && undo.undoes() != null && undo.undoes() == line.step()))
                    .map(StepLine::name).toList();
            return left.isEmpty() ? "" : " Not undone: " + String.join(", ", left) + ".";
        }

        void record() {
            Side target = operation.getKind().target();
            organizations.record(target, moved, unconfirmed);
            organizations.record(target.other(), back, List.of());
        }
    }
}
