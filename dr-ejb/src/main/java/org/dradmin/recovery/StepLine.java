package org.dradmin.recovery;

import java.time.Instant;
import java.util.List;

/** A {@link StepRun} as a plain value: what the engine plans by and pages show. */
public record StepLine(int step, int batch, int group, String name, String connector, StepState state, boolean organization,
        boolean touched, Integer undoes, int attempt, Instant intentAt, Instant resultAt, Instant retryAt, Instant waitingSince, Instant waitUntil,
        Decision decision, String decisionBy, String reason) {

    private static final String QUERY = "SELECT NEW org.dradmin.recovery.StepLine(s.step, s.batch, s.group, s.name, s.connector, s.state, "
            + "s.organization, s.touched, s.undoes, s.attempt, s.intentAt, s.resultAt, s.retryAt, s.waitingSince, s.waitUntil, s.decision, s.decisionBy, "
            + "s.reason) FROM StepRun s WHERE s.operationId = :id ORDER BY s.group, s.step, s.batch";

    /** Every line of an operation's journal, in the order in which steps go. */
    public static List<StepLine> of(jakarta.persistence.EntityManager em, String operationId) {
        return em.createQuery(QUERY, StepLine.class).setParameter("id", operationId).getResultList();
    }

    public StepRun.Key key(String operationId) {
        return new StepRun.Key(operationId, step, batch);
    }

    /** As {@link StepRun#situationStep()}. */
    public String situationStep() {
        return StepRun.situationStep(step, batch);
    }

    public boolean ended() {
        return state.ended();
    }

    /** Whether it failed and holds later groups back until a person decides, or the time for that is over. */
    public boolean waitsForDecision(Instant now) {
        return state == StepState.FAILED && waitUntil != null && waitUntil.isAfter(now);
    }

    /** Whether domains cannot go on without it: it is the organization's and did not end well. */
    public boolean blocks() {
        return organization && undoes == null && ended() && !StepState.GOOD.contains(state);
    }
}
