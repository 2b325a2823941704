package org.dradmin.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.dradmin.organization.probe.Day;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final long DAY = TODAY.toEpochDay();

    @Test
    void drawsOneBarADayByWhatWasTheWorstOfIt() {
        History history = new History(List.of(new Day(DAY - 89, 86400, 0, 0), new Day(DAY - 1, 80000, 6400, 0), new Day(DAY, 100, 0, 60)), TODAY);
        assertThat(history.bars("UP")).isEqualTo("M0 14h4v10h-4z");
        assertThat(history.bars("DEGRADED")).isEqualTo("M440 7h4v17h-4z");
        assertThat(history.bars("DOWN")).isEqualTo("M445 0h4v24h-4z");
        assertThat(history.bars("NONE").split("M")).hasSize(88);
    }

    @Test
    void saysTheSameInWords() {
        History history = new History(List.of(new Day(DAY - 2, 86400, 0, 0), new Day(DAY - 1, 82700, 100, 3600), new Day(DAY, 3540, 60, 0)), TODAY);
        assertThat(history.getShare()).isEqualTo("reachable 97.95 % of the time");
        assertThat(history.getTroubles()).containsExactly("1 Mar 2026: degraded for 1 min", "28 Feb 2026: unreachable for 1 h, degraded for 2 min");
    }

    @Test
    void saysAlwaysOnlyWhereItWasAlways() {
        assertThat(new History(List.of(), TODAY).getShare()).isEqualTo("not observed yet");
        assertThat(new History(List.of(new Day(DAY, 86400, 0, 0)), TODAY).getShare()).isEqualTo("reachable 100 % of the time");
        assertThat(new History(List.of(new Day(DAY, 8_640_000, 0, 1)), TODAY).getShare()).isEqualTo("reachable 99.99 % of the time");
    }
}
