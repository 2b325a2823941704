package org.dradmin.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.dradmin.platform.Settings;

/**
 * The cookie by which a browser is known again, so that strangers who guess passwords elsewhere never delay the person
 * who signs in here. It opens nothing by itself.
 */
@ApplicationScoped
class BrowserToken {

    private static final String COOKIE = "dr-browser";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    /** Browsers keep no cookie for longer than 400 days. */
    private static final Duration LASTS = Duration.ofDays(400);

    @Inject
    private Settings settings;

    /** @return null where the browser has none */
    String of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(COOKIE)).map(Cookie::getValue)
                .filter(value -> FORM.matcher(value).matches()).findFirst().orElse(null);
    }

    void keep(HttpServletRequest request, HttpServletResponse response, String token) {
        Cookie cookie = new Cookie(COOKIE, token);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure() || settings.baseUrl().getScheme().equals("https"));
        cookie.setPath(request.getContextPath() + "/");
        cookie.setMaxAge((int) LASTS.toSeconds());
        cookie.setAttribute("SameSite", "Strict");
        response.addCookie(cookie);
    }
}
