package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private static final List<String> PROXIES = List.of("10.0.0.1", "10.0.0.2", "::1");

    private static String of(String remote, String... forwardedFor) {
        return ClientAddress.of(remote, List.of(forwardedFor), PROXIES);
    }

    @Test
    void isTheRemoteAddressWithoutAProxy() {
        assertThat(of("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(of("192.0.2.1", "198.51.100.9")).as("not believed").isEqualTo("192.0.2.1");
    }

    @Test
    void isWhatTheTrustedProxySays() {
        assertThat(of("10.0.0.1", "198.51.100.9")).isEqualTo("198.51.100.9");
        assertThat(of("0:0:0:0:0:0:0:1", "198.51.100.9")).isEqualTo("198.51.100.9");
    }

    @Test
    void believesNothingThatWasThereBeforeTheTrustedProxies() {
        assertThat(of("10.0.0.1", "203.0.113.66, 198.51.100.9, 10.0.0.2")).isEqualTo("198.51.100.9");
        assertThat(of("10.0.0.1", "203.0.113.66", "198.51.100.9")).isEqualTo("198.51.100.9");
    }

    @Test
    void staysWithTheProxyWhereItSaysNothingSensible() {
        assertThat(of("10.0.0.1", "unknown")).isEqualTo("10.0.0.1");
        assertThat(of("10.0.0.1", "evil.test")).isEqualTo("10.0.0.1");
        assertThat(of("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void understandsPortsAndBrackets() {
        assertThat(of("10.0.0.1", "198.51.100.9:4711")).isEqualTo("198.51.100.9");
        assertThat(of("10.0.0.1", "[2001:db8::7]:4711")).isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(of("10.0.0.1", "2001:DB8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
    }
}
