package org.dradmin.recovery;

/**
 * What somebody asks for.
 *
 * @param acknowledged whether the text of the dialog was read and its box ticked
 * @param reason in the requester's words; may be null
 * @param mode null for the usual one of the kind: unplanned for a failover, planned for a failback
 * @param override why what a connector would refuse (promoting a database whose old primary is not proved to be
 *     fenced) may be done all the same, on the requester's word; null without
 */
public record Request(Scope scope, boolean acknowledged, String reason, Mode mode, String override) {

    public Request(Scope scope, boolean acknowledged, String reason) {
        this(scope, acknowledged, reason, null, null);
    }

    Mode modeFor(OperationKind kind) {
        return mode != null ? mode : Mode.usual(kind);
    }
}
