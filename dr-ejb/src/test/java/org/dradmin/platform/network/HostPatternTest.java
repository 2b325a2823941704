package org.dradmin.platform.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it lets through is tried by {@code ReachTest}. */
class HostPatternTest {

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "http://x", "a b", "[::1", "10.0.0.1:99999", "name/8", ":53", "1.2.3.4.5"})
    void namesAWrongEntryAndItsSetting(String entry) {
        assertThatThrownBy(() -> HostPattern.of("dr.stream.hosts", entry)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dr.stream.hosts").hasMessageContaining(entry);
    }
}
