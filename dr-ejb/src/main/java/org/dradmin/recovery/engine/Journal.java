package org.dradmin.recovery.engine;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.platform.database.NamedRows;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.RecoveryPlan;
import org.dradmin.recovery.StepProof;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.connector.Connectors;

/**
 * The memory of running operations: what is about to be switched is committed before a connector is called for it, what
 * came of it after; that somebody looks, while he does. Each method is one short transaction that first renews the lease under its epoch, which also puts the
 * journal's writers in a row; what befalls many domains alike is one statement, and none is open while the network is
 * waited for.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@RolesAllowed(Roles.ENGINE)
public class Journal {

    /**
     * Domains in a batch, unless every connector of the plan takes more: a result touches two rows for each. On embedded
     * Derby there are never more, because readers wait there for writers.
     */
    public static final int BATCH = 400;

    /** To be formatted with the batch, the regions from and to, and which domains. */
    private static final String WRITE_DOWN = """
            INSERT INTO domain_result (operation_id, domain_name, batch, from_region, to_region, state, done_steps, touched_steps, undone_steps)
            SELECT CAST(?1 AS VARCHAR(36)), d.name, %s, d.%s_region, d.%s_region, 'PENDING', 0, 0, 0 FROM protected_domain d WHERE d.name %s""";

    private static final String NOT_TOUCHED = " AND MOD(r.touchedSteps / :step, 2) = 0";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Outcomes outcomes;
    @Inject
    private Orders orders;
    @Inject
    private Conclusion conclusion;
    @Inject
    private Connectors connectors;
    @Inject
    private DatabaseClock databaseClock;
    @Inject
    private NamedRows rows;
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
        int batch = last[1] == null ? 0 : (Integer) last[1] + 1;
        Plan plan = plan(em, operation);
        int size = batchSize(portion(plan, operation));
        int most = most(operation, size);
        int written = writeDown(operation, last[0] == null ? "" : (String) last[0], batch, size, most);
        for (int next = batch; next < batch + (written + size - 1L) / size; next++) {
            int made = next;
            plan.places(operation.getKind()).stream().filter(place -> made == 0 || !place.step().organization())
                    .forEach(place -> em.persist(new StepRun(operation, place, made)));
        }
        if (batch == 0) {
            operation.start(clock.instant());
        }
        if (written == most) {
            return true;
        }
        operation.begin(count(operation));
        return false;
    }

    /** Domains that are written down in one transaction: a batch. Names that a person gave go in one: databases sort them otherwise than we do. */
    private int most(RecoveryOperation operation, int size) {
        return settings.databaseIsDerby() || operation.getScope().all() ? size : Integer.MAX_VALUE;
    }

    /** Makes the next domains batches. @return how many domains they are */
    private int writeDown(RecoveryOperation operation, String after, int batch, int size, int most) {
        // Derby numbers no rows in an order, and has one batch here.
        String number = batch + (settings.databaseIsDerby() ? "" : " + (ROW_NUMBER() OVER (ORDER BY d.name) - 1) / " + size);
        Side to = operation.getKind().target();
        String insert = WRITE_DOWN.formatted(number, column(to.other()), column(to), "%s");
        if (operation.getScope().all()) {
            return em.createNativeQuery(insert.formatted("> ?2 ORDER BY d.name FETCH FIRST " + most + " ROWS ONLY"))
                    .setParameter(1, operation.getId()).setParameter(2, after).executeUpdate();
        }
        List<String> names = operation.getScope().names().tailSet(after + "\0").stream().limit(most).toList();
        rows.update(em, insert, names, operation.getId());
        return names.size();
    }

    private static String column(Side side) {
        return side == Side.PRIMARY ? "primary" : "recovery";
    }

    /** As many domains as every connector of the plan takes at once. */
    private int portion(Plan plan, RecoveryOperation operation) {
        return settings.databaseIsDerby() ? BATCH : plan.places(operation.getKind()).stream().filter(place -> !place.step().organization())
                .mapToInt(place -> portion(plan.entry(place.step()))).min().orElse(BATCH);
    }

    private int portion(Plan.Entry connector) {
        try {
            return connectors.configured(connector.type(), connector.settings()).batchSize();
        } catch (IllegalArgumentException e) {
            // Its step will say so.
            return BATCH;
        }
    }

    /** How many domains go together; tests take fewer. */
    int batchSize(int wanted) {
        return wanted;
    }

    private int count(RecoveryOperation operation) {
        return em.createQuery("SELECT COUNT(d) FROM DomainResult d WHERE d.operationId = :id", Long.class)
                .setParameter("id", operation.getId()).getSingleResult().intValue();
    }

    /** Intent: connectors look at these batches. */
    public void inspecting(Lease lease, List<Work> works) {
        renew(lease);
        works.forEach(work -> run(lease, work).inspect(clock.instant()));
    }

    /** Intent: the connector will switch these. From here on they may stand anywhere. */
    public void switching(Lease lease, Work work, Collection<String> domains, Given looked) {
        renew(lease);
        StepRun run = run(lease, work);
        run.switching();
        StepProof.before(em, run, looked.proof());
        if (!work.undoes() && !work.line().organization()) {
            Part part = new Part(lease.operationId(), work, domains);
            long step = DomainResult.bit(work.planStep());
            int moving = part.update(em, "r.state = :moving, r.touchedSteps = r.touchedSteps + :step", NOT_TOUCHED + " AND r.state <> :failed",
                    Map.of("failed", DomainState.FAILED, "moving", DomainState.MOVING, "step", step));
            if (moving < domains.size()) {
                // Touched before, or failed meanwhile at another step of the group.
                part.update(em, "r.touchedSteps = r.touchedSteps + :step", NOT_TOUCHED, Map.of("step", step));
            }
        }
    }

    /** Intent: the connector will prove the batch. @param switched what it said of its switch; null without one */
    public void verifying(Lease lease, Work work, Given looked, Given switched) {
        renew(lease);
        StepRun run = run(lease, work);
        run.verifying();
        if (switched == null) {
            StepProof.before(em, run, looked.proof());
        } else {
            StepProof.switched(em, run, switched.proof());
        }
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
    public void result(Lease lease, Work work, Given answers) {
        RecoveryOperation operation = renew(lease);
        outcomes.write(operation, run(lease, work), work, answers, clock.instant());
    }

    /** Carries out one thing that people decided. @return whether there may be more */
    public boolean obey(Lease lease) {
        return orders.carryOutOne(renew(lease), clock.instant());
    }

    /** Says of the next domains what became of them in the end. @return whether there may be more */
    public boolean settle(Lease lease) {
        return outcomes.settle(renew(lease), batchSize(BATCH), clock.instant());
    }

    /**
     * Every step has ended: writes the one event of the operation, mails, and leaves read-only mode where it may.
     *
     * @return whether it is over; not where domains wait for a last word that no step has given them
     */
    public boolean finish(Lease lease) {
        return conclusion.conclude(renew(lease), clock.instant());
    }

    private RecoveryOperation renew(Lease lease) {
        Query renewal = databaseClock.expression().map(now -> em.createNativeQuery("UPDATE recovery_operation SET lease_until = " + now + " + ?4, "
                        + "version = version + 1 WHERE id = ?1 AND lease_epoch = ?2 AND lease_owner = ?3").setParameter(4, settings.lease().toMillis()))
                .orElseGet(() -> em.createQuery("UPDATE RecoveryOperation o SET o.leaseUntil = ?4 WHERE o.id = ?1 AND o.leaseEpoch = ?2 AND o.leaseOwner = ?3")
                        .setParameter(4, databaseClock.now(em).plus(settings.lease())));
        int held = renewal.setParameter(1, lease.operationId()).setParameter(2, lease.epoch()).setParameter(3, lease.owner()).executeUpdate();
        if (held == 0) {
            throw new LeaseLost(lease);
        }
        return em.find(RecoveryOperation.class, lease.operationId());
    }

    private StepRun run(Lease lease, Work work) {
        return em.find(StepRun.class, work.line().key(lease.operationId()));
    }

    /** The plan an operation is bound to. */
    static Plan plan(EntityManager em, RecoveryOperation operation) {
        return em.find(RecoveryPlan.class, operation.getPlanVersion()).getPlan();
    }
}
