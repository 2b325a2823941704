package org.dradmin.recovery;

/** An operation was committed and waits to be carried out; the engine hears of it after the commit. */
public record OperationRequested(String operationId) {
}
