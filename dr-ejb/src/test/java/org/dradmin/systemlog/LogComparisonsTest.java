package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogComparisonsTest {

    private static final List<String> WORDS = List.of("", "a b", "\"", "\\", "\\\"", "and", "(", "ünï", "🦆", "x\ty", "\n", "null", "eq \"x\"");

    @Test
    void makesFiltersThatItReadsBack() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            List<LogComparison> rows = new ArrayList<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                rows.add(new LogComparison(any(random, LogCondition.fields()), any(random, LogComparison.OPERATORS), any(random, WORDS)));
            }
            LogComparisons made = new LogComparisons(rows.size() == 1 || random.nextBoolean(), rows);

            assertThat(LogComparisons.of(made.text())).as(made.text()).contains(made);
        }
    }

    private static String any(Random random, List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not (uuid pr)", "uuid pr and (severity eq \"A\" or severity eq \"B\")", "uuid eq null", "published pr"})
    void leavesAloneWhatRowsCannotShow(String filter) {
        assertThat(LogComparisons.of(filter)).isEmpty();
    }

    @Test
    void narrowsAFilterWithoutChangingWhatItMeant() {
        LogComparison one = new LogComparison("severity", "eq", "WARN");
        assertThat(LogComparisons.narrowed(null, one)).isEqualTo("severity eq \"WARN\"");
        assertThat(LogComparisons.narrowed("uuid pr", one)).isEqualTo("uuid pr and severity eq \"WARN\"");
        assertThat(LogComparisons.narrowed("uuid pr or actor.id pr", one)).isEqualTo("(uuid pr or actor.id pr) and severity eq \"WARN\"");
        assertThat(LogComparisons.narrowed("not (uuid pr)", one)).isEqualTo("(not (uuid pr)) and severity eq \"WARN\"");
    }

    @Test
    void keepsEveryPartOfAQuery() {
        LogQuery query = LogQuery.ALL.since(Instant.ofEpochMilli(5)).until(Instant.ofEpochMilli(9)).text("Portal dns").type(EventType.FAILOVER)
                .outcome(Outcome.DENY).actor("Anna");
        assertThat(LogQuery.of(query.parts())).isEqualTo(query);
        assertThat(LogQuery.of(LogQuery.ALL.parts())).isEqualTo(LogQuery.ALL);
        String filter = "uuid pr or severity eq \"x\"";
        assertThat(LogQuery.of(query.condition(LogCondition.parse(filter)).parts()).condition()).hasToString(filter);
    }
}
