package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {

    private static final String NONCE = "script-src 'self' 'nonce-abc';";

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    @Test
    void forbidsInlineScriptsWhereNoNonceWasMade() throws Exception {
        answer("/robots.txt", false, response -> { });
        assertThat(headers.get("Content-Security-Policy")).singleElement().asString()
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .endsWith("script-src 'self'");
    }

    @Test
    void mergesTheNonceOfThePageIntoTheOnePolicy() throws Exception {
        answer("/console/index.xhtml", false, response -> response.addHeader("content-security-policy", NONCE));
        assertThat(headers.get("Content-Security-Policy")).singleElement().asString()
                .startsWith("default-src 'self'").endsWith(NONCE);
    }

    @Test
    void saysEachDirectiveOnceOnTheWayToAnErrorPage() throws Exception {
        answer("/console/index.xhtml", false, failed -> {
            try {
                new SecurityHeaders().doFilter(request("/WEB-INF/errors/404.xhtml", false), failed,
                        (request, response) -> ((HttpServletResponse) response).addHeader(SecurityHeaders.POLICY, NONCE));
            } catch (IOException | ServletException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(headers.get("Content-Security-Policy")).singleElement().asString().containsOnlyOnce("default-src").endsWith(NONCE);
    }

    @Test
    void keepsItsHeadersWhenAHalfWrittenPageIsThrownAway() throws Exception {
        answer("/console/index.xhtml", true, ServletResponse::reset);
        assertThat(headers).containsKeys("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control",
                "Strict-Transport-Security");
    }

    @Test
    void letsBrowsersKeepResourcesButNoPages() throws Exception {
        answer("/jakarta.faces.resource/base.css.xhtml", false, response -> { });
        assertThat(headers).doesNotContainKeys("Cache-Control", "Strict-Transport-Security");
        answer("/dashboard/index.xhtml", false, response -> { });
        assertThat(headers.get("Cache-Control")).containsExactly("no-store");
    }

    private void answer(String path, boolean secure, Consumer<HttpServletResponse> page) throws Exception {
        FilterChain chain = (request, response) -> page.accept((HttpServletResponse) response);
        new SecurityHeaders().doFilter(request(path, secure), response(), chain);
    }

    private static HttpServletRequest request(String path, boolean secure) {
        return (HttpServletRequest) Proxy.newProxyInstance(SecurityHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServletPath" -> path;
                    case "isSecure" -> secure;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(SecurityHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "setHeader" -> headers.put((String) arguments[0], new ArrayList<>(List.of((String) arguments[1])));
                        case "addHeader" -> headers.computeIfAbsent((String) arguments[0], name -> new ArrayList<>())
                                .add((String) arguments[1]);
                        case "reset" -> headers.clear();
                        default -> throw new UnsupportedOperationException(method.toString());
                    }
                    return null;
                });
    }
}
