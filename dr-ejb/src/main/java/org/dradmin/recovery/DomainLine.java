package org.dradmin.recovery;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.dradmin.organization.Side;
import org.dradmin.recovery.connector.DomainMove;

/** A {@link DomainResult} with where its domain is served: what the engine plans by, read for a whole batch at once. */
public record DomainLine(String domain, DomainState state, long done, long touched, long undone, String fromRegion, String toRegion,
        String primaryEndpoint, String recoveryEndpoint) {

    private static final String QUERY = "SELECT NEW org.dradmin.recovery.DomainLine(r.domainName, r.state, r.doneSteps, r.touchedSteps, "
            + "r.undoneSteps, r.fromRegion, r.toRegion, d.primaryEndpoint, d.recoveryEndpoint) "
            + "FROM DomainResult r, ProtectedDomain d WHERE r.operationId = :id AND r.batch = :batch AND d.name = r.domainName ORDER BY r.domainName";

    /** Every domain of a batch, by name. */
    public static List<DomainLine> of(EntityManager em, String operationId, int batch) {
        return em.createQuery(QUERY, DomainLine.class).setParameter("id", operationId).setParameter("batch", batch).getResultList();
    }

    /** Whether nothing has been said about it for good. */
    public boolean open() {
        return state.open();
    }

    /** Whether this step of the plan, counted from 0, is done with it. */
    public boolean isDone(int step) {
        return (done & DomainResult.bit(step)) != 0;
    }

    /** Whether this step began to switch it and has not been undone. */
    public boolean isTouchedBy(int step) {
        return (touched & ~undone & DomainResult.bit(step)) != 0;
    }

    /**
     * Its move to a side.
     *
     * @param target the side that the operation moves to, which is the other one where it undoes what it did
     */
    public DomainMove move(Side to, Side target) {
        boolean there = to == Side.DISASTER_RECOVERY;
        return new DomainMove(domain, to, to == target ? fromRegion : toRegion, to == target ? toRegion : fromRegion,
                there ? primaryEndpoint : recoveryEndpoint, there ? recoveryEndpoint : primaryEndpoint);
    }
}
