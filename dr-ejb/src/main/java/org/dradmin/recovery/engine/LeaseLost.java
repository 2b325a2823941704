package org.dradmin.recovery.engine;

import jakarta.ejb.ApplicationException;

/** Another node drives this operation now; this one stops at once, without a trace in the journal. */
@ApplicationException(rollback = true)
public class LeaseLost extends RuntimeException {

    LeaseLost(Lease lease) {
        super("The lease on operation " + lease.operationId() + " (epoch " + lease.epoch() + ") was taken over.");
    }
}
