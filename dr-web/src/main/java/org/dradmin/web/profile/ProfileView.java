package org.dradmin.web.profile;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.access.People;
import org.dradmin.access.PersonDetails;
import org.dradmin.access.PersonSessions;
import org.dradmin.access.SessionFacts;
import org.dradmin.web.shell.Sessions;

/** The own page: who one is here, what one may do, where one is signed in, and out of there. */
@Named("profileView")
@ViewScoped
public class ProfileView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private People people;
    @Inject
    private PersonSessions personSessions;
    @Inject
    private Sessions sessions;
    @Inject
    private HttpServletRequest request;
    private PersonDetails details;
    // Held from showing to pressing, so that a button means the session it stood at.
    private ArrayList<SessionFacts> rows;
    private boolean agreed;

    @PostConstruct
    void load() {
        details = people.own();
        rows = new ArrayList<>(personSessions.own());
    }

    /** Ends another session of one's own. */
    public void end(SessionFacts session) {
        personSessions.endOwn(session.id());
        load();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The session with " + session.browser() + " has ended."));
    }

    /** Ends all sessions, this one included. @return where to go */
    public String endAll() {
        if (!agreed) {
            FacesContext.getCurrentInstance().validationFailed();
            return null;
        }
        personSessions.endAllOwn();
        sessions.end(request);
        return "/sign-in.xhtml?notice=everywhere&faces-redirect=true";
    }

    /** Asks first. */
    public void ask() {
        agreed = false;
    }

    public PersonDetails getDetails() {
        return details;
    }

    public List<SessionFacts> getRows() {
        return rows;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
