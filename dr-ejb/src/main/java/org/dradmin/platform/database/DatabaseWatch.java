package org.dradmin.platform.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.dradmin.platform.LogContext;

/**
 * Knows whether the database answers, without asking it at that moment: health probes come from strangers and often,
 * and one that waited for a database out of reach would time out just when its answer is wanted.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class DatabaseWatch {

    private static final int PATIENCE_SECONDS = 5;

    @Resource(lookup = "java:app/jdbc/dr")
    private DataSource dataSource;

    private volatile String fault;

    /** Why the database did not answer when last asked, at most ten seconds and one connection attempt ago. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Asks now, for somebody to whom it has just failed; as long as a connection attempt lasts. */
    public Optional<String> ask() {
        look();
        return fault();
    }

    @PostConstruct
    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false, info = "Whether the database answers")
    void look() {
        String before = fault;
        try (Connection connection = dataSource.getConnection()) {
            fault = connection.isValid(PATIENCE_SECONDS) ? null : "no answer within " + PATIENCE_SECONDS + " s";
        } catch (SQLException unreachable) {
            fault = unreachable.getMessage();
        }
        if (before == null && fault != null) {
            LogContext.logger().severe("The database does not answer: " + fault);
        } else if (before != null && fault == null) {
            LogContext.logger().info("The database answers again.");
        }
    }
}
