package org.dradmin.web.systemlog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.util.Map;

/**
 * Remembers in the browser which time zone somebody chose last. It is proposed where an address asks for nothing at
 * all; an address that asks for something means the same in every browser.
 */
@RequestScoped
public class LogZone {

    private static final String COOKIE = "dr-log-zone";
    private static final int YEAR_SECONDS = 365 * 24 * 3600;

    @Inject
    private Clock clock;

    LogFilter remember(LogFilter filter, Map<String, String> parameters) {
        ExternalContext request = FacesContext.getCurrentInstance().getExternalContext();
        if (parameters.containsKey(LogFilter.ZONE)) {
            if (!filter.errors().containsKey(LogFilter.ZONE)) {
                request.addResponseCookie(COOKIE, filter.times().name().replace('/', '.'), Map.of("path", request.getRequestContextPath() + "/log", "maxAge", YEAR_SECONDS,
                        "httpOnly", true, "secure", request.isSecure()));
            }
            return filter;
        }
        if (filter.isEmpty() && request.getRequestCookieMap().get(COOKIE) instanceof Cookie chosen
                && LogTimes.in(chosen.getValue().replace('.', '/')).isPresent()) {
            return new LogFilter(Map.of(LogFilter.ZONE, chosen.getValue().replace('.', '/'))::get, clock.instant());
        }
        return filter;
    }
}
