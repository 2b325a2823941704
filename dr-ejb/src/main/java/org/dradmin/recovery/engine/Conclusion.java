package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.organization.DomainCounts;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ServiceMode;
import org.dradmin.recovery.DomainOutcome;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.RecoveryMail;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.StepState;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * The end of an operation, in one transaction: its outcome, its one event with a target for each domain, mail to the
 * super admins, and the service mode that follows from where the domains stand. Committed once, it cannot happen twice.
 */
@ApplicationScoped
public class Conclusion {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Organizations organizations;
    @Inject
    private SystemLog log;
    @Inject
    private RecoveryMail mail;

    /** @return whether it has ended; not where domains are without a last word */
    boolean conclude(RecoveryOperation operation, Instant now) {
        if (operation.getState().ended()) {
            return true;
        }
        List<DomainOutcome> results = DomainOutcome.of(em, operation.getId());
        if (results.stream().anyMatch(result -> result.state().open())) {
            return false;
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        results.stream().filter(r -> !r.moved()).forEach(r -> reasons.put(r.domain(), reason(operation, r)));
        String failures = reasons.isEmpty() ? null : Answers.together(reasons);
        operation.end(results.size() - reasons.size(), failures, now);
        em.flush();
        DomainCounts counts = organizations.domainCounts();
        if (counts.none()) {
            organizations.enter(ServiceMode.ACTIVE, Entry.of(EventType.SERVICE_MODE).by(operation.getRequester())
                    .fact("operationId", operation.getId()));
        }
        String leftOut = leftOut(operation);
        log.write(event(operation, results, failures).fact("leftOut", leftOut));
        mail.ended(operation, results, counts, leftOut);
        return true;
    }

    /** Without who stopped the operation and why, which is said once for all. */
    private static String reason(RecoveryOperation operation, DomainOutcome result) {
        String reason = String.valueOf(result.reason());
        String stopped = operation.getStopOrder() == null ? "" : operation.stopWords();
        if (stopped.isEmpty() || !reason.startsWith(stopped)) {
            return reason;
        }
        String further = reason.substring(stopped.length()).replaceFirst("^\\. ?", "");
        return result.state().words() + (further.isEmpty() ? "" : ". " + further);
    }

    /** Steps that a person left out: an operation that succeeded may have some. */
    private String leftOut(RecoveryOperation operation) {
        List<Object[]> steps = em.createQuery("SELECT DISTINCT s.step, s.name, s.decisionBy, s.decisionReason FROM StepRun s WHERE s.operationId = :id "
                        + "AND s.state = :skipped ORDER BY s.step", Object[].class)
                .setParameter("id", operation.getId()).setParameter("skipped", StepState.SKIPPED).getResultList();
        return steps.isEmpty() ? null : steps.stream().map(step -> step[1] + ", by " + step[2] + ": " + step[3]).collect(Collectors.joining("; "));
    }

    private static Entry event(RecoveryOperation operation, List<DomainOutcome> results, String failures) {
        Entry event = Entry.of(operation.getKind().event()).by(operation.getRequester())
                .fact("operationId", operation.getId())
                .fact("requestedFrom", operation.getRequesterAddress())
                .fact("reason", operation.getReason())
                .fact("planVersion", operation.getPlanVersion())
                .fact("mode", operation.getMode().words())
                .fact("override", operation.getOverrideReason())
                .fact("stopped", operation.getStopOrder() == null ? null : operation.stopWords())
                .fact("actualRecoveryTime", operation.recoveryTime().orElseThrow())
                .fact("domainsMoved", operation.getMoved() + " of " + operation.getDomains());
        results.forEach(r -> event.on(new Target(r.domain(), "ProtectedDomain", r.domain(), r.domain(), Map.of(
                "result", r.moved() ? "SUCCESS" : "FAILURE", "from", r.from(), "to", r.to(), "reason", r.reason() == null ? "" : r.reason()))));
        return operation.getState() == OperationState.SUCCEEDED ? event
                : event.failed((operation.getStopOrder() == null ? "" : operation.stopWords() + ". ") + (results.size() - operation.getMoved()) + " of "
                        + results.size() + " domains were not moved: " + failures);
    }

    static Target target(RecoveryOperation operation) {
        return Target.of("RecoveryOperation", operation.getId(), operation.getKind().title());
    }
}
