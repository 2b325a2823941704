package org.dradmin.streaming;

import jakarta.ejb.ApplicationException;

/** Another node streams there now, or the stream was set back or deleted; this one writes no place any more. */
@ApplicationException(rollback = true)
public class StreamLeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    StreamLeaseLost(StreamLease lease) {
        super("The lease on stream " + lease.streamId() + " (epoch " + lease.epoch() + ") is over.");
    }
}
