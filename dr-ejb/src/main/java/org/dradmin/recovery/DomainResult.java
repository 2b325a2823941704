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
    @Column(name = "steps_done")
    private int stepsDone;
    private boolean touched;
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

    public int getStepsDone() {
        return stepsDone;
    }

    /** Whether a switch of it was begun, so that after a failure it may stand anywhere. */
    public boolean isTouched() {
        return touched;
    }

    public String getReason() {
        return reason;
    }

    public Instant getEndedAt() {
        return endedAt;
    }

    /** A connector is about to switch it. */
    public void touch() {
        touched = true;
    }

    public void work() {
        state = DomainState.MOVING;
    }

    /** A step is done with it; after the last one it has moved. */
    public void stepDone(int step, int steps, Instant now) {
        stepsDone = step + 1;
        if (stepsDone == steps) {
            state = DomainState.MOVED;
            endedAt = now;
        }
    }

    public void fail(String why, Instant now) {
        state = DomainState.FAILED;
        reason = RecoveryOperation.cut(why, RecoveryOperation.REASON_LENGTH);
        endedAt = now;
    }
}
