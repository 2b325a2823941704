package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.dradmin.platform.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an upgrade does to a database with data in it, and what keeps an earlier program away from a later database. */
class MigrationsTest {

    @TempDir
    private Path temp;

    /** The next version of this program: this one with a further migration. */
    private URLClassLoader laterProgram(String... statements) throws Exception {
        Path folder = Files.createDirectories(temp.resolve("later/org/dradmin/migration"));
        Files.writeString(folder.resolve("V9999__later.sql"), String.join(";\n", statements) + ";\n");
        return new URLClassLoader(new URL[] {temp.resolve("later").toUri().toURL()}, Migrations.class.getClassLoader());
    }

    @Test
    void bringsADatabaseWithDataToTheNextVersion() throws Exception {
        String url = FilledDatabase.make(temp.resolve("derby"));
        Map<String, String> before = FilledDatabase.contents(url);
        SettingsDataSource database = FilledDatabase.dataSource(url);

        try (var later = laterProgram("CREATE TABLE later (id VARCHAR(10) NOT NULL PRIMARY KEY, note ${text})",
                "ALTER TABLE log_event ADD COLUMN later VARCHAR(10)", "INSERT INTO later (id) VALUES ('seed')")) {
            new Migrations(database, later).apply();

            assertThat(new Migrations(database, later).databaseVersion()).contains("9999");
            assertThat(new Migrations(database, later).newer()).isEmpty();
        }
        database.shutDown();

        Map<String, String> after = FilledDatabase.contents(url);
        assertThat(after).containsEntry("later", after.get("later")).hasSize(before.size() + 1);
        assertThat(after.get("log_event")).startsWith(FilledDatabase.EVENTS + " ");
        before.keySet().stream().filter(table -> !table.equals("log_event"))
                .forEach(table -> assertThat(after).as(table).containsEntry(table, before.get(table)));
    }

    @Test
    void leavesADatabaseOfALaterVersionAloneAndSaysWhatToDo() throws Exception {
        String url = FilledDatabase.make(temp.resolve("derby"));
        SettingsDataSource database = FilledDatabase.dataSource(url);
        try (var later = laterProgram("CREATE TABLE later (id VARCHAR(10) NOT NULL PRIMARY KEY)")) {
            new Migrations(database, later).apply();
        }

        Migrations earlier = new Migrations(database);

        assertThatThrownBy(earlier::apply).isInstanceOf(CannotStart.class).hasMessageContaining("at schema version 9999")
                .hasMessageContaining("knows versions up to " + earlier.programVersion()).hasMessageContaining("restore the backup");
        database.shutDown();
    }

    @Test
    void leavesNothingOfAMigrationThatFails() throws Exception {
        String url = FilledDatabase.make(temp.resolve("derby"));
        Map<String, String> before = FilledDatabase.contents(url);
        SettingsDataSource database = FilledDatabase.dataSource(url);

        try (var later = laterProgram("CREATE TABLE later (id VARCHAR(10) NOT NULL PRIMARY KEY)", "UPDATE person SET username = 'x'",
                "INSERT INTO nowhere VALUES (1)")) {
            assertThatThrownBy(() -> new Migrations(database, later).apply()).isInstanceOf(CannotStart.class)
                    .hasMessageContaining("stands as it was").hasMessageContaining("V9999__later.sql");
        }
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM person WHERE username = 'x'")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
        new Migrations(database).apply();
        database.shutDown();

        assertThat(FilledDatabase.contents(url)).isEqualTo(before);
    }
}
