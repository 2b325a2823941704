package org.dradmin.recovery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.dradmin.organization.ProtectedDomain;

/** What became of one protected domain in one operation. */
@Entity
@Table(name = "domain_result")
@IdClass(DomainResult.Key.class)
public class DomainResult {

    /** The key as JPA wants it. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1;
        private String operationId;
        private String domainName;

        public Key() {
        }

        public Key(String operationId, String domainName) {
            this.operationId = operationId;
            this.domainName = domainName;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.operationId.equals(operationId) && key.domainName.equals(domainName);
        }

        @Override
        public int hashCode() {
            return 31 * operationId.hashCode() + domainName.hashCode();
        }
    }

    @Id
    @Column(name = "operation_id")
    private String operationId;
    @Id
    @Column(name = "domain_name")
    private String domainName;
    private int batch;
    @Column(name = "from_region")
    private String fromRegion;
    @Column(name = "to_region")
    private String toRegion;
    @Enumerated(EnumType.STRING)
    private DomainState state;
    @Column(name = "done_steps")
    private long doneSteps;
    @Column(name = "touched_steps")
    private long touchedSteps;
    @Column(name = "undone_steps")
    private long undoneSteps;
    @Column(name = "failed_step")
    private Integer failedStep;
    private String reason;
    @Column(name = "ended_at")
    private Instant endedAt;

    protected DomainResult() {
    }

    public DomainResult(RecoveryOperation operation, ProtectedDomain domain, int batch) {
        this.operationId = operation.getId();
        this.domainName = domain.getName();
        this.batch = batch;
        this.fromRegion = domain.regionOn(operation.getKind().target().other()).getCode();
        this.toRegion = domain.regionOn(operation.getKind().target()).getCode();
        this.state = DomainState.PENDING;
    }

    public String getDomainName() {
        return domainName;
    }

    public int getBatch() {
        return batch;
    }

    public String getFromRegion() {
        return fromRegion;
    }

    public String getToRegion() {
        return toRegion;
    }

    public DomainState getState() {
        return state;
    }

    /** The steps done with it, a bit for each. */
    public long getDone() {
        return doneSteps;
    }

    public int getStepsDone() {
        return Long.bitCount(doneSteps);
    }

    /** Whether this step of the plan, counted from 0, is done with it. */
    public boolean isDone(int step) {
        return (doneSteps & bit(step)) != 0;
    }

    /** The step it failed at, from 0; null where it did not. */
    public Integer getFailedStep() {
        return failedStep;
    }

    /** Whether a switch of it was begun, so that after a failure it may stand anywhere. */
    public boolean isTouched() {
        return (touchedSteps & ~undoneSteps) != 0;
    }

    /** Whether something that was done with it was undone. */
    public boolean isUndone() {
        return undoneSteps != 0;
    }

    public boolean isTouchedBy(int step) {
        return (touchedSteps & ~undoneSteps & bit(step)) != 0;
    }

    public String getReason() {
        return reason;
    }

    public Instant getEndedAt() {
        return endedAt;
    }

    public void stepDone(int step) {
        doneSteps |= bit(step);
    }

    /** The step was undone: the domain stands as if it had never been. */
    public void undone(int step) {
        doneSteps &= ~bit(step);
        undoneSteps |= bit(step);
    }

    public void moved(Instant now) {
        end(DomainState.MOVED, null, now);
    }

    public void fail(int step, String why, Instant now) {
        failedStep = step;
        end(DomainState.FAILED, why, now);
    }

    /** The operation was stopped before this domain was moved. */
    public void stopped(String why, Instant now) {
        end(isTouched() ? DomainState.FAILED : DomainState.CANCELLED, why, now);
    }

    /** Everything that touched it is undone. */
    public void rolledBack(String why, Instant now) {
        end(DomainState.ROLLED_BACK, why, now);
    }

    /** A person decided that its failed step is tried again or left out. */
    public void resume() {
        state = DomainState.MOVING;
        failedStep = null;
        reason = null;
        endedAt = null;
    }

    private void end(DomainState as, String why, Instant now) {
        state = as;
        reason = RecoveryOperation.cut(why, RecoveryOperation.REASON_LENGTH);
        endedAt = now;
    }

    /** Of a step of the plan, counted from 0, in what is kept of all steps. */
    public static long bit(int step) {
        return 1L << step;
    }
}
