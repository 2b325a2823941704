package org.dradmin.recovery;

/**
 * What somebody asks for.
 *
 * @param acknowledged whether the text of the dialog was read and its box ticked
 * @param reason in the requester's words; may be null
 */
public record Request(Scope scope, boolean acknowledged, String reason) {
}
