package org.dradmin.recovery.connector;

import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.Side;
import org.dradmin.recovery.Mode;

/**
 * What a connector may know of the operation it works for.
 *
 * @param operationId the operation, or {@link #PREVIEW}
 * @param step the step's place in the plan and batch: stable over repeats and crashes, so that with the operation's
 *     id it makes an idempotency key
 * @param stepsDone the names of the steps before it in this operation that ended well for these domains; a step that
 *     was skipped or passed by is none of them
 * @param override a person's word that what a connector would refuse may be done; empty without one
 */
public record Situation(String operationId, String step, Mode mode, Side to, Set<String> stepsDone, Optional<Override> override) {

    /** The operation of a look ahead. */
    public static final String PREVIEW = "preview";

    /** Who took it upon them, and why. */
    public record Override(String person, String reason) {
    }

    /** Whether nothing is to be carried out: a person looks ahead. */
    public boolean preview() {
        return operationId.equals(PREVIEW);
    }

    /** The same for every repeat of this step with this batch, and for no other. */
    public String idempotencyKey() {
        return operationId + "/" + step;
    }
}
