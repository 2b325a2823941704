package org.dradmin.web.administration;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dradmin.access.OneTimeLinks;
import org.dradmin.access.Overtaken;
import org.dradmin.access.People;
import org.dradmin.access.PersonDetails;
import org.dradmin.access.PersonFacts;
import org.dradmin.access.PersonSessions;
import org.dradmin.access.SessionFacts;

/** Administration &gt; People &gt; one person: who it is, whether they can sign in, what they may do, where they are signed in. */
@Named("personView")
@ViewScoped
public class PersonView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private People people;
    @Inject
    private OneTimeLinks links;
    @Inject
    private PersonSessions personSessions;
    private String id;
    private PersonDetails details;
    private ArrayList<SessionFacts> sessions = new ArrayList<>();
    // What the form was opened with; another admin's change shows as a difference to it.
    private PersonFacts seen;
    private PersonFacts others;
    private String username;
    private String displayName;
    private String email;
    private boolean invite = true;
    private boolean agreed;

    /** Reads what the address names; without an id a new person is begun. */
    public void load() {
        if (id != null && details == null) {
            read();
            discard();
        }
    }

    private void read() {
        details = people.details(id).orElse(null);
        sessions = details == null ? new ArrayList<>() : new ArrayList<>(personSessions.of(id));
        others = details == null || seen == null || details.facts().equals(seen) ? null : details.facts();
    }

    private PersonFacts typed() {
        return new PersonFacts(username, displayName, email);
    }

    /** @return where to go */
    public String save() {
        if (id == null) {
            return "/administration/person.xhtml?faces-redirect=true&notice=" + (invite ? "invited" : "made") + "&id=" + people.create(typed(), invite);
        }
        try {
            people.change(id, seen, typed());
        } catch (Overtaken shown) {
            read();
            FacesContext.getCurrentInstance().validationFailed();
            return null;
        }
        read();
        discard();
        Fields.tell(seen.displayName() + " is saved.");
        return null;
    }

    /** Sends the link with which the person chooses a password. */
    public void send() {
        if (confirmed()) {
            links.send(id);
            read();
            Fields.tell("A link is on its way to " + details.facts().email() + ". It opens once.");
        }
    }

    public void deactivate() {
        if (confirmed()) {
            people.deactivate(id);
            read();
            Fields.tell(details.facts().displayName() + " is deactivated, and every session has ended.");
        }
    }

    public void reactivate() {
        if (confirmed()) {
            people.reactivate(id);
            read();
            Fields.tell(details.facts().displayName() + " is active again.");
        }
    }

    public void endSessions() {
        if (confirmed()) {
            personSessions.endAll(id);
            read();
            Fields.tell("Every session of " + details.facts().displayName() + " has ended.");
        }
    }

    private boolean confirmed() {
        boolean yes = agreed && details != null;
        agreed = false;
        if (!yes) {
            FacesContext.getCurrentInstance().validationFailed();
        }
        return yes;
    }

    /** Before a question. */
    public void ask() {
        agreed = false;
    }

    /** Whether somebody has changed it since the form was opened. */
    public boolean isOvertaken() {
        return others != null;
    }

    public String getOvertakenBy() {
        return details.changedBy() == null ? "Somebody else" : details.changedBy();
    }

    public Instant getOvertakenAt() {
        return details.changedAt();
    }

    /** What the other has changed. */
    public List<Change> getOthersChanges() {
        return others == null ? List.of() : Stream.of(new Change("Username", seen.username(), others.username()),
                new Change("Name", seen.displayName(), others.displayName()), new Change("E-mail address", seen.email(), others.email()))
                .filter(change -> !Objects.equals(change.before(), change.after())).toList();
    }

    /** Stands on the newest state, with what is typed as it is. */
    public void rebase() {
        read();
        seen = details.facts();
        others = null;
    }

    /** Throws what is typed away, for the state that counts. */
    public void discard() {
        if (details != null) {
            seen = details.facts();
            others = null;
            username = seen.username();
            displayName = seen.displayName();
            email = seen.email();
        }
    }

    public boolean isGone() {
        return id != null && details == null;
    }

    /** Whether there is such a person already. */
    public boolean isMade() {
        return details != null;
    }

    public String getTitle() {
        return isGone() ? "Not there" : details == null ? "New person" : details.facts().displayName();
    }

    public PersonDetails getDetails() {
        return details;
    }

    public List<SessionFacts> getSessions() {
        return sessions;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public boolean isInvite() {
        return invite;
    }

    public void setInvite(boolean invite) {
        this.invite = invite;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
