package org.dradmin.web.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dradmin.systemlog.LogComparison;
import org.dradmin.systemlog.LogCondition;
import org.junit.jupiter.api.Test;

class LogBuilderTest {

    private static Map<String, String[]> form(String match, String kept, String... cells) {
        int rows = cells.length / 3;
        String[][] columns = new String[3][rows];
        for (int i = 0; i < cells.length; i++) {
            columns[i % 3][i / 3] = cells[i];
        }
        return Map.of("match", new String[] {match}, "kept", new String[] {kept}, "f", columns[0], "o", columns[1], "v", columns[2]);
    }

    @Test
    void makesAFilterOfTheRowsThatAreFilledIn() {
        LogBuilder builder = LogBuilder.of(form("any", "", "severity", "eq", "WARN", "", "eq", "x", "uuid", "co", " ", "actor.id", "pr", ""));

        assertThat(builder.text()).isEqualTo("severity eq \"WARN\" or actor.id pr");
        assertThat(LogBuilder.of(builder.text())).isEqualTo(builder);
    }

    @Test
    void takesNothingThatIsNotOffered() {
        assertThat(LogBuilder.of(form("all", "", "password", "eq", "x", "uuid", "like", "x")).text()).isNull();
        assertThat(LogBuilder.of(Map.of()).text()).isNull();
        assertThat(LogBuilder.of(Map.of("f", new String[] {"uuid", "uuid"}, "o", new String[] {"pr"})).text()).isEqualTo("uuid pr");
    }

    @Test
    void narrowsAFilterThatRowsCannotShow() {
        String nested = "uuid pr and not (severity eq \"WARN\")";
        assertThat(LogBuilder.of("debugContext.debugData.path pr").kept()).as("a field that is not in the list").isNotNull();
        LogBuilder shown = LogBuilder.of(nested);
        assertThat(shown.rows()).isEmpty();
        assertThat(shown.kept()).isEqualTo(nested);
        assertThat(shown.text()).isEqualTo(nested);

        String made = LogBuilder.of(form("any", nested, "actor.id", "eq", "a", "actor.id", "eq", "b")).text();

        assertThat(made).isEqualTo("(" + nested + ") and (actor.id eq \"a\" or actor.id eq \"b\")");
        assertThat(LogCondition.parse(made)).hasToString(made);
    }

    @Test
    void beginsWithoutRows() {
        assertThat(LogBuilder.of((String) null)).isEqualTo(new LogBuilder(true, List.<LogComparison>of(), null));
    }
}
