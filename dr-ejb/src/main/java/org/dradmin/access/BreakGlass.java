package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.file.Files;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;

/**
 * The way in for the server's administrator when no super admin can come in: looks every few seconds for the file of
 * that name in the data directory ({@code config/operations.md}). What becomes of it stands in the server's log.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BreakGlass {

    @Inject
    private Schema schema;
    @Inject
    private BreakGlassFile file;
    @Inject
    private Restoration restoration;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "Break-glass")
    void tick() {
        look();
    }

    /** Carries out what is asked for, and removes a password that has been changed. */
    @PermitAll
    public void look() {
        if (!schema.isReady()) {
            return;
        }
        try {
            if (file.isThere() && restoration.restore()) {
                LogContext.logger().warning("Break-glass: a super admin is restored; the password for one sign-in is in " + file.answer());
            } else if (Files.exists(file.answer()) && !restoration.isPasswordWaiting()) {
                file.forgetPassword();
            }
        } catch (Refusal refused) {
            LogContext.logger().severe(refused.getMessage());
        } catch (EJBException failed) {
            LogContext.logger().severe("Break-glass: it failed, and nothing was done: " + (failed.getCause() == null ? failed : failed.getCause()).getMessage());
        }
    }
}
