package org.dradmin.access;

import java.time.Duration;

/** What became of a sign-in or step-up. The wording never tells which part was wrong. */
public sealed interface SignIn {

    /**
     * The person is who they say.
     *
     * @param browserToken for this browser to keep, so that strangers' guesses never delay it
     */
    record Accepted(String userId, String browserToken) implements SignIn { }

    /** Refused; the reason is for the person. */
    record Rejected(String reason) implements SignIn { }

    /** Not even looked at: too many failures lately; the time that is left. */
    record Delayed(Duration delay) implements SignIn {
        public String reason() {
            return "Too many attempts. Try again in " + Math.max(1, delay.toSeconds() + (delay.getNano() > 0 ? 1 : 0)) + " seconds.";
        }
    }
}
