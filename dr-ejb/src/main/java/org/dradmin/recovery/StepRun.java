package org.dradmin.recovery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
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

    /** Steps from here on undo others, the last one first; plans have fewer. */
    public static final int UNDO = 100;

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
    @Column(name = "group_no")
    private int group;
    private boolean organization;
    private boolean touched;
    private Integer undoes;
    @Column(name = "waiting_since")
    private Instant waitingSince;
    @Column(name = "wait_until")
    private Instant waitUntil;
    @Enumerated(EnumType.STRING)
    private Decision decision;
    @Column(name = "decision_by")
    private String decisionBy;
    @Column(name = "decision_reason")
    private String decisionReason;

    protected StepRun() {
    }

    public StepRun(RecoveryOperation operation, Plan.Place place, int batch) {
        this.operationId = operation.getId();
        this.step = place.index();
        this.group = place.group();
        this.batch = batch;
        this.name = place.step().name();
        this.connector = place.step().connector();
        this.organization = place.step().organization();
        this.state = StepState.PENDING;
    }

    /** Undoes what a step did, after everything that came later is undone. */
    public static StepRun undoing(StepRun done) {
        StepRun run = new StepRun();
        run.operationId = done.operationId;
        run.step = 2 * UNDO - done.step;
        run.group = 2 * UNDO - done.group;
        run.batch = done.batch;
        run.name = "Undo: " + RecoveryOperation.cut(done.name, 190);
        run.connector = done.connector;
        run.organization = done.organization;
        run.undoes = done.step;
        run.state = StepState.PENDING;
        return run;
    }

    public String getOperationId() {
        return operationId;
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

    /** The step with this batch as connectors know it: stable over repeats and crashes. */
    public String situationStep() {
        return situationStep(step, batch);
    }

    static String situationStep(int step, int batch) {
        return (step + 1) + "." + (batch + 1);
    }

    /** Its group's place in the plan, from 0. */
    public int getGroup() {
        return group;
    }

    /** Whether it is done once for the whole organization. */
    public boolean isOrganization() {
        return organization;
    }

    /** Whether a switch was begun, so that after a failure it may stand anywhere. */
    public boolean isTouched() {
        return touched;
    }

    /** The step it undoes, from 0; null for a step of the plan. */
    public Integer getUndoes() {
        return undoes;
    }

    /** Until when its failure holds later groups back for a decision; null where it does not. */
    public Instant getWaitUntil() {
        return waitUntil;
    }

    public Decision getDecision() {
        return decision;
    }

    /** Who decided about it; null where nobody had to. */
    public String getDecisionBy() {
        return decisionBy;
    }

    public String getDecisionReason() {
        return decisionReason;
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

    /** It is known where everything stands; from here on it may stand anywhere. */
    public void switching() {
        state = Transitions.STEP.next(state, StepTrigger.INSPECTED);
        touched = true;
    }

    /** What was to be switched is, as far as is known. */
    public void verifying() {
        state = Transitions.STEP.next(state, StepTrigger.SWITCHED);
    }

    public void retry(Duration after, String why, Instant now) {
        state = Transitions.STEP.next(state, StepTrigger.TOLD_TO_WAIT);
        retryAt = now.plus(after);
        waitingSince = waitingSince == null ? now : waitingSince;
        reason = RecoveryOperation.cut(why, RecoveryOperation.REASON_LENGTH);
    }

    /** There is news: do not wait for the pause's end. */
    public void hurry(Instant now) {
        if (state == StepState.RETRYING) {
            retryAt = now;
        }
    }

    /** No domain of the batch is left in play. */
    public void unneeded(String why, Instant now) {
        state = Transitions.STEP.next(state, StepTrigger.NOTHING_LEFT);
        reason = RecoveryOperation.cut(why, RecoveryOperation.REASON_LENGTH);
        resultAt = now;
    }

    /** The operation was stopped before its turn, or between two attempts. */
    public void cancel(Instant now) {
        state = Transitions.STEP.next(state, StepTrigger.STOPPED);
        resultAt = now;
    }

    /**
     * @param outcome what happened: confirmed, passed by, or given up
     * @param why null where there is nothing to say
     */
    public void end(StepTrigger outcome, String why, Instant now) {
        state = Transitions.STEP.next(state, outcome);
        reason = RecoveryOperation.cut(why, RecoveryOperation.REASON_LENGTH);
        resultAt = now;
    }

    /** It failed, and a person may decide what is done about it until then. */
    public void waitForDecision(Instant until) {
        waitUntil = until;
    }

    /** A person's decision, which the engine carries out. */
    public void decide(Decision what, String person, String why) {
        decision = what;
        decisionBy = person;
        decisionReason = RecoveryOperation.cut(why, RecoveryOperation.REASON_LENGTH);
    }

    /** The decision is carried out. */
    public void obey(Instant now) {
        state = Transitions.STEP.next(state, decision == Decision.RETRY ? StepTrigger.TOLD_TO_TRY_AGAIN : StepTrigger.TOLD_TO_SKIP);
        if (decision == Decision.RETRY) {
            again();
        } else {
            resultAt = now;
        }
        decision = null;
        waitUntil = null;
    }

    /** Domains that had not come this far come now. */
    public void reopen() {
        state = Transitions.STEP.next(state, StepTrigger.REOPENED);
        again();
    }

    private void again() {
        intentAt = null;
        waitingSince = null;
        resultAt = null;
        retryAt = null;
        reason = null;
    }
}
