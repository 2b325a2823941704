package org.dradmin.recovery.engine;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;

/** One run of an operation in a thread of its own, as the engine. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RunAs(Roles.ENGINE)
public class Drive {

    @Inject
    private Journal journal;
    @Inject
    private OperationRunner runner;
    @Inject
    private DataDirectory dataDirectory;

    /** @param over called when this run is over, however it ended */
    @Asynchronous
    @PermitAll
    public void run(String operationId, Runnable over) {
        Client engine = new Client(Actor.SYSTEM, null, null, null, operationId);
        try (var log = LogContext.with("operation", operationId); var client = Client.bind(engine)) {
            journal.take(operationId, dataDirectory.nodeId()).ifPresent(lease -> {
                LogContext.logger().info("The operation is carried out by this node from here on, lease epoch " + lease.epoch());
                runner.run(lease);
            });
        } catch (LeaseLost e) {
            LogContext.logger().info(e.getMessage());
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.WARNING, "The operation is interrupted and goes on shortly", e);
        } finally {
            over.run();
        }
    }
}
