package org.dradmin.access;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;
import org.dradmin.platform.database.SchemaReady;

/**
 * Sees to it at each start that there is an organization and somebody who can administer it. What cannot be founded
 * stops the start, with nothing half written, and the next start tries again; what exists already is left as it is.
 */
@Singleton
@Startup
@DependsOn("Schema")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstStart {

    @Inject
    private Schema schema;
    @Inject
    private Organizations organizations;
    @Inject
    private Founding founding;

    @PostConstruct
    void start() {
        if (schema.isReady()) {
            ensure();
        }
    }

    @PermitAll
    public void late(@Observes SchemaReady ready) {
        ensure();
    }

    /** Once or several times, on one node or on several at once, with the same result. */
    @PermitAll
    public void ensure() {
        if (organizations.organization().isEmpty()) {
            found();
        } else {
            provideSuperAdmin();
        }
    }

    private void found() {
        try {
            founding.found();
            LogContext.logger().info("First start: the organization is made.");
        } catch (Refusal refused) {
            throw new CannotStart(refused.getMessage(), refused);
        } catch (EJBException failed) {
            if (failed.getCause() instanceof CannotStart refused) {
                throw refused;
            }
            if (failed.getCause() instanceof IllegalArgumentException wrongSetting) {
                throw new CannotStart(wrongSetting.getMessage(), failed);
            }
            if (organizations.organization().isEmpty()) {
                throw failed;
            }
            LogContext.logger().info("First start: another node has made the organization.");
        }
    }

    /** An installation that runs is not stopped for this: an operation may be waiting to be carried on. */
    private void provideSuperAdmin() {
        try {
            founding.provideSuperAdmin();
        } catch (Refusal | EJBException failed) {
            LogContext.logger().severe(failed.getMessage());
        }
    }
}
