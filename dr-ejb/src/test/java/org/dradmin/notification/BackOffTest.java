package org.dradmin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T03:00:00Z");

    @Test
    void doublesUpToAMinuteDuringTheFirstHour() {
        assertThat(after(1, CREATED)).isEqualTo(Duration.ofSeconds(2));
        assertThat(after(2, CREATED)).isEqualTo(Duration.ofSeconds(4));
        assertThat(after(5, CREATED)).isEqualTo(Duration.ofSeconds(32));
        assertThat(after(6, CREATED)).isEqualTo(Duration.ofSeconds(60));
        assertThat(after(1_000_000, CREATED.plusSeconds(3600))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void triesEveryTenMinutesAfterThatForEver() {
        assertThat(after(70, CREATED.plusSeconds(3601))).isEqualTo(Duration.ofMinutes(10));
        assertThat(after(Integer.MAX_VALUE, CREATED.plus(Duration.ofDays(400)))).isEqualTo(Duration.ofMinutes(10));
    }

    private static Duration after(int attempts, Instant now) {
        return Duration.between(now, BackOff.next(CREATED, attempts, now));
    }
}
