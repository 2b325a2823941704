package org.dradmin.api.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

    @Test
    void writesMillisecondsAlways() {
        assertThat(Dates.text(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("2026-11-22T10:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z", "2026-11-22T10:00:00.123Z, 2026-11-22T10:00:00.123Z",
        "2026-11-22T10:00:00+01:00, 2026-11-22T09:00:00Z", "2026-11-22T10:00:00 01:00, 2026-11-22T09:00:00Z", "2026-11-22T10:00Z, 2026-11-22T10:00:00Z"})
    void readsDatesWithAZone(String text, Instant instant) {
        assertThat(Dates.read(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-22", "2026-13-22T10:00:00Z", "2026-11-22T10:00:00", "1795341600", "+999999999-12-31T23:59:59Z", "1969-12-31T23:59:59Z"})
    void readsNothingElse(String text) {
        assertThat(Dates.read(text)).isEmpty();
    }
}
