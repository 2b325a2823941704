package org.dradmin.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value is found at the start, and named. */
class SettingsTest {

    @ParameterizedTest
    @CsvSource({"dr.engine.lease,soon", "dr.engine.lease,0", "dr.session.idle,-1", "dr.session.stepup,15m", "dr.session.lifetime,never",
        "dr.mail.port,65536", "dr.mail.starttls,perhaps", "dr.http.port,eighty", "dr.base.url,portal.example.test", "dr.base.url,http://a b",
        "dr.probe.timeout,0", "dr.probe.timeout,2m", "dr.probe.interval,5", "dr.probe.private,sometimes"})
    void namesTheSettingThatIsWrongAndItsValue(String key, String value) {
        assertThatThrownBy(() -> with(Map.of(key, value)).check()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The setting " + key + " is \"" + value + "\"; it takes ");
    }

    @Test
    void findsNothingWrongWithTheDefaults() {
        assertThatCode(() -> with(Map.of()).check()).doesNotThrowAnyException();
    }

    private static Settings with(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }
}
