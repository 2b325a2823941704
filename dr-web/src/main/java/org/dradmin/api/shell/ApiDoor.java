package org.dradmin.api.shell;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import org.dradmin.access.Identity;
import org.dradmin.api.ErrorBody;
import org.dradmin.api.ErrorCode;
import org.dradmin.platform.LogContext;
import org.dradmin.systemlog.Client;
import org.dradmin.web.shell.Authentication;
import org.dradmin.web.shell.HostCheck;

/**
 * Stands before everything that programs call: counts requests, refuses what is too much, too large or meant for another host, and sees to it
 * that whatever fails, the container included, is answered in the form of the wire contract. Mapped in web.xml.
 */
public class ApiDoor extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final int MOST_SWALLOWED = 16 << 20;

    @Inject
    private transient RateLimits limits;
    @Inject
    private transient HostCheck hosts;
    @Inject
    private transient Clock clock;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        String client = Authentication.identity(request).map(Identity::actor).map(actor -> actor.id()).orElse(null);
        RateLimits.Standing standing = limits.count(client, Client.current().address());
        response.setHeader("X-Rate-Limit-Limit", Integer.toString(standing.limit()));
        response.setHeader("X-Rate-Limit-Remaining", Integer.toString(standing.remaining()));
        response.setHeader("X-Rate-Limit-Reset", Long.toString(standing.reset()));
        // Clients wait for Reset minus Date, so both must come from the same clock.
        response.setDateHeader("Date", clock.millis());
        if (standing.exceeded()) {
            ErrorBody.write(response, ErrorCode.RATE_LIMIT, null);
        } else if (!hosts.accepts(request.getServerName())) {
            ErrorBody.write(response, HostCheck.MISDIRECTED, ErrorCode.INVALID, "Host", "This server does not answer to the host name of this address.");
        } else if (request.getContentLengthLong() > RequestBody.MOST_BYTES) {
            swallow(request.getInputStream());
            ErrorBody.write(response, ErrorCode.INVALID, "body", "The body is larger than 1 MiB.");
        } else if (request.getServletPath().startsWith("/api") && !(isReadable(request.getContentType()) && isReadable(request.getHeader("Accept")))) {
            // JAX-RS would answer by itself, with no body, before anybody is asked.
            swallow(request.getInputStream());
            ErrorBody.write(response, ErrorCode.MEDIA_TYPE, null);
        } else {
            pass(request, new WithoutErrorPages(response), chain);
        }
    }

    /** Whether these media types, if any, have the form that JAX-RS needs. */
    static boolean isReadable(String types) {
        try {
            if (types != null && !types.isBlank() && !types.contains("\"")) {
                List.of(types.split(",")).forEach(MediaType::valueOf);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Takes what is still coming, within reason: who is cut off while sending never reads the answer. */
    private static void swallow(InputStream body) throws IOException {
        byte[] piece = new byte[1 << 16];
        for (int taken = 0, read = 0; read >= 0 && taken < MOST_SWALLOWED; taken += read) {
            read = body.read(piece);
        }
    }

    private static void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (Exception e) {
            LogContext.logger().log(Level.SEVERE, e, () -> "A request of the API failed.");
            if (!response.isCommitted()) {
                response.resetBuffer();
                ErrorBody.write(response, ErrorCode.INTERNAL, null);
            }
        }
    }

    /** The container's errors in the API's form; its error pages are for people. */
    private static final class WithoutErrorPages extends HttpServletResponseWrapper {

        WithoutErrorPages(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            resetBuffer();
            ErrorBody.write((HttpServletResponse) getResponse(), ErrorCode.of(status), "request");
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            sendError(status);
        }
    }
}
