package org.dradmin.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTimesViewTest {

    @Test
    void saysWhatAFieldTakes() {
        assertThat(SessionTimesView.hint(Duration.ofHours(12))).isEqualTo("From 5 minutes to 12 hours, the limit of this server. Empty: that limit.");
        assertThat(SessionTimesView.hint(Duration.ofSeconds(90))).startsWith("At most 1 minute 30 seconds, the limit");
    }
}
