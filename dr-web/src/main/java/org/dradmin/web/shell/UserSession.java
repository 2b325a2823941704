package org.dradmin.web.shell;

import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import org.dradmin.organization.SessionTimes;

/**
 * All that is kept of a signed-in person in the browser session. It is small, and it holds no right: rights are worked
 * out for each request.
 *
 * @param publicId stands for the session in the System Log; it tells nothing of the cookie
 * @param steppedUp when the person signed in again; null without a step-up
 */
record UserSession(String publicId, String userId, Instant started, Instant steppedUp) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** Whether it is over: nobody acted for too long, or it has lasted as long as a session may. */
    boolean isOver(Instant lastActivity, Instant now, SessionTimes times) {
        return !now.isBefore(end(lastActivity, times));
    }

    private Instant end(Instant lastActivity, SessionTimes times) {
        return earlier(lastActivity.plus(times.idle()), started.plus(times.lifetime()));
    }

    /** When the person has to sign in again, the first or the second time, should nobody act until then. */
    Instant signInAt(Instant lastActivity, SessionTimes times) {
        Instant end = end(lastActivity, times);
        return steppedUp == null ? end : earlier(end, stepUpUntil(times));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Until when the step-up lasts; null without one. */
    Instant stepUpUntil(SessionTimes times) {
        return steppedUp == null ? null : steppedUp.plus(times.stepUp());
    }

    UserSession steppedUp(Instant now) {
        return new UserSession(publicId, userId, started, now);
    }

    /** The same person has just proved who they are: begins anew, without the step-up. */
    UserSession renewed(Instant now) {
        return new UserSession(publicId, userId, now, null);
    }
}
