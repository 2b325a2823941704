package org.dradmin.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTimesViewTest {

    @Test
    void saysHowLongInWords() {
        assertThat(SessionTimesView.words(Duration.ofMinutes(30))).isEqualTo("30 minutes");
        assertThat(SessionTimesView.words(Duration.ofHours(12))).isEqualTo("12 hours");
        assertThat(SessionTimesView.words(Duration.ofSeconds(3661))).isEqualTo("1 hour 1 minute 1 second");
        assertThat(SessionTimesView.words(Duration.ZERO)).isEqualTo("no time");
    }
}
