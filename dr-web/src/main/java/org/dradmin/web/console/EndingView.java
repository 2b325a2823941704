package org.dradmin.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dradmin.web.shell.Sessions;

/** Says in good time when a person will be asked to sign in again, so that nobody is cut off in a sentence (WCAG 2.2.1). */
@Named("ending")
@RequestScoped
public class EndingView {

    /** Enough to end a sentence, or to sign in again before. */
    static final Duration NOTICE = Duration.ofMinutes(2);

    @Inject
    private Sessions sessions;
    @Inject
    private HttpServletRequest request;
    @Inject
    private Clock clock;

    /** Null while there is time enough. */
    public Instant getAt() {
        Instant at = sessions.signInAt(request);
        return clock.instant().plus(NOTICE).isBefore(at) ? null : at;
    }
}
