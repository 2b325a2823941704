package org.dradmin.recovery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.connector.manual.Confirmation;
import org.dradmin.recovery.connector.manual.ManualConnector;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * What people can do about an operation while it runs. Each is an order that is written down at once and carried out by
 * the engine; every no is a {@link Refusal} with its reason.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class RecoveryControl {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private ManualConnector manual;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Tries a step again with the domains that failed at it, or at once if it waits for its next attempt. */
    @RolesAllowed(Roles.DR_MANAGE)
    @AllowedWhileReadOnly("Control of a running operation.")
    public void retry(String operationId, int step) {
        RecoveryOperation operation = running(operationId);
        List<StepRun> runs = decidable(operation, step);
        runs.forEach(run -> run.decide(Decision.RETRY, person(), null));
        log.write(event(EventType.OPERATION_RETRY, operation).fact("step", runs.get(0).getName()));
    }

    /** Leaves a step out for the domains that failed at it: they go on as if it were done. */
    @RolesAllowed(Roles.DR_MANAGE)
    @AllowedWhileReadOnly("Control of a running operation.")
    public void skip(String operationId, int step, String reason) {
        RecoveryOperation operation = running(operationId);
        String why = reason(reason, "Say why the step may be left out: it will stand in the log.");
        List<StepRun> runs = decidable(operation, step);
        runs.forEach(run -> run.decide(Decision.SKIP, person(), why));
        log.write(event(EventType.OPERATION_SKIP, operation).fact("step", runs.get(0).getName()).fact("reason", why));
    }

    /** Lets no further step begin. What has been done stays. */
    @RolesAllowed(Roles.DR_MANAGE)
    @AllowedWhileReadOnly("Control of a running operation.")
    public void cancel(String operationId, String reason) {
        stop(operationId, StopOrder.CANCEL, reason, EventType.OPERATION_CANCEL);
    }

    /** Lets no further step begin, and undoes what can be undone, the last step first. A promoted database never is. */
    @RolesAllowed(Roles.DR_MANAGE)
    @AllowedWhileReadOnly("Control of a running operation.")
    public void rollBack(String operationId, String reason) {
        stop(operationId, StopOrder.ROLL_BACK, reason, EventType.OPERATION_ROLL_BACK);
    }

    private void stop(String operationId, StopOrder order, String reason, EventType type) {
        RecoveryOperation operation = running(operationId);
        if (operation.getStopOrder() != null) {
            throw new Refusal("It is being ended already: " + operation.stopWords() + ".");
        }
        String why = reason(reason, "Say why: it will stand in the log and in the mail.");
        operation.order(order, person(), why);
        log.write(event(type, operation).fact("reason", why));
    }

    /** The word of the person whom a manual step waits for. */
    @RolesAllowed(Roles.DR_READ)
    @AllowedWhileReadOnly("Control of a running operation.")
    public void confirm(String operationId, int step, String note) {
        RecoveryOperation operation = running(operationId);
        List<StepRun> runs = runs(operation, step);
        if (runs.isEmpty() || runs.stream().allMatch(run -> run.getState().ended())) {
            throw new Refusal("This step does not wait for anybody.");
        }
        Plan plan = em.find(RecoveryPlan.class, operation.getPlanVersion()).getPlan();
        Plan.Entry entry = plan.entry(plan.places(operation.getKind()).get(step).step());
        String what = reason(note, "Say what you did or saw: it will stand in the log.");
        manual.requireWaitsFor(entry, Client.current().actor().name());
        for (StepRun run : runs) {
            em.merge(new Confirmation(operationId, run.situationStep(), Client.current().actor(), what, clock.instant()));
            run.hurry(clock.instant());
        }
        log.write(event(EventType.OPERATION_CONFIRM, operation).fact("step", runs.get(0).getName()).fact("note", what));
    }

    /** The engine's writers queue behind the same row, so that a step cannot end while it is decided about. */
    private RecoveryOperation running(String operationId) {
        RecoveryOperation operation = operationId == null ? null
                : em.find(RecoveryOperation.class, operationId, LockModeType.PESSIMISTIC_WRITE);
        if (operation == null) {
            throw new Refusal("There is no such operation.");
        }
        if (operation.getState().ended()) {
            throw new Refusal("The operation has ended; nothing about it can be decided any more. Initiate another one for what is left.");
        }
        return operation;
    }

    private List<StepRun> decidable(RecoveryOperation operation, int step) {
        if (operation.getStopOrder() != null) {
            throw new Refusal("It is being ended: " + operation.stopWords() + ".");
        }
        List<StepRun> runs = runs(operation, step).stream()
                .filter(run -> run.getState() == StepState.FAILED || run.getState() == StepState.RETRYING).toList();
        if (runs.isEmpty()) {
            throw new Refusal("This step has not failed and does not wait; there is nothing to decide about it.");
        }
        return runs;
    }

    private List<StepRun> runs(RecoveryOperation operation, int step) {
        return em.createQuery("SELECT s FROM StepRun s WHERE s.operationId = :id AND s.step = :step ORDER BY s.batch", StepRun.class)
                .setParameter("id", operation.getId()).setParameter("step", step).getResultList();
    }

    private static String reason(String reason, String whenMissing) {
        if (reason == null || reason.isBlank()) {
            throw new Refusal(whenMissing);
        }
        if (reason.strip().length() > RecoveryOperation.REASON_LENGTH) {
            throw new Refusal("This takes at most " + RecoveryOperation.REASON_LENGTH + " characters.");
        }
        return reason.strip();
    }

    private static String person() {
        return Client.current().actor().displayName();
    }

    private static Entry event(EventType type, RecoveryOperation operation) {
        return Entry.of(type).on(Target.of("RecoveryOperation", operation.getId(), operation.getKind().title()))
                .fact("operationId", operation.getId());
    }
}
