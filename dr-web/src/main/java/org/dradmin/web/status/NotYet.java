package org.dradmin.web.status;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The answer of a public document while there is nothing to tell. */
final class NotYet {

    private static final String RETRY_SECONDS = "10";

    private NotYet() {
    }

    static void send(HttpServletResponse response, String why) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", RETRY_SECONDS);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write(why + "\n");
    }
}
