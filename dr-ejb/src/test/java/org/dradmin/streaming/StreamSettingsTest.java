package org.dradmin.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.dradmin.organization.FaultyField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSettingsTest {

    private static StreamSettings syslog(String address) {
        return new StreamSettings("C", StreamKind.SYSLOG_TLS, address, null, null, null, null, null);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> new StreamSettings(" ", StreamKind.WEBHOOK, "x", "eventType", null, "ca.pem", "key.p12", "hunter2"))
                .isInstanceOfSatisfying(FaultyField.class, fault -> assertThat(fault.all()).extracting(FaultyField::field)
                        .containsExactlyInAnyOrder("name", "address", "filter", "secret", "keyPassword", "caFile", "keyFile"))
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "https://logs.example.test", "logs.example.test:0", "logs.example.test:70000", "user@host", "-x", "[::1"})
    void takesNoAddressThatIsNone(String address) {
        assertThatThrownBy(() -> syslog(address)).isInstanceOfSatisfying(FaultyField.class, fault -> assertThat(fault.field()).isEqualTo("address"));
    }

    @ParameterizedTest
    @CsvSource({"logs.example.test, logs.example.test, 6514", "10.0.0.1:7, 10.0.0.1, 7", "[::1]:6514, ::1, 6514"})
    void knowsThePortOfSyslogOverTls(String address, String host, int port) {
        assertThat(syslog(address)).satisfies(stream -> {
            assertThat(stream.host()).isEqualTo(host);
            assertThat(stream.syslogPort()).isEqualTo(port);
        });
    }

    @ParameterizedTest
    @CsvSource({"http://example.test/, env:DR_SECRET_X, address", "https://u@example.test/, env:DR_SECRET_X, address",
        "https://example.test/, , secret", "https://example.test/, hunter2, secret"})
    void namesTheFieldOfAWebhookThatIsWrong(String address, String secret, String field) {
        assertThatThrownBy(() -> new StreamSettings("C", StreamKind.WEBHOOK, address, null, secret, null, null, null))
                .isInstanceOfSatisfying(FaultyField.class, fault -> assertThat(fault.field()).isEqualTo(field)).hasMessageNotContaining("hunter2");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThatThrownBy(() -> new StreamSettings("C", StreamKind.SYSLOG_TLS, "h", "eventType", null, null, null, null)).hasMessageStartingWith("filter:");
        assertThatThrownBy(() -> new StreamSettings("C", StreamKind.SYSLOG_TLS, "h", null, null, "ca.pem", null, null)).hasMessageStartingWith("caFile:");
        assertThatThrownBy(() -> new StreamSettings("C", StreamKind.SYSLOG_TLS, "h", null, null, null, null, "env:DR_SECRET_X"))
                .hasMessageStartingWith("keyPassword:");
        assertThatThrownBy(() -> new StreamSettings(" ", StreamKind.SYSLOG_TLS, "h", null, null, null, null, null)).hasMessageStartingWith("name:");
    }

    @Test
    void waitsLongerFromFailureToFailureAndNeverEquallyLong() {
        for (int failed = 1; failed < 20; failed++) {
            long whole = Math.min(60_000, 1000L << Math.min(failed - 1, 6));
            assertThat(PauseBetween.attempts(failed).toMillis()).isBetween(whole / 2, whole);
        }
        assertThat(IntStream.range(0, 50).mapToObj(i -> PauseBetween.attempts(9)).distinct().count()).isGreaterThan(10);
    }
}
