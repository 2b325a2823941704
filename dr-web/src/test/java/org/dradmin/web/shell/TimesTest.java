package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:04:05.678Z");

    @Test
    void saysUtcAndTheSecondToPeopleAndMachines() {
        assertThat(Times.utc(NOW)).isEqualTo("22 Nov 2026, 03:04:05 UTC");
        assertThat(Times.iso(NOW)).isEqualTo("2026-11-22T03:04:05Z");
    }

    @Test
    void isEmptyWhereThereIsNoTime() {
        assertThat(Times.utc(null) + Times.iso(null) + Times.ago(null) + Times.elapsed(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,just now", "4,just now", "59,59 seconds ago", "60,1 minute ago", "7199,1 hour ago", "172799,47 hours ago",
            "172800,2 days ago", "-300,in 5 minutes"})
    void tellsHowLongAgo(long seconds, String words) {
        assertThat(Times.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"-1,0 s", "0,0 s", "59,59 s", "60,1 min", "72,1 min 12 s", "3600,1 h", "11100,3 h 5 min", "187200,2 d 4 h"})
    void givesADurationInItsTwoLargestUnits(long seconds, String words) {
        assertThat(Times.elapsed(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
