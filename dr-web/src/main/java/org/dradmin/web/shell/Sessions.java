package org.dradmin.web.shell;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.logging.Level;
import org.dradmin.organization.SessionRules;
import org.dradmin.organization.SessionTimes;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseWatch;

/**
 * Begins and ends the sessions of people. The session's id changes whenever what it may do grows, so that an id
 * somebody planted or saw before is worth nothing (CWE-384).
 */
@ApplicationScoped
public class Sessions {

    /** Marks a request that a page makes by itself, such as a poll: it keeps no session alive. */
    public static final String BACKGROUND = "background";

    private static final String SESSION = "dr.session";
    /** Apart from the session's facts, because every request writes it and must not undo a step-up made meanwhile. */
    private static final String ACTIVITY = "dr.activity";
    /** When it was last written down that somebody acts in the session. */
    private static final String RECORDED = "dr.recorded";
    private static final String TIMES = "dr.session.times";
    private static final int GRACE_SECONDS = 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private Settings settings;
    @Inject
    private SessionRules rules;
    @Inject
    private DatabaseWatch database;
    @Inject
    private Clock clock;
    private volatile SessionTimes last;

    /** The signed-in session of a request, unless it has timed out; then it is ended here. */
    Optional<UserSession> current(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(SESSION) instanceof UserSession found)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (found.isOver(lastActivity(session, found), now, times(request))) {
            session.invalidate();
            return Optional.empty();
        }
        if (!isBackground(request)) {
            session.setAttribute(ACTIVITY, now);
        }
        return Optional.of(found);
    }

    private static Instant lastActivity(HttpSession session, UserSession of) {
        return session.getAttribute(ACTIVITY) instanceof Instant instant ? instant : of.started();
    }

    /** When the person who is signed in has to sign in again, the first or the second time, should nothing be pressed until then. */
    public Instant signInAt(HttpServletRequest request) {
        HttpSession session = request.getSession();
        return session(request).signInAt(lastActivity(session, session(request)), times(request));
    }

    /** What counts for this request; while the database does not answer, what counted last. */
    public SessionTimes times(HttpServletRequest request) {
        if (request.getAttribute(TIMES) instanceof SessionTimes known) {
            return known;
        }
        SessionTimes times = database.fault().isEmpty() ? look() : last;
        request.setAttribute(TIMES, times);
        return times;
    }

    private SessionTimes look() {
        try {
            last = rules.times();
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.WARNING, e, () -> "The session times cannot be looked at; those of before count.");
        }
        return last;
    }

    @PostConstruct
    void start() {
        last = SessionTimes.limits(settings);
    }

    /** Whether it is to be written down that somebody acts in this session: at most once in this time, and never for a poll. */
    boolean isToBeRecorded(HttpServletRequest request, Duration grain) {
        HttpSession session = request.getSession(false);
        Instant now = clock.instant();
        if (session == null || isBackground(request) || session.getAttribute(RECORDED) instanceof Instant last && now.isBefore(last.plus(grain))) {
            return false;
        }
        session.setAttribute(RECORDED, now);
        return true;
    }

    /** What is to stand for a session in the System Log: known before it begins, and telling nothing of its cookie. */
    public String newId() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** Begins the session of a person who has signed in; whatever session there was ends. */
    public void begin(HttpServletRequest request, String userId, String publicId) {
        end(request);
        HttpSession session = request.getSession(true);
        if (session.getId().equals(request.getRequestedSessionId())) {
            request.changeSessionId();
        }
        // Our own time-out decides; the container's only clears away, after the longest time that may come to count.
        session.setMaxInactiveInterval((int) Math.min(Integer.MAX_VALUE, settings.sessionIdle().toSeconds() + GRACE_SECONDS));
        session.setAttribute(SESSION, new UserSession(publicId, userId, clock.instant(), null));
        session.setAttribute(ACTIVITY, clock.instant());
        session.setAttribute(RECORDED, clock.instant());
    }

    /** The signed-in person has signed in again: the disaster recovery rights are there for a while. */
    public void stepUp(HttpServletRequest request) {
        replace(request, session(request).steppedUp(clock.instant()));
    }

    /** Goes on after all sessions of the person were ended, which this one survives. */
    public void renew(HttpServletRequest request) {
        replace(request, session(request).renewed(clock.instant()));
    }

    /** Ends the session, if there is one. */
    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static UserSession session(HttpServletRequest request) {
        return (UserSession) request.getSession().getAttribute(SESSION);
    }

    private static void replace(HttpServletRequest request, UserSession session) {
        request.changeSessionId();
        request.getSession().setAttribute(SESSION, session);
    }

    static boolean isBackground(HttpServletRequest request) {
        // Only where Faces itself asks: reading a parameter reads the body.
        return request.getHeader("Faces-Request") != null && request.getParameter(BACKGROUND) != null;
    }
}
