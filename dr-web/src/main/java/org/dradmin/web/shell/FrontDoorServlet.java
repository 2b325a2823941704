package org.dradmin.web.shell;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dradmin.recovery.connector.frontdoor.FrontDoor;

/**
 * {@code /go/{domain}{path}}: sends on to the region that is active for the domain, with method, path and query as they
 * came (307 Temporary Redirect, RFC 9110, 15.4.8). It takes the request's own spelling, not what the container decoded
 * of it, needs neither database nor session, and leads nowhere but to configured endpoints.
 */
@WebServlet(urlPatterns = "/go/*", asyncSupported = true)
public class FrontDoorServlet extends HttpServlet {

    private static final String HERE = "/go/";
    /** What a path or query may hold without being escaped (RFC 3986, 3.3 and 3.4), and brackets, which many write. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?[]";

    @Inject
    private transient FrontDoor frontDoor;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        Optional<Wanted> wanted = Wanted.of(request.getContextPath(), request.getRequestURI(), request.getQueryString());
        Optional<URI> where = wanted.flatMap(w -> frontDoor.locate(w.domain(), w.path(), w.query()));
        if (where.isPresent()) {
            response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            response.setHeader("Location", where.get().toString());
            return;
        }
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("Nothing is served at this address. Go back to the End-User Dashboard and open the "
                + "application from there. If it still leads here, tell your organization's admins: the domain in the "
                + "address is none that this server protects.\n");
    }

    /** What a request asks for, in its own spelling. */
    record Wanted(String domain, String path, String query) {

        /** @param uri the raw request URI; empty where it is not spelled as ours */
        static Optional<Wanted> of(String contextPath, String uri, String query) {
            String here = contextPath + HERE;
            if (!uri.startsWith(here)) {
                return Optional.empty();
            }
            String rest = uri.substring(here.length());
            int slash = rest.indexOf('/');
            String domain = slash < 0 ? rest : rest.substring(0, slash);
            return Optional.of(new Wanted(domain, slash < 0 ? "" : escaped(rest.substring(slash)),
                    query == null ? null : escaped(query)));
        }

        /** Escapes what browsers send as it is and no address may hold; what is escaped already stays. */
        private static String escaped(String text) {
            StringBuilder address = new StringBuilder(text.length());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                char c = (char) (bytes[i] & 0xff);
                boolean escape = c == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
                if (escape || c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                    address.append(c);
                } else {
                    address.append(String.format("%%%02X", (int) c));
                }
            }
            return address.toString();
        }

        private static boolean isHex(byte digit) {
            return Character.digit(digit, 16) >= 0;
        }
    }
}
