package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyBackupTest {

    @TempDir
    private Path temp;
    private final TestContainer world = TestContainer.onDerby();
    private String url;
    private SettingsDataSource database;

    @BeforeEach
    void make() throws Exception {
        url = FilledDatabase.make(temp.resolve("derby"));
        database = FilledDatabase.dataSource(url);
        world.replace(DataSource.class, database).setting("dr.db.url", url).setting("dr.backup.dir", temp.resolve("saved").toString());
    }

    @AfterEach
    void end() {
        database.shutDown();
        world.close();
    }

    private Path save() {
        return world.get(NightlyBackup.class).save().orElseThrow();
    }

    @Test
    void savesWhatIsCommittedWhileWorkGoesOnAndGivesItBack() throws Exception {
        Map<String, String> before = FilledDatabase.contents(url);
        Path saved;
        try (Connection work = database.getConnection(); Statement statement = work.createStatement()) {
            work.setAutoCommit(false);
            statement.executeUpdate("UPDATE organization SET name = 'Not committed'");
            saved = save();
            work.commit();
        }
        assertThat(FilledDatabase.contents(url)).isNotEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved))).isEqualTo("rwx------");

        try (var files = Files.walk(temp.resolve("derby"))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        FilledDatabase.copy(saved.resolve("derby"), temp.resolve("derby"));

        assertThat(FilledDatabase.contents(url)).isEqualTo(before);
    }

    @Test
    void keepsOneBackupAWeekday() throws Exception {
        Path first = save();
        FilledDatabase.execute(url, "UPDATE organization SET name = 'Later'");
        world.clock().advance(Duration.ofDays(1));
        Path second = save();
        assertThat(first).isNotEqualTo(second);
        world.clock().advance(Duration.ofDays(6));

        assertThat(save()).isEqualTo(first);

        assertThat(FilledDatabase.contents(FilledDatabase.url(first.resolve("derby")))).isEqualTo(FilledDatabase.contents(url));
        try (var folders = Files.list(temp.resolve("saved"))) {
            assertThat(folders).hasSize(2);
        }
        try (var folders = Files.list(first)) {
            assertThat(folders).as("nothing of the one before").hasSize(1);
        }
    }

    @Test
    void saysInTheLogThatItFailedAndLeavesTheServerRunning() throws Exception {
        world.setting("dr.backup.dir", Files.writeString(temp.resolve("file"), "").toString());

        assertThat(world.get(NightlyBackup.class).save()).isEmpty();
        assertThat(FilledDatabase.contents(url)).isNotEmpty();
    }

    @Test
    void doesNothingWhereNoneIsWantedOrTheDatabaseIsNotEmbedded() {
        world.setting("dr.backup.dir", "");
        assertThat(world.get(NightlyBackup.class).save()).isEmpty();

        world.setting("dr.backup.dir", temp.resolve("saved").toString()).setting("dr.db.url", "jdbc:postgresql://db/dr");
        assertThat(world.get(NightlyBackup.class).save()).isEmpty();
        assertThat(temp.resolve("saved")).doesNotExist();
    }
}
