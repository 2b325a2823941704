package org.dradmin.web.console;

import java.time.Instant;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.Scope;
import org.dradmin.systemlog.Actor;

/** An operation as a boundary would hand it out, in any state a test wants. */
class PastOperation extends RecoveryOperation {

    static final Instant REQUESTED = Instant.parse("2026-11-22T03:04:05Z");

    private final OperationKind kind;
    private final OperationState state;
    private final int moved;

    PastOperation(OperationKind kind, OperationState state, int moved) {
        this.kind = kind;
        this.state = state;
        this.moved = moved;
    }

    @Override
    public String getId() {
        return "op-1";
    }

    @Override
    public OperationKind getKind() {
        return kind;
    }

    @Override
    public OperationState getState() {
        return state;
    }

    @Override
    public Actor getRequester() {
        return Actor.user("u1", "ada", "Ada Marsh");
    }

    @Override
    public Instant getRequestedAt() {
        return REQUESTED;
    }

    @Override
    public Instant getStartedAt() {
        return state == OperationState.REQUESTED ? null : REQUESTED;
    }

    @Override
    public Instant getEndedAt() {
        return state.ended() ? REQUESTED.plusSeconds(72) : null;
    }

    @Override
    public int getDomains() {
        return 5;
    }

    @Override
    public int getMoved() {
        return moved;
    }

    @Override
    public Scope getScope() {
        return Scope.ALL;
    }
}
