package org.dradmin.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dradmin.web.shell.Sessions;
import org.primefaces.PrimeFaces;

/** Says in good time when a person will be asked to sign in again, so that nobody is cut off in a sentence (WCAG 2.2.1). */
@Named("ending")
@RequestScoped
public class EndingView {

    /** Enough to end a sentence, or to sign in again before. */
    static final Duration NOTICE = Duration.ofMinutes(2);
    /** The dialogs of the console, each of which says it at the place named after it. */
    private static final List<String> DIALOGS = List.of("failover", "failback", "confirmStep", "leaveOut", "cancel", "rollBack");
    private static final String DRAWN = "ending.drawn";
    private static final String HERE = "ending.here";

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

    /** The page that is shown, to come back to. */
    public String getHere() {
        return (String) view().get(HERE);
    }

    /** To be told when the page is asked for and drawn as a whole. */
    void drawn() {
        view().put(HERE, request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString()));
        view().put(DRAWN, getAt());
    }

    /** Has it drawn anew in the dialogs where it has changed since. */
    void follow() {
        if (!Objects.equals(getAt(), view().put(DRAWN, getAt()))) {
            UIViewRoot page = FacesContext.getCurrentInstance().getViewRoot();
            DIALOGS.stream().map(dialog -> dialog + "Form:" + dialog + "Ending").filter(place -> page.findComponent(place) != null)
                    .forEach(place -> PrimeFaces.current().ajax().update(place));
        }
    }

    private static Map<String, Object> view() {
        return FacesContext.getCurrentInstance().getViewRoot().getViewMap();
    }
}
