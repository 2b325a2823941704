package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.dradmin.platform.Settings;
import org.junit.jupiter.api.Test;

class HostCheckTest {

    private static HostCheck hosts(Map<String, String> settings) {
        return new HostCheck(new Settings(key -> Optional.ofNullable(settings.get(key))));
    }

    @Test
    void answersToTheNamePeopleUseAndThoseAdded() {
        HostCheck hosts = hosts(Map.of("dr.base.url", "https://dr.example.test:8443", "dr.hosts", "dr-b.example.test, 192.0.2.7"));
        assertThat(hosts.accepts("dr.example.test")).isTrue();
        assertThat(hosts.accepts("DR.example.test.")).isTrue();
        assertThat(hosts.accepts("dr-b.example.test")).isTrue();
        assertThat(hosts.accepts("192.0.2.7")).isTrue();
        assertThat(hosts.accepts("evil.test")).isFalse();
        assertThat(hosts.accepts("example.test")).isFalse();
        assertThat(hosts.accepts("")).isFalse();
        assertThat(hosts.accepts(null)).isFalse();
    }

    @Test
    void answersToThisMachinesNamesOnlyWherePeopleUseOne() {
        assertThat(hosts(Map.of()).accepts("127.0.0.1")).isTrue();
        assertThat(hosts(Map.of()).accepts("[::1]")).isTrue();
        assertThat(hosts(Map.of("dr.base.url", "http://127.0.0.1:8080")).accepts("localhost")).isTrue();
        assertThat(hosts(Map.of("dr.base.url", "https://dr.example.test")).accepts("localhost")).isFalse();
    }

    @Test
    void letsOnlyProbesAndProgramsPastItsDoorUnderAForeignName() {
        HostCheck hosts = hosts(Map.of("dr.base.url", "https://dr.example.test"));
        assertThat(hosts.isMisdirected(request("dr.example.test", "/console/index.xhtml"))).isFalse();
        assertThat(hosts.isMisdirected(request("evil.test", "/console/index.xhtml"))).isTrue();
        assertThat(hosts.isMisdirected(request("evil.test", "/go/portal.example.test/"))).isTrue();
        assertThat(hosts.isMisdirected(request("evil.test", "/healthy"))).isTrue();
        assertThat(hosts.isMisdirected(request("10.0.0.7", "/health/ready"))).isFalse();
        assertThat(hosts.isMisdirected(request("evil.test", "/api/v1/logs"))).as("has a door of its own").isFalse();
    }

    private static HttpServletRequest request(String host, String path) {
        return (HttpServletRequest) Proxy.newProxyInstance(HostCheckTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServerName" -> host;
                    case "getRequestURI", "getServletPath" -> path;
                    case "getPathInfo" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    @Test
    void knowsItsOwnOrigin() {
        HostCheck hosts = hosts(Map.of("dr.base.url", "https://dr.example.test"));
        assertThat(hosts.isOwnOrigin("https://dr.example.test", "internal:8080")).isTrue();
        assertThat(hosts.isOwnOrigin("http://internal:8080", "internal:8080")).isTrue();
        assertThat(hosts.isOwnOrigin("https://dr.example.test.evil.test", "dr.example.test")).isFalse();
        assertThat(hosts.isOwnOrigin("http://internal:8081", "internal:8080")).isFalse();
        assertThat(hosts.isOwnOrigin("null", null)).isFalse();
    }
}
