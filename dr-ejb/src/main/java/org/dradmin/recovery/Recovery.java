package org.dradmin.recovery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.ServiceMode;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.engine.Look;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * Failover and failback of the organization's protected domains. A request is one transaction: the operation, the one
 * active slot, read-only mode, the event and the mail stand together or not at all; the engine then carries it out.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Recovery {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Organizations organizations;
    @Inject
    private SystemLog log;
    @Inject
    private RecoveryMail mail;
    @Inject
    private Look look;
    @Inject
    private Event<OperationRequested> requested;
    @Inject
    private Clock clock;

    /** Moves protected domains to their disaster recovery region. Every no is a {@link Refusal} with its reason. */
    @RolesAllowed(Roles.DR_MANAGE)
    @AllowedWhileReadOnly("A part that is not failed over yet can still fail over.")
    public Answer failover(Request request) {
        return request(OperationKind.FAILOVER, request);
    }

    /** Moves protected domains back to their primary region. Every no is a {@link Refusal} with its reason. */
    @RolesAllowed(Roles.DR_MANAGE)
    @AllowedWhileReadOnly("Failback is the way out of read-only mode.")
    public Answer failback(Request request) {
        return request(OperationKind.FAILBACK, request);
    }

    private Answer request(OperationKind kind, Request request) {
        String reason = checked(request);
        Organization organization = em.createQuery("SELECT o FROM Organization o", Organization.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResult();
        Optional<RecoveryOperation> running = running();
        if (running.isPresent()) {
            if (running.get().asksTheSameAs(kind, request.scope())) {
                return new Answer(Answer.Kind.JOINED, running.get().getId());
            }
            throw new Refusal("Nothing was started. " + OrgStatus.whatRuns(running.get()) + " Wait until it has ended.");
        }
        Counts counts = counts(kind, request.scope());
        if (counts.all == 0) {
            throw new Refusal("Nothing was started: the organization has no protected domain yet.");
        }
        if (counts.there == counts.all) {
            return new Answer(Answer.Kind.ALREADY_THERE, null);
        }
        RecoveryOperation operation = new RecoveryOperation(kind, request, reason, counts.all, RecoveryPlans.stored(em, clock.instant()), Client.current().actor(),
                Client.current().address(), clock.instant());
        em.persist(operation);
        em.flush();
        organizations.enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE).fact("operationId", operation.getId()));
        log.write(Entry.of(kind.startEvent()).on(Target.of("RecoveryOperation", operation.getId(), kind.title()))
                .on(Target.of("Organization", organization.getId(), organization.getName()))
                .fact("operationId", operation.getId()).fact("reason", reason).fact("mode", operation.getMode().words()).fact("override", operation.getOverrideReason())
                .fact("domains", counts.all)
                .fact("scope", request.scope().all() ? "all" : String.join(", ", request.scope().names())));
        mail.started(operation, regions(kind.target().other()), regions(kind.target()));
        requested.fire(new OperationRequested(operation.getId()));
        return new Answer(Answer.Kind.STARTED, operation.getId());
    }

    private static String checked(Request request) {
        if (!request.acknowledged()) {
            throw new Refusal("Nothing was started: read the text of the dialog and tick the box at its bottom first.");
        }
        String reason = request.reason() == null || request.reason().isBlank() ? null : request.reason().strip();
        if (reason != null && reason.length() > RecoveryOperation.REASON_LENGTH) {
            throw new Refusal("Nothing was started: the reason has " + reason.length() + " characters; it takes at most "
                    + RecoveryOperation.REASON_LENGTH + ".");
        }
        if (request.override() != null && request.override().strip().length() > RecoveryOperation.REASON_LENGTH) {
            throw new Refusal("Nothing was started: the reason of the override has more than " + RecoveryOperation.REASON_LENGTH
                    + " characters.");
        }
        return reason;
    }

    private record Counts(int all, int there) { }

    private Counts counts(OperationKind kind, Scope scope) {
        if (scope.all()) {
            var counts = organizations.domainCounts();
            long there = kind == OperationKind.FAILOVER ? counts.failedOver()
                    : counts.all() - counts.failedOver() - counts.unsettled();
            return new Counts((int) counts.all(), (int) there);
        }
        int there = 0;
        SortedSet<String> unknown = new TreeSet<>();
        for (String name : scope.names()) {
            ProtectedDomain domain = em.find(ProtectedDomain.class, name);
            if (domain == null) {
                unknown.add(name);
            } else if (domain.isSettled() && domain.getActiveSide() == kind.target()) {
                there++;
            }
        }
        if (!unknown.isEmpty()) {
            throw new Refusal("Nothing was started: " + String.join(", ", unknown)
                    + (unknown.size() == 1 ? " is no protected domain" : " are no protected domains") + " of this organization.");
        }
        return new Counts(scope.names().size(), there);
    }

    private String regions(Side side) {
        String region = side == Side.PRIMARY ? "d.primaryRegion" : "d.recoveryRegion";
        return String.join(", ", em.createQuery("SELECT r.displayName FROM Region r WHERE r.code IN "
                + "(SELECT " + region + ".code FROM ProtectedDomain d) ORDER BY r.displayName", String.class).getResultList());
    }

    private Optional<RecoveryOperation> running() {
        return em.createQuery("SELECT o FROM RecoveryOperation o WHERE o.activeSlot IS NOT NULL", RecoveryOperation.class)
                .getResultStream().findFirst();
    }

    /**
     * What an operation would do and meet now: each step's connector looks, for at most ten seconds in all, and says what
     * it would send. Nothing is touched; what goes wrong with one connector is a line of the answer.
     *
     * @param mode null for the usual one of the kind
     * @param override as in a {@link Request}; null without
     */
    @RolesAllowed(Roles.DR_MANAGE)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Preview preview(OperationKind kind, Scope scope, Mode mode, String override) {
        Optional<Situation.Override> word = Optional.ofNullable(override).filter(why -> !why.isBlank())
                .map(why -> new Situation.Override(Client.current().actor().displayName(), why.strip()));
        return look.ahead(kind, scope, mode == null ? Mode.usual(kind) : mode, word, RecoveryPlans.counting(em, clock.instant()));
    }

    /** What is the case now. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public OrgStatus status() {
        return new OrgStatus(organizations.domainCounts(), running().orElse(null), organizations.organization()
                .filter(o -> o.getServiceMode() == ServiceMode.READ_ONLY).map(Organization::getServiceModeSince).orElse(null));
    }

    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<RecoveryOperation> operation(String id) {
        return Optional.ofNullable(id == null ? null : em.find(RecoveryOperation.class, id));
    }

    /** How far an operation is; empty for an unknown one. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Progress> progress(String id) {
        return operation(id).map(operation -> ProgressReport.of(em, operation));
    }

    /** An operation's steps, batch by batch, with what was seen before and after. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ProvenStep> runs(String id, int first, int most) {
        return ProvenStep.of(em, id, first, Math.min(most, Organizations.PAGE));
    }

    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public int runCount(String id) {
        return em.createQuery("SELECT COUNT(s) FROM StepRun s WHERE s.operationId = :id", Long.class).setParameter("id", id)
                .getSingleResult().intValue();
    }

    /**
     * Writes everything about an operation as one JSON document. Every export is an event itself, also one that broke off.
     *
     * @throws IOException if the stream does not take it
     */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void export(String id, OutputStream out) throws IOException {
        RecoveryOperation operation = operation(id).orElseThrow(() -> new Refusal("There is no such operation."));
        Entry event = Entry.of(EventType.OPERATION_EXPORT).on(Target.of("RecoveryOperation", id, operation.getKind().title()))
                .fact("operationId", id);
        try {
            OperationExport.write(em, operation, out);
        } catch (IOException | RuntimeException e) {
            log.writeApart(event.failed("The download ended before all of it was sent."));
            throw e;
        }
        log.writeApart(event);
    }

    /** The results of an operation's domains, failed ones first, then by name. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<DomainResult> results(String id, int first, int most) {
        return em.createQuery("SELECT r FROM DomainResult r WHERE r.operationId = :id "
                        + "ORDER BY CASE WHEN r.state = org.dradmin.recovery.DomainState.FAILED THEN 0 ELSE 1 END, r.domainName",
                        DomainResult.class)
                .setParameter("id", id).setFirstResult(first).setMaxResults(Math.min(most, Organizations.PAGE)).getResultList();
    }

    /** Operations, newest first. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<RecoveryOperation> history(int first, int most) {
        return em.createQuery("SELECT o FROM RecoveryOperation o ORDER BY o.requestedAt DESC, o.id", RecoveryOperation.class)
                .setFirstResult(first).setMaxResults(Math.min(most, Organizations.PAGE)).getResultList();
    }

    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public int historySize() {
        return em.createQuery("SELECT COUNT(o) FROM RecoveryOperation o", Long.class).getSingleResult().intValue();
    }
}
