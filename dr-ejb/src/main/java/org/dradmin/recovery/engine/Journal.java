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
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.platform.Roles;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.RecoveryPlan;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;

/**
 * The memory of running operations: what is about to be done is committed before each call of a connector, what came
 * of it after. Each method is one short transaction that first renews the lease under its epoch, which also puts the
 * journal's writers in a row; none touches more than 1,000 rows, and none is open while the network is waited for.
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
    private Outcomes outcomes;
    @Inject
    private Orders orders;
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

    /** A sign of life while a connector is waited for. */
    public void hold(Lease lease) {
        renew(lease);
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
            plan(em, operation).places(operation.getKind()).stream()
                    .filter(place -> batch == 0 || !place.step().organization())
                    .forEach(place -> em.persist(new StepRun(operation, place, batch)));
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

    /** Intent: the connector will look at the batch. */
    public void inspecting(Lease lease, Work work) {
        renew(lease);
        run(lease, work).inspect(clock.instant());
        if (!work.undoes()) {
            outcomes.results(lease.operationId(), names(work)).forEach(DomainResult::work);
        }
    }

    /** Intent: the connector will switch these. From here on they may stand anywhere. */
    public void switching(Lease lease, Work work, Collection<String> domains, Map<String, StepResult> looked) {
        renew(lease);
        run(lease, work).switching(Answers.proof(looked));
        if (!work.undoes() && !work.line().organization()) {
            outcomes.results(lease.operationId(), domains).forEach(result -> result.touch(work.planStep()));
        }
    }

    /** Intent: the connector will prove the batch. @param switched what it said of its switch; empty without one */
    public void verifying(Lease lease, Work work, Map<String, StepResult> looked, Map<String, StepResult> switched) {
        renew(lease);
        run(lease, work).verifying(Answers.proof(looked), switched.isEmpty() ? null : Answers.proof(switched));
    }

    /** Result: no domain of the batch is left in play, or none may be moved any more. */
    public void skip(Lease lease, Work work) {
        RecoveryOperation operation = renew(lease);
        run(lease, work).unneeded(work.blocked(), clock.instant());
        if (work.blocked() != null && !work.line().organization()) {
            outcomes.block(operation, work, clock.instant());
        }
    }

    /** Result: not now. */
    public void retry(Lease lease, Work work, Duration after, String reason) {
        renew(lease);
        run(lease, work).retry(after, reason, clock.instant());
    }

    /** Result: what became of every domain of the batch. */
    public void result(Lease lease, Work work, Map<String, StepResult> answers) {
        RecoveryOperation operation = renew(lease);
        outcomes.write(operation, run(lease, work), work, answers, clock.instant());
    }

    /** Carries out one thing that people decided. @return whether there may be more */
    public boolean obey(Lease lease) {
        return orders.carryOutOne(renew(lease), clock.instant());
    }

    /** Says of the next domains what became of them in the end. @return whether there may be more */
    public boolean settle(Lease lease) {
        return outcomes.settle(renew(lease), batchSize(), clock.instant());
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
        return em.find(StepRun.class, work.line().key(lease.operationId()));
    }

    /** The organization as a whole has no result of its own. */
    private static List<String> names(Work work) {
        return work.domains().stream().filter(name -> !name.equals(DomainMove.ORGANIZATION)).toList();
    }

    /** The plan an operation is bound to. */
    static Plan plan(EntityManager em, RecoveryOperation operation) {
        return em.find(RecoveryPlan.class, operation.getPlanVersion()).getPlan();
    }
}
