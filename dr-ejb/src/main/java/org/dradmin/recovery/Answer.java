package org.dradmin.recovery;

/**
 * What became of a request.
 *
 * @param operationId the operation that carries it out; null where nothing was to do
 */
public record Answer(Kind kind, String operationId) {

    /** Whether it began something, joined what runs, or found everything as wanted. */
    public enum Kind { STARTED, JOINED, ALREADY_THERE }
}
