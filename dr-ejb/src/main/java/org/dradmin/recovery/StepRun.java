package org.dradmin.recovery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.dradmin.recovery.engine.Transitions;
import org.dradmin.recovery.engine.Transitions.StepTrigger;

/** One step with one batch of domains: the journal's line, written before each call of the connector and after it. */
@Entity
@Table(name = "step_run")
@IdClass(StepRun.Key.class)
public class StepRun {

    /** The key as JPA wants it. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1;
        private String operationId;
        private int step;
        private int batch;

        public Key() {
        }

        public Key(String operationId, int step, int batch) {
            this.operationId = operationId;
            this.step = step;
            this.batch = batch;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.operationId.equals(operationId) && key.step == step && key.batch == batch;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * operationId.hashCode() + step) + batch;
        }
    }

    @Id
    @Column(name = "operation_id")
    private String operationId;
    @Id
    private int step;
    @Id
    private int batch;
    private String name;
    private String connector;
    @Enumerated(EnumType.STRING)
    private StepState state;
    private int attempt;
    @Column(name = "intent_at")
    private Instant intentAt;
    @Column(name = "result_at")
    private Instant resultAt;
    @Column(name = "retry_at")
    private Instant retryAt;
    private String reason;
    @Lob
    private String seen;

    protected StepRun() {
    }

    public StepRun(RecoveryOperation operation, int position, Step step, int batch) {
        this.operationId = operation.getId();
        this.step = position;
        this.batch = batch;
        this.name = step.name();
        this.connector = step.connector();
        this.state = StepState.PENDING;
    }

    /** Its place in the plan, from 0. */
    public int getStep() {
        return step;
    }

    public int getBatch() {
        return batch;
    }

    public String getName() {
        return name;
    }

    public String getConnector() {
        return connector;
    }

    public StepState getState() {
        return state;
    }

    public int getAttempt() {
        return attempt;
    }

    public Instant getIntentAt() {
        return intentAt;
    }

    public Instant getResultAt() {
        return resultAt;
    }

    public Instant getRetryAt() {
        return retryAt;
    }

    public String getReason() {
        return reason;
    }

    /** What the connector saw, before and after. */
    public String getSeen() {
        return seen;
    }

    /** Begins, or begins again after a crash or a pause: every attempt inspects first. */
    public void inspect(Instant now) {
        state = Transitions.STEP.next(state, StepTrigger.TAKEN_UP);
        attempt++;
        retryAt = null;
        if (intentAt == null) {
            intentAt = now;
        }
    }

    public void switching() {
        state = Transitions.STEP.next(state, StepTrigger.INSPECTED);
    }

    public void verifying() {
        state = Transitions.STEP.next(state, StepTrigger.SWITCHED);
    }

    public void retry(Duration after, String why, Instant now) {
        state = Transitions.STEP.next(state, StepTrigger.TOLD_TO_WAIT);
        retryAt = now.plus(after);
        reason = RecoveryOperation.cut(why, RecoveryOperation.REASON_LENGTH);
    }

    /** No domain of the batch is left in play. */
    public void skip(Instant now) {
        state = Transitions.STEP.next(state, StepTrigger.NOTHING_LEFT);
        resultAt = now;
    }

    /** @param why null when every domain of the batch is done */
    public void end(String why, String whatWasSeen, Instant now) {
        state = Transitions.STEP.next(state, why == null ? StepTrigger.CONFIRMED : StepTrigger.GIVEN_UP);
        reason = RecoveryOperation.cut(why, RecoveryOperation.REASON_LENGTH);
        seen = whatWasSeen;
        resultAt = now;
    }
}
