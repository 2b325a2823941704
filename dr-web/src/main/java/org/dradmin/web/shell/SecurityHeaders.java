package org.dradmin.web.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Puts the security headers on every answer, and sees to it that exactly one Content-Security-Policy is in effect.
 *
 * <p>PrimeFaces makes the script nonce of a page while rendering it and adds a policy header of its own, with nothing
 * but {@code script-src}. Two headers would be two policies, and a script would have to pass both. So what PrimeFaces
 * adds is taken as the script part of the policy of the house and replaces the stricter one that was there before.
 */
public class SecurityHeaders extends HttpFilter {

    static final String POLICY = "Content-Security-Policy";
    /** PrimeFaces writes style attributes, hence style-src-attr; style elements and foreign sheets stay forbidden. */
    static final String HOUSE_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
            + "form-action 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; ";
    private static final String RESOURCES = "/jakarta.faces.resource/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, on(request, response));
    }

    /** The answer with its headers, for what is answered before any filter. */
    static HttpServletResponse on(HttpServletRequest request, HttpServletResponse response) {
        return new Guarded(request, response);
    }

    private static final class Guarded extends HttpServletResponseWrapper {

        private final boolean secure;
        private final boolean cacheable;

        Guarded(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            secure = request.isSecure();
            cacheable = request.getServletPath().startsWith(RESOURCES);
            write();
        }

        private void write() {
            super.setHeader(POLICY, HOUSE_POLICY + "script-src 'self'");
            super.setHeader("X-Content-Type-Options", "nosniff");
            super.setHeader("Referrer-Policy", "same-origin");
            super.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            super.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            super.setHeader("Cross-Origin-Resource-Policy", "same-origin");
            if (!cacheable) {
                super.setHeader("Cache-Control", "no-store");
            }
            if (secure) {
                super.setHeader("Strict-Transport-Security", "max-age=31536000");
            }
        }

        /** A page that failed half-way starts anew, but never without its headers. */
        @Override
        public void reset() {
            super.reset();
            write();
        }

        @Override
        public void addHeader(String name, String value) {
            if (POLICY.equalsIgnoreCase(name)) {
                // On the way to an error page this stands around the guard of the request that failed.
                super.setHeader(POLICY, value.startsWith(HOUSE_POLICY) ? value : HOUSE_POLICY + value);
            } else {
                super.addHeader(name, value);
            }
        }

        @Override
        public void setHeader(String name, String value) {
            if (POLICY.equalsIgnoreCase(name)) {
                addHeader(name, value);
            } else {
                super.setHeader(name, value);
            }
        }
    }
}
