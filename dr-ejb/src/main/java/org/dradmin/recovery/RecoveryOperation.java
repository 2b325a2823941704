package org.dradmin.recovery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dradmin.recovery.engine.Transitions;
import org.dradmin.systemlog.Actor;

/**
 * One run of failover or failback over protected domains. While it runs it holds the one active slot of the
 * organization, which the database grants once; only the node that holds its lease may write its journal.
 */
@Entity
@Table(name = "recovery_operation")
public class RecoveryOperation {

    static final String SLOT = "ACTIVE";
    static final int REASON_LENGTH = 1000;

    @Id
    private String id;
    @Enumerated(EnumType.STRING)
    private OperationKind kind;
    @Enumerated(EnumType.STRING)
    private OperationState state;
    @Column(name = "requester_id")
    private String requesterId;
    @Column(name = "requester_type")
    private String requesterType;
    @Column(name = "requester_name")
    private String requesterName;
    @Column(name = "requester_display")
    private String requesterDisplay;
    @Column(name = "requester_address")
    private String requesterAddress;
    private String reason;
    @Column(name = "requested_at")
    private Instant requestedAt;
    @Column(name = "started_at")
    private Instant startedAt;
    @Column(name = "ended_at")
    private Instant endedAt;
    @Column(name = "outcome_reason")
    private String outcomeReason;
    @Column(name = "plan_version")
    private int planVersion;
    @Lob
    @Column(name = "domain_scope")
    private String domainScope;
    @Column(name = "scope_digest")
    private String scopeDigest;
    private int domains;
    private int moved;
    @Column(name = "active_slot")
    private String activeSlot;
    @Column(name = "lease_owner")
    private String leaseOwner;
    @Column(name = "lease_epoch")
    private long leaseEpoch;
    @Column(name = "lease_until")
    private Instant leaseUntil;
    @Enumerated(EnumType.STRING)
    private Mode mode;
    @Column(name = "override_reason")
    private String overrideReason;
    @Enumerated(EnumType.STRING)
    @Column(name = "stop_order")
    private StopOrder stopOrder;
    @Column(name = "stop_by")
    private String stopBy;
    @Column(name = "stop_reason")
    private String stopReason;
    private boolean stopped;
    @Version
    private int version;

    protected RecoveryOperation() {
    }

    RecoveryOperation(OperationKind kind, Request request, String reason, int domains, RecoveryPlan plan, Actor requester,
            String address, Instant now) {
        Scope scope = request.scope();
        this.id = UUID.randomUUID().toString();
        this.kind = kind;
        this.state = OperationState.REQUESTED;
        this.requesterId = requester.id();
        this.requesterType = requester.type();
        this.requesterName = requester.name();
        this.requesterDisplay = requester.displayName();
        this.requesterAddress = address;
        this.reason = reason;
        this.requestedAt = now;
        this.planVersion = plan.getVersion();
        this.domainScope = scope.stored();
        this.scopeDigest = scope.digest();
        this.domains = domains;
        this.activeSlot = SLOT;
        this.mode = request.modeFor(kind);
        this.overrideReason = request.override() == null || request.override().isBlank() ? null : request.override().strip();
    }

    public String getId() {
        return id;
    }

    public OperationKind getKind() {
        return kind;
    }

    public OperationState getState() {
        return state;
    }

    public Actor getRequester() {
        return new Actor(requesterId, requesterType, requesterName, requesterDisplay);
    }

    public String getRequesterAddress() {
        return requesterAddress;
    }

    public String getReason() {
        return reason;
    }

    public Instant getRequestedAt() {
        return requestedAt;
    }

    public Instant getStartedAt() {
        return startedAt;
    }

    public Instant getEndedAt() {
        return endedAt;
    }

    /** Why it did not move everything; null where it did. */
    public String getOutcomeReason() {
        return outcomeReason;
    }

    public Mode getMode() {
        return mode;
    }

    /** Why what a connector would refuse may be done, on the requester's word; null without. */
    public String getOverrideReason() {
        return overrideReason;
    }

    /** What a person ordered while it ran; null where nobody stopped it. */
    public StopOrder getStopOrder() {
        return stopOrder;
    }

    public String getStopBy() {
        return stopBy;
    }

    public String getStopReason() {
        return stopReason;
    }

    /** Whether the order is carried out as far as the journal goes: what had not begun never will. */
    public boolean isStopped() {
        return stopped;
    }

    /** Why its last domains were not moved. */
    public String stopWords() {
        return (stopOrder == StopOrder.CANCEL ? "Cancelled by " : "Rolled back by ") + stopBy + ": " + stopReason;
    }

    /** A person wants it to end. A roll back may follow a cancellation that is not carried out yet, not the reverse. */
    void order(StopOrder order, String person, String why) {
        stopOrder = order;
        stopBy = person;
        stopReason = cut(why, REASON_LENGTH);
    }

    /** Nothing new begins. */
    public void stop() {
        stopped = true;
    }

    public int getPlanVersion() {
        return planVersion;
    }

    public int getDomains() {
        return domains;
    }

    /** How many domains it brought, or found, on their target side. */
    public int getMoved() {
        return moved;
    }

    public Scope getScope() {
        return Scope.read(domainScope);
    }

    public long getLeaseEpoch() {
        return leaseEpoch;
    }

    /** The actual recovery time: from the request until the last domain was confirmed (NIST SP 800-34, RTO's actual). */
    public Optional<Duration> recoveryTime() {
        return endedAt == null ? Optional.empty() : Optional.of(Duration.between(requestedAt, endedAt));
    }

    boolean asksTheSameAs(OperationKind otherKind, Scope scope) {
        return kind == otherKind && scopeDigest.equals(scope.digest());
    }

    /** All its domains are written down: it begins to move them. */
    /** The first of its domains are written down, so that their steps can begin. */
    public void start(Instant now) {
        startedAt = now;
    }

    /** All of its domains are written down. */
    public void begin(int preparedDomains) {
        state = Transitions.OPERATION.next(state, Transitions.OperationTrigger.PREPARED);
        domains = preparedDomains;
    }

    /**
     * It is over; the slot is free for the next one.
     *
     * @param failures why domains were not moved; null where all were
     */
    public void end(int movedDomains, String failures, Instant now) {
        state = Transitions.OPERATION.next(state, failures == null ? Transitions.OperationTrigger.ALL_MOVED
                : stopOrder == null ? Transitions.OperationTrigger.SOME_NOT_MOVED
                : stopOrder == StopOrder.CANCEL ? Transitions.OperationTrigger.CANCELLED : Transitions.OperationTrigger.UNDONE);
        moved = movedDomains;
        outcomeReason = failures == null ? null : cut((stopOrder == null ? "" : stopWords() + ". ") + failures, REASON_LENGTH);
        endedAt = now;
        activeSlot = null;
        leaseOwner = null;
        leaseUntil = null;
    }

    static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
