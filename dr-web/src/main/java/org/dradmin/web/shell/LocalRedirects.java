package org.dradmin.web.shell;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Redirects within this server by path alone (RFC 9110, 10.2.2). The container would add scheme and host as it sees
 * them, which behind a proxy that ends TLS are not those of the browser.
 */
final class LocalRedirects extends HttpServletResponseWrapper {

    LocalRedirects(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (NextPath.isLocal(location)) {
            resetBuffer();
            setStatus(SC_FOUND);
            setHeader("Location", location);
            flushBuffer();
        } else {
            super.sendRedirect(location);
        }
    }
}
