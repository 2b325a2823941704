package org.dradmin.recovery.engine;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.Schema;
import org.dradmin.recovery.OperationRequested;

/**
 * Finds operations that nobody drives, the one just requested or the one whose node died, and has them driven here.
 * It is the system that works, not the person who asked; a session that ends stops nothing.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RunAs(Roles.ENGINE)
public class Engine {

    private static final long LOOK_EVERY_MILLISECONDS = 500;
    /** A look in a server that is still starting would be the timer's last. */
    private static final long FIRST_LOOK_MILLISECONDS = 1000;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private TimerService timers;
    @Inject
    private Drive drive;
    @Inject
    private Schema schema;

    private final Set<String> drivenHere = ConcurrentHashMap.newKeySet();

    @PostConstruct
    void start() {
        timers.createIntervalTimer(FIRST_LOOK_MILLISECONDS, LOOK_EVERY_MILLISECONDS, new TimerConfig("engine", false));
    }

    @Timeout
    void look() {
        if (!schema.isReady()) {
            return;
        }
        try {
            em.createQuery("SELECT o.id FROM RecoveryOperation o WHERE o.activeSlot IS NOT NULL", String.class)
                    .getResultList().forEach(this::take);
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.WARNING, "Running operations wait: the database does not answer", e);
        }
    }

    /** A request was committed: begin at once instead of at the next look. */
    @PermitAll
    public void requested(@Observes(during = TransactionPhase.AFTER_SUCCESS) OperationRequested event) {
        take(event.operationId());
    }

    private void take(String operationId) {
        if (drivenHere.add(operationId)) {
            drive.run(operationId, () -> drivenHere.remove(operationId));
        }
    }
}
