package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveDatabaseTest {

    @TempDir
    private Path temp;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int move(String... arguments) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new MoveDatabase(out, Map.of("EMPTY", "")::get).run(List.of(arguments));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String source() throws Exception {
        return FilledDatabase.make(temp.resolve("source"));
    }

    private String target() {
        return FilledDatabase.url(temp.resolve("target"));
    }

    @Test
    void movesEveryRowOfEveryTableAndLeavesTheSourceAsItWas() throws Exception {
        String source = source();
        Map<String, String> before = FilledDatabase.contents(source);

        assertThat(move("--from", source, "--to", target())).as(output()).isEqualTo(MoveDatabase.MOVED);

        assertThat(before).hasSizeGreaterThan(20).hasEntrySatisfying("log_event", rows -> assertThat(rows).startsWith("1203 "));
        assertThat(FilledDatabase.contents(target())).isEqualTo(before);
        assertThat(FilledDatabase.contents(source)).isEqualTo(before);
        before.forEach((table, contents) -> assertThat(output())
                .containsPattern(table + " +" + String.format(Locale.ROOT, "%,d", Integer.parseInt(contents.split(" ")[0])) + "  " + contents.split(" ")[1]));
        assertThat(output()).contains("among them 1,203 events").contains("dr.db.url").doesNotContain("secret-hash");
    }

    @Test
    void keepsTheWholeOfALongText() throws Exception {
        move("--from", source(), "--to", target());

        SettingsDataSource moved = FilledDatabase.dataSource(target());
        try (Connection connection = moved.getConnection(); var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT text_body, last_error FROM outbox")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo(FilledDatabase.LONG_TEXT);
            assertThat(row.getString(2)).isNull();
        }
        moved.shutDown();
    }

    @Test
    void refusesATargetThatHoldsAnOrganization() throws Exception {
        String source = source();
        move("--from", source, "--to", target());
        Map<String, String> before = FilledDatabase.contents(target());

        assertThat(move("--from", source, "--to", target())).isEqualTo(MoveDatabase.REFUSED);

        assertThat(output()).contains("holds an organization already");
        assertThat(FilledDatabase.contents(target())).isEqualTo(before);
    }

    @Test
    void refusesASourceWithoutAnOrganizationOrWithoutTablesOrThatIsNotThere() throws Exception {
        String empty = FilledDatabase.url(temp.resolve("empty"));
        new Migrations(FilledDatabase.dataSource(empty + ";create=true")).apply();
        String bare = FilledDatabase.url(temp.resolve("bare"));
        FilledDatabase.execute(bare + ";create=true");

        assertThat(move("--from", empty, "--to", target())).isEqualTo(MoveDatabase.REFUSED);
        assertThat(output()).contains("holds no organization");
        assertThat(move("--from", bare, "--to", target())).isEqualTo(MoveDatabase.REFUSED);
        assertThat(output()).contains("has no schema version");
        assertThat(move("--from", FilledDatabase.url(temp.resolve("typo")) + ";create=true", "--to", target())).isEqualTo(MoveDatabase.REFUSED);
        assertThat(output()).contains("is not there");
        assertThat(temp.resolve("typo")).doesNotExist();
    }

    @Test
    void refusesASourceOfALaterOrAnEarlierVersion() throws Exception {
        String source = source();
        String newest = " WHERE \"installed_rank\" = (SELECT MAX(\"installed_rank\") FROM \"flyway_schema_history\")";

        FilledDatabase.execute(source, "UPDATE \"flyway_schema_history\" SET \"version\" = '9999', \"script\" = 'V9999__later.sql'" + newest);
        assertThat(move("--from", source, "--to", target())).isEqualTo(MoveDatabase.REFUSED);
        assertThat(output()).contains("at schema version 9999").contains("later version of this program");

        FilledDatabase.execute(source, "UPDATE \"flyway_schema_history\" SET \"version\" = '0.5', \"script\" = 'V0_5__earlier.sql'" + newest);
        assertThat(move("--from", source, "--to", target())).isEqualTo(MoveDatabase.REFUSED);
        assertThat(output()).contains("Start this version's server once");
        assertThat(temp.resolve("target")).doesNotExist();
    }

    @Test
    void movesNothingWhenARowCannotBeWrittenAndDoesNotShowTheRow() throws Exception {
        String source = source();
        FilledDatabase.execute(source, "ALTER TABLE credential ALTER COLUMN password_hash SET DATA TYPE VARCHAR(600)",
                "UPDATE credential SET password_hash = '" + "secret".repeat(90) + "'");

        assertThat(move("--from", source, "--to", target())).isEqualTo(MoveDatabase.FAILED);

        assertThat(output()).contains("nothing was moved").contains("The table credential cannot be copied");
        assertThat(FilledDatabase.contents(target())).hasEntrySatisfying("organization", rows -> assertThat(rows).startsWith("0 "))
                .hasEntrySatisfying("front_door_revision", rows -> assertThat(rows).as("what the migrations put there").startsWith("1 "));
    }

    @Test
    void movesToADatabaseThatAFailedMoveLeftEmpty() throws Exception {
        new Migrations(FilledDatabase.dataSource(target() + ";create=true")).apply();

        assertThat(move("--from", source(), "--to", target())).isEqualTo(MoveDatabase.MOVED);
    }

    @Test
    void refusesTablesThatSomebodyChanged() throws Exception {
        String source = source();
        FilledDatabase.execute(source, "ALTER TABLE person ADD COLUMN nickname VARCHAR(20)");

        assertThat(move("--from", source, "--to", target())).isEqualTo(MoveDatabase.REFUSED);

        assertThat(output()).contains("differ in names or columns");
    }

    @Test
    void putsAReplacementForWhatPostgresqlCannotStoreAndSaysSo() throws Exception {
        String source = source();
        SettingsDataSource open = FilledDatabase.dataSource(source);
        try (Connection connection = open.getConnection();
                var update = connection.prepareStatement("UPDATE recovery_operation SET reason = ?")) {
            update.setString(1, "a\0b");
            update.executeUpdate();
        }
        open.shutDown();

        assertThat(move("--from", source, "--to", target())).isEqualTo(MoveDatabase.MOVED);

        assertThat(output()).contains("1 texts held characters");
    }

    @Test
    void takesNoPasswordFromTheCommandLine() {
        for (String url : List.of("jdbc:postgresql://h/d?user=a&password=geheim", "jdbc:derby:x;password=geheim", "jdbc:postgresql://a:geheim@h/d")) {
            assertThat(move("--from", "jdbc:derby:x", "--to", url)).isEqualTo(MoveDatabase.REFUSED);
        }
        assertThat(move("--from", "jdbc:derby:x", "--to", target(), "--password", "geheim")).isEqualTo(MoveDatabase.REFUSED);
        assertThat(move("--from", "jdbc:derby:x", "--to", target(), "--password-env", "NOT_SET")).isEqualTo(MoveDatabase.REFUSED);
        assertThat(output()).contains("--password-env").contains("NOT_SET").doesNotContain("geheim");
    }

    @Test
    void saysHowItIsCalled() {
        for (String[] wrong : new String[][] {{}, {"--from", "jdbc:derby:x"}, {"--from", "jdbc:derby:x", "--to"}, {"--help", "me"}}) {
            printed.reset();
            assertThat(move(wrong)).isEqualTo(MoveDatabase.REFUSED);
            assertThat(output()).contains("--from JDBC-URL --to JDBC-URL");
        }
        assertThat(move("--from", "jdbc:mysql:x", "--to", target())).isEqualTo(MoveDatabase.REFUSED);
        assertThat(move("--from", target(), "--to", target())).isEqualTo(MoveDatabase.REFUSED);
        assertThat(output()).contains("same database");
    }

    @Test
    void runsWithoutAServersClassesAndRefusesADatabaseInUse() throws Exception {
        String source = source();
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jakarta") && !entry.contains("microprofile") && !entry.contains("eclipse"))
                .collect(Collectors.joining(File.pathSeparator));
        Path output = temp.resolve("output");
        ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
                MoveDatabase.class.getName(), "--from", source, "--to", target())
                .directory(Files.createDirectory(temp.resolve("work")).toFile()).redirectErrorStream(true).redirectOutput(output.toFile());

        SettingsDataSource server = FilledDatabase.dataSource(source);
        try (Connection inUse = server.getConnection()) {
            assertThat(command.start().waitFor()).as(inUse + Files.readString(output)).isEqualTo(MoveDatabase.REFUSED);
        }
        assertThat(Files.readString(output)).startsWith("Refused.").contains("is in use by another process").hasLineCount(1);
        server.shutDown();

        assertThat(command.start().waitFor()).as(Files.readString(output)).isEqualTo(MoveDatabase.MOVED);
        assertThat(Files.readString(output)).startsWith("From").contains("Moved:").doesNotContain("Flyway");
        assertThat(temp.resolve("work")).as("no derby.log left behind").isEmptyDirectory();
        assertThat(FilledDatabase.contents(target())).isEqualTo(FilledDatabase.contents(source));
    }

    @Test
    void writesTablesAfterThoseTheyReferTo() {
        Map<String, Table> tables = new TreeMap<>();
        tables.put("a", new Table("a", List.of(), Set.of("c")));
        tables.put("b", new Table("b", List.of(), Set.of()));
        tables.put("c", new Table("c", List.of(), Set.of("b")));
        assertThat(Table.inOrder(tables)).extracting(Table::name).containsExactly("b", "c", "a");

        tables.put("b", new Table("b", List.of(), Set.of("a")));
        assertThatThrownBy(() -> Table.inOrder(tables)).hasMessageContaining("in a circle");
    }

    @Test
    void writesTablesInAnOrderThatBothDatabasesTake() {
        Table checked = new Table("a", List.of(), Set.of("b"));
        Table unchecked = new Table("a", List.of(), Set.of());
        Table other = new Table("b", List.of(), Set.of());
        assertThat(Table.ofBoth(List.of(checked, other), List.of(unchecked, other)).orElseThrow()).extracting(Table::name).containsExactly("b", "a");
        assertThat(Table.ofBoth(List.of(unchecked, other), List.of(checked, other)).orElseThrow()).extracting(Table::name).containsExactly("b", "a");
        assertThat(Table.ofBoth(List.of(other), List.of(unchecked, other))).isEmpty();
        assertThat(Table.ofBoth(List.of(unchecked, other), List.of(other))).isEmpty();
        assertThat(Table.ofBoth(List.of(unchecked), List.of(new Table("a", List.of(Column.of("a", "c", java.sql.Types.BIGINT)), Set.of())))).isEmpty();
    }

    @Test
    void noticesAValueThatWanderedToTheNextColumnOrBecameNothing() {
        assertThat(digest("ab", "c").sameAs(digest("a", "bc"))).isFalse();
        assertThat(digest("", "c").sameAs(digest(null, "c"))).isFalse();
        assertThat(digest("a", "b").sameAs(digest("a", "b"))).isTrue();
    }

    private static TableDigest digest(Object... row) {
        TableDigest digest = new TableDigest();
        Arrays.asList(row).forEach(digest::value);
        digest.endRow();
        return digest;
    }
}
