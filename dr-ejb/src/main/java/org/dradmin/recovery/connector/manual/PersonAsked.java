package org.dradmin.recovery.connector.manual;

/** A person is asked to do a step by hand. Told again with each attempt; the mail goes once. */
public record PersonAsked(String operationId, String step, String username, String instructions) {
}
