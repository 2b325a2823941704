package org.dradmin.api.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dradmin.platform.Settings;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final class Watch extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:30Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Watch clock = new Watch();
    private final RateLimits limits = new RateLimits(new Settings(key ->
            Optional.ofNullable(Map.of("dr.api.rate.client", "3", "dr.api.rate.address", "5").get(key))), clock);

    @Test
    void countsAClientUntilTheMinuteIsOver() {
        assertThat(IntStream.range(0, 4).mapToObj(n -> limits.count("robot", "192.0.2." + n)).map(RateLimits.Standing::remaining))
                .containsExactly(2, 1, 0, 0);
        RateLimits.Standing fifth = limits.count("robot", "192.0.2.9");
        assertThat(fifth.exceeded()).isTrue();
        assertThat(fifth.limit()).isEqualTo(3);
        assertThat(Instant.ofEpochSecond(fifth.reset())).isEqualTo(Instant.parse("2026-11-22T10:01:00Z"));
        clock.now = Instant.parse("2026-11-22T10:01:00Z");
        assertThat(limits.count("robot", "192.0.2.9").exceeded()).isFalse();
    }

    @Test
    void countsAnAddressWhoeverComesFromIt() {
        IntStream.range(0, 5).forEach(n -> assertThat(limits.count("client-" + n, "192.0.2.1").exceeded()).isFalse());
        assertThat(limits.count("client-6", "192.0.2.1").exceeded()).isTrue();
        assertThat(limits.count(null, "192.0.2.1").exceeded()).isTrue();
        assertThat(limits.count(null, "192.0.2.2").remaining()).isEqualTo(4);
    }

    @Test
    void countsTheAddressesThatOneHostCanTakeAsOne() {
        IntStream.range(0, 5).forEach(n -> assertThat(limits.count(null, "2001:db8:0:1:0:0:0:" + n).exceeded()).isFalse());
        assertThat(limits.count(null, "2001:db8:0:1:ffff:0:0:1").exceeded()).isTrue();
        assertThat(limits.count(null, "2001:db8:0:2:0:0:0:1").exceeded()).isFalse();
        assertThat(limits.count(null, null).exceeded()).isFalse();
    }
}
