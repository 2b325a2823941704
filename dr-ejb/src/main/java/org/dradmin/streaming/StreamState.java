package org.dradmin.streaming;

/**
 * What a node has to know of a stream that it drives.
 *
 * @param acknowledged the place from which it goes on
 * @param revision changes with its settings
 */
public record StreamState(StreamLease lease, StreamSettings settings, long acknowledged, int revision) {
}
