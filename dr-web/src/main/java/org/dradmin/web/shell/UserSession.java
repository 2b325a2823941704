package org.dradmin.web.shell;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * All that is kept of a signed-in person in the browser session. It is small, and it holds no right: rights are worked
 * out for each request.
 *
 * @param publicId stands for the session in the System Log; it tells nothing of the cookie
 * @param stepUpUntil null without a step-up
 */
record UserSession(String publicId, String userId, Instant started, Instant stepUpUntil) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** Whether it is over: nobody acted for too long, or it has lasted as long as a session may. */
    boolean isOver(Instant lastActivity, Instant now, Duration idle, Duration lifetime) {
        return !now.isBefore(lastActivity.plus(idle)) || !now.isBefore(started.plus(lifetime));
    }

    UserSession steppedUp(Instant until) {
        return new UserSession(publicId, userId, started, until);
    }

    /** The same person has just proved who they are: begins anew, without the step-up. */
    UserSession renewed(Instant now) {
        return new UserSession(publicId, userId, now, null);
    }
}
