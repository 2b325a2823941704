package org.dradmin.web.shell;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dradmin.access.Identity;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;

/**
 * The way in for every request: it gets its id, which the log, the System Log and the answer then carry; foreign host
 * names and forged posts end here; and whatever runs for it knows from where and for whom. Its place among the filters
 * is given in web.xml.
 */
public class Entrance extends HttpFilter {

    static final String REQUEST_ID = "X-Okta-Request-Id";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    @Inject
    private transient Settings settings;
    @Inject
    private transient HostCheck hosts;
    @Inject
    private transient Refusals refusals;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Client client = client(request);
        response.setHeader(REQUEST_ID, client.transactionId());
        try (LogContext line = LogContext.with("request", client.transactionId()); Client.Binding bound = Client.bind(client)) {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                if (Integer.valueOf(HttpServletResponse.SC_FORBIDDEN).equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)) && denied(request, response)) {
                    return;
                }
            } else if (!admitted(request, response)) {
                return;
            }
            chain.doFilter(request, new LocalRedirects(response));
        }
    }

    /** Records a denial. @return whether it is answered here: the scripts of a page show nothing of an error page, so they ask for the page afresh. */
    private boolean denied(HttpServletRequest request, HttpServletResponse response) {
        boolean byContainer = request.getAttribute(ProblemView.REFUSAL) == null;
        refusals.denied(request);
        if (!byContainer || request.getHeader("Faces-Request") == null) {
            return false;
        }
        response.setStatus(HttpServletResponse.SC_OK);
        PartialRedirect.writeAgain(request, response, (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return true;
    }

    private boolean admitted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (hosts.isMisdirected(request)) {
            hosts.turnAway(response);
            return false;
        }
        // The front door changes nothing here, and applications may well be posted to from elsewhere.
        if (!Area.asksForNobody(Area.path(request)) && !Area.isForPrograms(Area.path(request))
                && CrossSite.isForged(request.getMethod(), request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"),
                origin -> hosts.isOwnOrigin(origin, request.getHeader("Host")))) {
            refusals.forged(request);
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return false;
        }
        return true;
    }

    private Client client(HttpServletRequest request) {
        List<String> proxies = settings.trustedProxies();
        String remote = request.getRemoteAddr();
        String address = ClientAddress.of(remote, Collections.list(request.getHeaders("X-Forwarded-For")), proxies);
        Actor actor = Authentication.identity(request).map(Identity::actor).orElse(Actor.UNKNOWN);
        return new Client(actor, address, request.getHeader("User-Agent"), Authentication.sessionId(request),
                requestId(request, proxies.contains(remote)));
    }

    /** One id for the request and its error page; a proxy that is trusted may have given it already. */
    private static String requestId(HttpServletRequest request, boolean fromProxy) {
        if (request.getAttribute(REQUEST_ID) instanceof String known) {
            return known;
        }
        String given = request.getHeader(REQUEST_ID);
        String id = fromProxy && given != null && ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
        request.setAttribute(REQUEST_ID, id);
        return id;
    }
}
