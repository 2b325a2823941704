package org.dradmin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.test.PostgresInstance;

/** Has the test containers of a bench on a PostgreSQL of their own, with the settings it comes with, until it is closed. */
final class OnPostgresql implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OnPostgresql.class.getName());

    private final PostgresInstance database = PostgresInstance.alone();

    OnPostgresql() {
        System.setProperty("dr.test.db.url", database.jdbcUrl());
        System.setProperty("dr.test.db.user", PostgresInstance.SUPERUSER);
    }

    /** To fill the tables of a container: not the product's way in, which ends what takes half a minute. */
    Connection connect(TestContainer world) throws SQLException {
        String schema = world.inTransaction(() -> (String) world.em().createNativeQuery("SELECT current_schema()").getSingleResult());
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), PostgresInstance.SUPERUSER, "");
        connection.setSchema(schema);
        return connection;
    }

    /** Prints figures and keeps them in a file. */
    static void tell(String title, String file, List<String> figures) throws IOException {
        LOG.log(System.Logger.Level.INFO, title + "\n" + String.join("\n", figures));
        Files.write(Files.createDirectories(Path.of("target", "figures")).resolve(file), figures);
    }

    @Override
    public void close() {
        System.clearProperty("dr.test.db.url");
        System.clearProperty("dr.test.db.user");
        database.remove();
    }
}
