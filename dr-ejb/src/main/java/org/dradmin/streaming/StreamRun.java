package org.dradmin.streaming;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.dradmin.platform.Roles;

/** Work on one stream in a thread of its own, as the engine; a slow target holds up nobody else. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RunAs(Roles.ENGINE)
public class StreamRun {

    @Asynchronous
    @PermitAll
    public void run(Runnable work) {
        work.run();
    }
}
