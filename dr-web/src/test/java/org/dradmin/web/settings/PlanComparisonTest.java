package org.dradmin.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanComparisonTest {

    private static List<String> compared(String older, String newer) {
        return PlanComparison.of(1, older, newer).lines().stream().map(line -> line.sign() + line.text()).toList();
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void showsWhatDiffersWithThreeLinesAroundItAndGapsBetween() {
        assertThat(compared(lines(0, 30), lines(0, 10) + "\nten\n" + lines(11, 29) + "\n29\nend")).containsExactly(" 7", " 8", " 9", "-10", "+ten",
                " 11", " 12", " 13", "…", " 27", " 28", " 29", "+end");
    }

    @Test
    void keepsTheLinesThatBothHave() {
        assertThat(compared("a\nb\nc\nd", "b\nx\nd\na")).containsExactly("-a", " b", "-c", "+x", " d", "+a");
        assertThat(compared("", "a")).containsExactly("+a");
        assertThat(compared(lines(0, 9), lines(0, 9))).isEmpty();
    }

    @Test
    void staysQuickAndShortForPlansOfAnySize() {
        PlanComparison huge = PlanComparison.of(1, lines(0, 50_000), lines(100_000, 150_000));
        assertThat(huge.lines()).hasSize(400);
        assertThat(huge.more()).isEqualTo(99_600);
        assertThat(huge.lines().get(0).kind()).isEqualTo("removed");
    }
}
