package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ServiceMode;
import org.dradmin.recovery.DomainOutcome;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.RecoveryMail;
import org.dradmin.recovery.RecoveryOperation;
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

    void conclude(RecoveryOperation operation, Instant now) {
        if (operation.getState().ended()) {
            return;
        }
        List<DomainOutcome> results = DomainOutcome.of(em, operation.getId());
        Map<String, String> reasons = new LinkedHashMap<>();
        results.stream().filter(r -> !r.moved()).forEach(r -> reasons.put(r.domain(), String.valueOf(r.reason())));
        String failures = reasons.isEmpty() ? null : Answers.together(reasons);
        operation.end(results.size() - reasons.size(), failures, now);
        em.flush();
        if (organizations.domainCounts().none()) {
            organizations.enter(ServiceMode.ACTIVE, Entry.of(EventType.SERVICE_MODE).by(operation.getRequester())
                    .fact("operationId", operation.getId()));
        }
        log.write(event(operation, results, failures));
        mail.ended(operation, results);
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
