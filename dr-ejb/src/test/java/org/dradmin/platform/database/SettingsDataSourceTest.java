package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dradmin.platform.Settings;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsDataSourceTest {

    @TempDir
    private Path temp;

    private SettingsDataSource embeddedIn(Path directory) {
        Map<String, String> settings = Map.of("dr.data.dir", directory.toString());
        return new SettingsDataSource(new Settings(key -> Optional.ofNullable(settings.get(key))));
    }

    @Test
    void saysThatTheDataDirectoryCannotBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "in the way");

        assertThatThrownBy(() -> embeddedIn(file.resolve("data")).getConnection()).isInstanceOf(SQLException.class)
                .hasMessageContaining("The data directory " + file.resolve("data") + " cannot be written").hasMessageContaining("dr.data.dir");
    }

    @Test
    void saysThatAnotherProcessHasTheDatabaseOpen() throws Exception {
        Path data = temp.resolve("data");
        Path holder = Files.writeString(temp.resolve("Holder.java"), """
                import java.sql.DriverManager;
                class Holder {
                    public static void main(String[] url) throws Exception {
                        try (var connection = DriverManager.getConnection(url[0])) {
                            System.out.write('x');
                            System.out.flush();
                            System.in.read();
                        }
                    }
                }
                """);
        DataDirectory.make(data);
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "-Dderby.stream.error.file=" + temp.resolve("derby.log"), holder.toString(),
                "jdbc:derby:" + data.resolve("derby") + ";create=true").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertThat(other.getInputStream().read()).as("the other process has the database open").isEqualTo('x');

            assertThatThrownBy(() -> embeddedIn(data).getConnection()).isInstanceOf(SQLException.class)
                    .hasMessageContaining("The data directory " + data + " is in use by another process");
        } finally {
            other.destroy();
            assertThat(other.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    @Needs("initdb")
    void hasEachStatementPlannedForItsValuesOnPostgresql() throws SQLException {
        PostgresInstance database = PostgresInstance.alone();
        try {
            Map<String, String> settings = Map.of("dr.db.url", database.jdbcUrl(), "dr.db.user", PostgresInstance.SUPERUSER);
            try (var connection = new SettingsDataSource(new Settings(key -> Optional.ofNullable(settings.get(key)))).getConnection();
                    var rows = connection.createStatement().executeQuery("SHOW plan_cache_mode")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("force_custom_plan");
            }
        } finally {
            database.remove();
        }
    }
}
