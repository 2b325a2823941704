package org.dradmin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.dradmin.test.PostgresInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Has the test containers that are made meanwhile on a PostgreSQL of their own, with the settings it comes with, until
 * it is closed. Classes that use it say {@code @Needs("initdb")}; tests run one after the other. Tests of Derby run there
 * as well in a subclass that says {@code @TestsOnPostgresql}.
 */
public final class OnPostgresql implements AutoCloseable {

    private final String url = System.getProperty(TestDatabase.URL);
    private final String user = System.getProperty(TestDatabase.USER);
    private final PostgresInstance database;
    private final boolean ownsDatabase;

    public OnPostgresql() {
        this(PostgresInstance.alone(), true);
    }

    private OnPostgresql(PostgresInstance database, boolean ownsDatabase) {
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        System.setProperty(TestDatabase.URL, database.jdbcUrl());
        System.setProperty(TestDatabase.USER, PostgresInstance.SUPERUSER);
    }

    /** To fill the tables of a container: not the product's way in, which ends what takes half a minute. */
    public Connection connect(TestContainer world) throws SQLException {
        String schema = world.inTransaction(() -> (String) world.em().createNativeQuery("SELECT current_schema()").getSingleResult());
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), PostgresInstance.SUPERUSER, "");
        connection.setSchema(schema);
        return connection;
    }

    @Override
    public void close() {
        restore(TestDatabase.URL, url);
        restore(TestDatabase.USER, user);
        if (ownsDatabase) {
            database.remove();
        }
    }

    private static void restore(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    /** One PostgreSQL for the run; a schema of its own for each world. */
    static final class ForAClass implements BeforeAllCallback, AfterAllCallback {

        private static final Namespace OURS = Namespace.create(OnPostgresql.class);

        private record Shared(PostgresInstance database) implements AutoCloseable {
            @Override
            public void close() {
                database.remove();
            }
        }

        @Override
        public void beforeAll(ExtensionContext context) {
            Shared shared = context.getStore(StoreScope.LAUNCHER_SESSION, OURS).getOrComputeIfAbsent(Shared.class, key -> new Shared(PostgresInstance.alone()), Shared.class);
            context.getStore(OURS).put(OnPostgresql.class, new OnPostgresql(shared.database(), false));
        }

        @Override
        public void afterAll(ExtensionContext context) {
            context.getStore(OURS).get(OnPostgresql.class, OnPostgresql.class).close();
        }
    }
}
