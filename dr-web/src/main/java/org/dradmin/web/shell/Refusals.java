package org.dradmin.web.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.dradmin.access.Identity;
import org.dradmin.access.Permission;
import org.dradmin.organization.ReadOnlyRefusal;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/**
 * The one place where a no is told to the System Log: denied by the container, at the URL or at the boundary; refused
 * by the read-only door; refused by a rule. It is recorded once a request, in a transaction of its own, and the reason
 * is given back for the person.
 */
@ApplicationScoped
public class Refusals {

    private static final String RECORDED = "dr.refusal.recorded";

    @Inject
    private SystemLog log;

    /** The container denied the request, or a call it made. @return the reason, which the 403 page shows too */
    public String denied(HttpServletRequest request) {
        if (request.getAttribute(ProblemView.REFUSAL) instanceof String known) {
            return known;
        }
        String path = path(request);
        String missing = missing(request, path);
        String reason = reason(request, missing);
        request.setAttribute(ProblemView.REFUSAL, reason);
        record(request, Entry.of(EventType.ACCESS_DENIED).denied(reason).fact("path", path).fact("missing", missing));
        return reason;
    }

    /** A boundary denied a program; the reason is its adapter's. */
    public void denied(HttpServletRequest request, String reason) {
        record(request, Entry.of(EventType.ACCESS_DENIED).denied(reason).fact("path", path(request)));
    }

    /** A rule, or the read-only mode, refused what was asked. */
    public void refused(HttpServletRequest request, Refusal refusal) {
        EventType type = refusal instanceof ReadOnlyRefusal ? EventType.READ_ONLY_REFUSED : EventType.REFUSED;
        record(request, Entry.of(type).failed(refusal.getMessage()).fact("path", path(request)));
    }

    /** The request was not made by a page of this site; worth an event where it used somebody's session. */
    void forged(HttpServletRequest request) {
        String reason = "The request did not come from a page of this site, so nothing was changed. Open the page here and try again.";
        request.setAttribute(ProblemView.REFUSAL, reason);
        if (Authentication.identity(request).isPresent()) {
            record(request, Entry.of(EventType.REFUSED).denied(reason).fact("path", path(request))
                    .fact("origin", request.getHeader("Origin")));
        }
    }

    private void record(HttpServletRequest request, Entry entry) {
        if (request.getAttribute(RECORDED) != null) {
            return;
        }
        request.setAttribute(RECORDED, true);
        try {
            log.writeApart(entry);
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.SEVERE, e, () -> "A refusal could not be recorded in the System Log.");
        }
    }

    /** The role that was lacking as far as the place tells: one to be there, or the one to change what is shown there; else null. */
    private static String missing(HttpServletRequest request, String path) {
        Optional<Area> area = Area.of(path);
        if (area.isEmpty()) {
            return null;
        }
        List<String> roles = area.get().roles();
        if (roles.stream().noneMatch(request::isUserInRole)) {
            return roles.get(0);
        }
        return roles.stream().map(role -> role.replace(".read", ".manage"))
                .filter(role -> Permission.of(role).isPresent() && !request.isUserInRole(role)).findFirst().orElse(null);
    }

    private static String reason(HttpServletRequest request, String missing) {
        String why = Authentication.identity(request).map(Identity::whyNoDisasterRecovery).orElse(null);
        if (why != null && (Roles.DR_READ.equals(missing) || Roles.ENTITLED.equals(missing))) {
            return why;
        }
        return Permission.of(missing)
                .map(permission -> "You do not hold the permission " + permission.title() + ". A super admin can assign a role that does; it works at once, without a new sign-in.")
                .orElse("Your account does not have the right to do that. A super admin can assign a role that does; it works at once, without a new sign-in.");
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed.substring(request.getContextPath().length()) : Area.path(request);
    }
}
