package org.dradmin.recovery.engine;

/**
 * The right to drive an operation, held by one node at a time. Its epoch grows with each holder; every write to the
 * journal is conditional on it, so that a node which was only slow cannot write on after another took over.
 */
public record Lease(String operationId, String owner, long epoch) {
}
