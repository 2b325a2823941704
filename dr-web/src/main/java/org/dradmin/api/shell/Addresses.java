package org.dradmin.api.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.platform.Settings;

/** Absolute addresses for answers, under the host name that the client used. */
@ApplicationScoped
public class Addresses {

    @Inject
    private Settings settings;

    /** @param path from {@code /api} on */
    public String of(HttpServletRequest request, String path) {
        URI base = settings.baseUrl();
        // Behind a proxy that ends TLS, only the setting knows the scheme that people and programs use.
        boolean known = base.getHost().equalsIgnoreCase(request.getServerName());
        String host = request.getHeader("Host");
        return (known || host == null ? base.toString() : request.getScheme() + "://" + host + request.getContextPath()) + path;
    }

    /** As {@link #of(HttpServletRequest, String)} with a query, in which every parameter has an equals sign. */
    public String of(HttpServletRequest request, String path, Map<String, String> query) {
        String parameters = query.entrySet().stream().map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue())).collect(Collectors.joining("&"));
        return of(request, path) + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
