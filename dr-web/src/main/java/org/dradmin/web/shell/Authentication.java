package org.dradmin.web.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.logging.Level;
import org.dradmin.access.Accounts;
import org.dradmin.access.Identity;
import org.dradmin.access.PersonSessions;
import org.dradmin.access.TokenHolder;
import org.dradmin.api.dr.DisasterRecoveryResource;
import org.dradmin.api.oauth.BearerTokens;
import org.dradmin.organization.SeenSides;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DatabaseWatch;

/**
 * Tells the container who makes a request and which roles that person has at this moment. The session knows the
 * person only; a right that was taken away is gone with the next request. The caller's name is the person's id, never
 * a name somebody can choose: the container also gives roles by name, and the engine's is one of them.
 *
 * <p>Who must sign in, sign in again, or change the password first is sent to the page for it and comes back after.
 */
@ApplicationScoped
public class Authentication implements HttpAuthenticationMechanism {

    private static final String IDENTITY = "dr.identity";
    private static final String SIDES = "dr.sides";
    private static final String SESSION_ID = "dr.session.public";

    private static final String COULD_NOT_LOOK = "dr.identity.unknown";

    @Inject
    private Accounts accounts;
    @Inject
    private BearerTokens tokens;
    @Inject
    private Sessions sessions;
    @Inject
    private PersonSessions records;
    @Inject
    private DatabaseWatch database;
    @Inject
    private HostCheck hosts;

    /** Who makes this request; empty for nobody known. */
    public static Optional<Identity> identity(HttpServletRequest request) {
        return Optional.ofNullable((Identity) request.getAttribute(IDENTITY));
    }

    /** Whether it is not the caller's fault that nobody is known: the place where people and clients are is out of reach. */
    public static boolean couldNotLook(HttpServletRequest request) {
        return request.getAttribute(COULD_NOT_LOOK) != null;
    }

    /** Where the domains were when it was asked who makes this request; empty where it was not asked for both at once. */
    public static Optional<SeenSides> sides(HttpServletRequest request) {
        return Optional.ofNullable((SeenSides) request.getAttribute(SIDES));
    }

    /** What stands for the session in the System Log; null without one. */
    static String sessionId(HttpServletRequest request) {
        return (String) request.getAttribute(SESSION_ID);
    }

    @Override
    public AuthenticationStatus validateRequest(HttpServletRequest request, HttpServletResponse response,
            HttpMessageContext context) {
        // The filters, which turn foreign host names away, stand behind the container's guard of a protected page.
        if (context.isProtected() && hosts.isMisdirected(request)) {
            hosts.turnAway(SecurityHeaders.on(request, response));
            return AuthenticationStatus.SEND_FAILURE;
        }
        String path = Area.path(request);
        if (Area.asksForNobody(path)) {
            return context.doNothing();
        }
        if (Area.isForPrograms(path)) {
            return Area.isApi(path) ? token(request, context) : context.doNothing();
        }
        Optional<UserSession> session = sessions.current(request);
        if (session.isPresent() && database.fault().isPresent()) {
            // To try all the same would keep this thread for long, and the front door needs threads just now.
            return fail(request, response);
        }
        Optional<Identity> identity;
        try {
            identity = identify(request, session);
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.SEVERE, e, () -> "Nobody can be signed in now; is the database there?");
            return fail(request, response);
        }
        if (identity.isEmpty()) {
            return context.isProtected() ? send(request, response, signIn(request)) : context.doNothing();
        }
        Identity person = identity.get();
        if (person.mustChangePassword() && context.isProtected() && Area.of(path).orElse(null) != Area.PASSWORD) {
            return send(request, response, NextPath.attach("/password.xhtml", wanted(request)));
        }
        if (Area.of(path).orElse(null) == Area.CONSOLE && person.roles().contains(Roles.ENTITLED)
                && !person.roles().contains(Roles.DR_READ)) {
            boolean ended = session.get().steppedUp() != null;
            return send(request, response, NextPath.attach("/step-up.xhtml" + (ended ? "?notice=ended" : ""), wanted(request)));
        }
        return context.notifyContainerAboutLogin(new CallerPrincipal(person.actor().id()), person.roles());
    }

    /**
     * Who calls the API, by token alone. Strangers pass here and are answered in the API's own form at its gate. The
     * prefix keeps a client's id, which somebody chose, apart from every name the container gives a role to.
     */
    private AuthenticationStatus token(HttpServletRequest request, HttpMessageContext context) {
        try {
            Optional<TokenHolder> holder = tokens.holder(request, Area.path(request).equals(DisasterRecoveryResource.STATUS));
            holder.ifPresent(found -> {
                request.setAttribute(IDENTITY, found.identity());
                request.setAttribute(SIDES, found.sides());
            });
            return holder.map(TokenHolder::identity).map(client -> context.notifyContainerAboutLogin(new CallerPrincipal("client:" + client.actor().id()), client.roles()))
                    .orElseGet(context::doNothing);
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.SEVERE, e, () -> "No token can be looked at now; is the database there?");
            request.setAttribute(COULD_NOT_LOOK, true);
            return context.doNothing();
        }
    }

    private Optional<Identity> identify(HttpServletRequest request, Optional<UserSession> session) {
        Optional<Identity> identity = session.filter(s -> records.goesOn(s.publicId()))
                .flatMap(s -> accounts.identify(s.userId(), s.started(), s.stepUpUntil(sessions.times(request))));
        if (session.isPresent() && identity.isEmpty()) {
            sessions.end(request);
        }
        identity.ifPresent(person -> {
            request.setAttribute(IDENTITY, person);
            request.setAttribute(SESSION_ID, session.get().publicId());
            if (sessions.isToBeRecorded(request, PersonSessions.GRAIN)) {
                records.seen(session.get().publicId());
            }
        });
        return identity;
    }

    private static String signIn(HttpServletRequest request) {
        boolean ended = request.getRequestedSessionId() != null;
        return NextPath.attach("/sign-in.xhtml" + (ended ? "?notice=ended" : ""), wanted(request));
    }

    /** The page a person is to come back to; of a post it is the page that was posted. Null: the front page. */
    private static String wanted(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals(request.getContextPath() + "/")) {
            return null;
        }
        String query = request.getMethod().equals("GET") ? request.getQueryString() : NextPath.queryOf(request.getHeader("Referer"), path);
        return query == null ? path : path + "?" + query;
    }

    private static AuthenticationStatus send(HttpServletRequest request, HttpServletResponse response, String page) {
        String url = request.getContextPath() + page;
        if (request.getHeader("Faces-Request") == null) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", url);
        } else {
            PartialRedirect.write(response, url);
        }
        response.setHeader("Cache-Control", "no-store");
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static AuthenticationStatus fail(HttpServletRequest request, HttpServletResponse response) {
        // A poll shows by itself that the server is lost; a button must not be dead without a word.
        if (request.getHeader("Faces-Request") != null && !Sessions.isBackground(request)) {
            PartialRedirect.writeAgain(request, response, request.getRequestURI());
            return AuthenticationStatus.SEND_CONTINUE;
        }
        try {
            response.setHeader("Retry-After", "10");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
