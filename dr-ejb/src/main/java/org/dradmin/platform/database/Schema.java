package org.dradmin.platform.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.LogContext;

/**
 * Brings the schema to this version's before anything else starts ({@link Migrations}).
 *
 * <p>While the database cannot be reached the application starts all the same, because the front door must open in a
 * disaster too; it is not ready then, and this asks again until the database answers.
 */
@Singleton
@Startup
@DependsOn("DataDirectory")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
@DataSourceDefinition(name = "java:app/jdbc/dr", className = "org.dradmin.platform.database.SettingsDataSource",
        minPoolSize = 2, maxPoolSize = 40, maxIdleTime = 300, isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
        properties = {"fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=auto-commit", "fish.payara.fail-all-connections=true"})
public class Schema {

    private static final long ASK_AGAIN_MILLISECONDS = 2000;

    @Resource
    private TimerService timers;
    @Inject
    private Event<SchemaReady> late;

    private volatile boolean ready;

    @PostConstruct
    void start() {
        SettingsDataSource.deployed();
        if (!bring()) {
            timers.createIntervalTimer(ASK_AGAIN_MILLISECONDS, ASK_AGAIN_MILLISECONDS, new TimerConfig("schema", false));
        }
    }

    @Timeout
    void again(Timer timer) {
        if (bring()) {
            timer.cancel();
            late.fire(new SchemaReady());
        }
    }

    /** Whether the database has answered since the start and its schema is this version's. */
    public boolean isReady() {
        return ready;
    }

    private boolean bring() {
        try (Connection probe = new SettingsDataSource().getConnection()) {
            probe.getMetaData();
        } catch (SQLException e) {
            if (!SettingsDataSource.isOutOfReach(e)) {
                throw new CannotStart("The database refuses (settings dr.db.url, dr.db.user, dr.db.password): " + e.getMessage(), e);
            }
            LogContext.logger().warning("The database cannot be reached (setting dr.db.url); asking again every "
                    + ASK_AGAIN_MILLISECONDS / 1000 + " s: " + e.getMessage());
            return false;
        }
        new Migrations(new SettingsDataSource().withPatience()).apply();
        ready = true;
        return true;
    }

    @PreDestroy
    void stop() {
        new SettingsDataSource().shutDown();
    }
}
