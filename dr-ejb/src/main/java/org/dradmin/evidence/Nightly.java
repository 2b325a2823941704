package org.dradmin.evidence;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;

/** Each night, on the node that is first: the whole log is checked and, where it is whole, its oldest part goes. */
@Singleton
@Startup
@DependsOn({"Schema", "SealKeyFile"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class Nightly {

    @Inject
    private Verifier verifier;
    @Inject
    private Purge purge;
    @Inject
    private Schema schema;
    @Inject
    private Clock clock;

    @Schedule(hour = "1", minute = "20", persistent = false, info = "Verification and retention of the System Log")
    public void night() {
        if (!schema.isReady()) {
            return;
        }
        String id = "nightly-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            verifier.begin(id, "the system");
        } catch (RuntimeException taken) {
            LogContext.logger().info("The System Log is verified by another node this night.");
            return;
        }
        try {
            if (verifier.run(id)) {
                purge.run();
            }
            verifier.forget();
        } catch (RuntimeException e) {
            // A timer whose method throws may be cancelled by the server.
            LogContext.logger().severe("The System Log's nightly upkeep broke off: " + e);
        }
    }
}
