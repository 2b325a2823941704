package org.dradmin.recovery.engine;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.RecoveryPlan;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.SystemLog;

/**
 * The memory of running operations: what is about to be done is committed before each call of a connector, what came
 * of it after. Each method is one short transaction that first renews the lease under its epoch; none touches more
 * than 1,000 rows, and none is open while the network is waited for.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@RolesAllowed(Roles.ENGINE)
public class Journal {

    /** Domains in a batch: a result touches two rows for each, and a transaction at most 1,000. */
    public static final int BATCH = 400;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Organizations organizations;
    @Inject
    private SystemLog log;
    @Inject
    private Conclusion conclusion;
    @Inject
    private DatabaseClock databaseClock;
    @Inject
    private Settings settings;
    @Inject
    private Clock clock;

    /** Takes an operation's lease over if it is free, has run out, or was this node's own before it was restarted. */
    public Optional<Lease> take(String operationId, String node) {
        Instant now = databaseClock.now(em);
        int taken = em.createQuery("UPDATE RecoveryOperation o SET o.leaseOwner = :node, o.leaseEpoch = o.leaseEpoch + 1, "
                        + "o.leaseUntil = :until WHERE o.id = :id AND o.activeSlot IS NOT NULL "
                        + "AND (o.leaseUntil IS NULL OR o.leaseUntil < :now OR o.leaseOwner = :node)")
                .setParameter("node", node).setParameter("until", now.plus(settings.lease()))
                .setParameter("id", operationId).setParameter("now", now).executeUpdate();
        return taken == 0 ? Optional.empty()
                : Optional.of(new Lease(operationId, node, em.find(RecoveryOperation.class, operationId).getLeaseEpoch()));
    }

    /** Writes the next batch of domains and its steps down. @return whether there may be more */
    public boolean prepare(Lease lease) {
        RecoveryOperation operation = renew(lease);
        if (operation.getState() != OperationState.REQUESTED) {
            return false;
        }
        Object[] last = em.createQuery("SELECT MAX(d.domainName), MAX(d.batch) FROM DomainResult d WHERE d.operationId = :id",
                Object[].class).setParameter("id", lease.operationId()).getSingleResult();
        List<ProtectedDomain> next = nextDomains(operation, last[0] == null ? "" : (String) last[0]);
        if (!next.isEmpty()) {
            int batch = last[1] == null ? 0 : (Integer) last[1] + 1;
            next.forEach(domain -> em.persist(new DomainResult(operation, domain, batch)));
            List<Step> steps = plan(operation);
            for (int step = 0; step < steps.size(); step++) {
                em.persist(new StepRun(operation, step, steps.get(step), batch));
            }
            return true;
        }
        operation.begin(count(operation), clock.instant());
        return false;
    }

    private List<ProtectedDomain> nextDomains(RecoveryOperation operation, String after) {
        List<ProtectedDomain> next = new ArrayList<>(batchSize());
        if (operation.getScope().all()) {
            return em.createQuery("SELECT d FROM ProtectedDomain d WHERE d.name > :after ORDER BY d.name", ProtectedDomain.class)
                    .setParameter("after", after).setMaxResults(batchSize()).getResultList();
        }
        operation.getScope().names().tailSet(after + "\0").stream().limit(batchSize())
                .forEach(name -> next.add(em.find(ProtectedDomain.class, name)));
        return next;
    }

    /** How many domains go together; tests take fewer. */
    int batchSize() {
        return BATCH;
    }

    private int count(RecoveryOperation operation) {
        return em.createQuery("SELECT COUNT(d) FROM DomainResult d WHERE d.operationId = :id", Long.class)
                .setParameter("id", operation.getId()).getSingleResult().intValue();
    }

    private List<Step> plan(RecoveryOperation operation) {
        return em.find(RecoveryPlan.class, operation.getPlanVersion()).steps(operation.getKind());
    }

    /** The next step with a batch that is due: steps one after the other, batches within a step in their order. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Work> next(Lease lease) {
        return em.createQuery("SELECT s FROM StepRun s WHERE s.operationId = :id AND s.state NOT IN :ended AND s.step = "
                        + "(SELECT MIN(t.step) FROM StepRun t WHERE t.operationId = :id AND t.state NOT IN :ended) ORDER BY s.batch",
                        StepRun.class)
                .setParameter("id", lease.operationId()).setParameter("ended", StepState.ENDED)
                .getResultStream()
                .filter(run -> run.getRetryAt() == null || !run.getRetryAt().isAfter(clock.instant()))
                .findFirst()
                .map(run -> new Work(run.getStep(), run.getBatch(), run.getAttempt(), run.getName(), run.getConnector(),
                        moves(lease, run.getBatch())));
    }

    /** Whether every step has ended, so that the operation can. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean nothingWaits(Lease lease) {
        return em.createQuery("SELECT COUNT(s) FROM StepRun s WHERE s.operationId = :id AND s.state NOT IN :ended", Long.class)
                .setParameter("id", lease.operationId()).setParameter("ended", StepState.ENDED)
                .getSingleResult() == 0;
    }

    private List<DomainMove> moves(Lease lease, int batch) {
        Side to = em.find(RecoveryOperation.class, lease.operationId()).getKind().target();
        return em.createQuery("SELECT d FROM ProtectedDomain d, DomainResult r WHERE r.operationId = :id AND r.batch = :batch "
                        + "AND r.state <> :failed AND r.domainName = d.name ORDER BY d.name", ProtectedDomain.class)
                .setParameter("id", lease.operationId()).setParameter("batch", batch)
                .setParameter("failed", DomainState.FAILED).getResultStream()
                .map(d -> new DomainMove(d.getName(), to, d.regionOn(to.other()).getCode(), d.regionOn(to).getCode(),
                        d.endpointOn(to.other()), d.endpointOn(to))).toList();
    }

    /** Intent: the connector will look at the batch. */
    public void inspecting(Lease lease, Work work) {
        renew(lease);
        run(lease, work).inspect(clock.instant());
        results(lease, work.domains()).forEach(DomainResult::work);
    }

    /** Intent: the connector will switch these. From here on they may stand anywhere. */
    public void switching(Lease lease, Work work, Collection<String> domains) {
        renew(lease);
        run(lease, work).switching();
        results(lease, domains).forEach(DomainResult::touch);
    }

    /** Intent: the connector will prove the batch. */
    public void verifying(Lease lease, Work work) {
        renew(lease);
        run(lease, work).verifying();
    }

    /** Result: no domain of the batch is left in play. */
    public void skip(Lease lease, Work work) {
        renew(lease);
        run(lease, work).skip(clock.instant());
    }

    /** Result: not now. */
    public void retry(Lease lease, Work work, Duration after, String reason) {
        renew(lease);
        run(lease, work).retry(after, reason, clock.instant());
    }

    /** Result: what became of every domain of the batch. */
    public void result(Lease lease, Work work, Map<String, StepResult> answers) {
        RecoveryOperation operation = renew(lease);
        Instant now = clock.instant();
        int steps = plan(operation).size();
        List<String> moved = new ArrayList<>();
        List<String> unconfirmed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (DomainResult domain : results(lease, work.domains())) {
            String failure = Answers.failure(answers.get(domain.getDomainName()));
            if (failure == null) {
                domain.stepDone(work.step(), steps, now);
                if (domain.getState() == DomainState.MOVED) {
                    moved.add(domain.getDomainName());
                }
            } else {
                domain.fail(work.name() + ": " + failure, now);
                failures.add(domain.getDomainName() + ": " + failure);
                if (domain.isTouched() || domain.getStepsDone() > 0) {
                    unconfirmed.add(domain.getDomainName());
                }
            }
        }
        organizations.record(operation.getKind().target(), moved, unconfirmed);
        String reason = failures.isEmpty() ? null : String.join("; ", failures);
        run(lease, work).end(reason, Answers.seen(answers), now);
        Entry event = Entry.of(operation.getKind().stepEvent()).by(operation.getRequester())
                .on(Conclusion.target(operation)).fact("operationId", operation.getId()).fact("step", work.name())
                .fact("connector", work.connector()).fact("batch", work.batch() + 1).fact("domains", work.moves().size());
        log.write(reason == null ? event : event.failed(reason));
    }

    /** Every step has ended: writes the one event of the operation, mails, and leaves read-only mode where it may. */
    public void finish(Lease lease) {
        conclusion.conclude(renew(lease), clock.instant());
    }

    private RecoveryOperation renew(Lease lease) {
        int held = em.createQuery("UPDATE RecoveryOperation o SET o.leaseUntil = :until "
                        + "WHERE o.id = :id AND o.leaseEpoch = :epoch AND o.leaseOwner = :owner")
                .setParameter("until", databaseClock.now(em).plus(settings.lease()))
                .setParameter("id", lease.operationId()).setParameter("epoch", lease.epoch())
                .setParameter("owner", lease.owner()).executeUpdate();
        if (held == 0) {
            throw new LeaseLost(lease);
        }
        return em.find(RecoveryOperation.class, lease.operationId());
    }

    private StepRun run(Lease lease, Work work) {
        return em.find(StepRun.class, new StepRun.Key(lease.operationId(), work.step(), work.batch()));
    }

    private List<DomainResult> results(Lease lease, Collection<String> domains) {
        return domains.isEmpty() ? List.of()
                : em.createQuery("SELECT r FROM DomainResult r WHERE r.operationId = :id AND r.domainName IN :names",
                        DomainResult.class)
                        .setParameter("id", lease.operationId()).setParameter("names", domains).getResultList();
    }
}
