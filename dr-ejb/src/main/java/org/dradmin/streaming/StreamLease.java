package org.dradmin.streaming;

/**
 * The right to stream to a target, held by one node at a time. Its epoch grows with each holder; every write of a place
 * is conditional on it.
 */
public record StreamLease(String streamId, String owner, long epoch) {
}
