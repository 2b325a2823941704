package org.dradmin.web.administration;

import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.access.GroupDetails;
import org.dradmin.access.Groups;
import org.dradmin.access.Listing;
import org.dradmin.access.Overtaken;
import org.dradmin.access.PersonRow;
import org.dradmin.web.shell.SortedRows;

/** Administration &gt; Groups &gt; one group: its name, what it gives, who is in it. */
@Named("groupView")
@ViewScoped
public class GroupView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
    private static final int FOUND = 20;

    @Inject
    private Groups groups;
    private String id;
    private GroupDetails details;
    private String seen;
    private String name;
    private boolean overtaken;
    private String text;
    private String search;
    // Held from showing to pressing, so that a tick means the person it stood at.
    private ArrayList<PersonRow> found;
    private ArrayList<String> ticked = new ArrayList<>();
    private PersonRow chosen;
    private boolean agreed;
    private transient SortedRows<PersonRow> members;

    /** Reads the group that the address names. */
    public void load() {
        if (id != null && details == null) {
            read();
            discard();
        }
    }

    private void read() {
        details = groups.details(id).orElse(null);
        overtaken = details != null && seen != null && !details.row().name().equals(seen);
    }

    public void rename() {
        try {
            groups.rename(id, seen, name);
        } catch (Overtaken shown) {
            read();
            FacesContext.getCurrentInstance().validationFailed();
            return;
        }
        seen = null;
        read();
        discard();
        Fields.tell("The group is called " + seen + " from now on.");
    }

    /** People to be added, by a part of their names. */
    public void find() {
        found = new ArrayList<>(groups.others(id, search, FOUND));
        ticked = new ArrayList<>();
    }

    public List<SelectItem> getFound() {
        return found == null ? List.of() : found.stream().map(person -> new SelectItem(person.id(), person.displayName() + " (" + person.username() + ")"
                + (person.active() ? "" : ", deactivated"))).toList();
    }

    public boolean isNobody() {
        return found != null && found.isEmpty();
    }

    public boolean isAny() {
        return found != null && !found.isEmpty();
    }

    /** Those who are ticked, by name, for the question. */
    public List<PersonRow> getTickedPeople() {
        return found == null ? List.of() : found.stream().filter(person -> ticked.contains(person.id())).toList();
    }

    /** Before the question whether they shall be added. */
    public void review() {
        agreed = false;
        if (getTickedPeople().isEmpty()) {
            Fields.tell("Tick at least one person first.");
            FacesContext.getCurrentInstance().validationFailed();
        }
    }

    public void add() {
        if (confirmed()) {
            int came = groups.add(id, getTickedPeople().stream().map(PersonRow::id).toList());
            found = null;
            search = null;
            ticked = new ArrayList<>();
            read();
            Fields.tell(came == 1 ? "One person was added." : came + " people were added.");
        }
    }

    /** Asks first. */
    public void choose(PersonRow person) {
        chosen = person;
        agreed = false;
    }

    public void remove() {
        if (chosen != null && confirmed()) {
            groups.remove(id, List.of(chosen.id()));
            read();
            Fields.tell(chosen.displayName() + " is not in the group any more.");
        }
    }

    /** @return where to go */
    public String delete() {
        if (!confirmed()) {
            return null;
        }
        groups.delete(id);
        return "/administration/groups.xhtml?faces-redirect=true&notice=deleted";
    }

    private boolean confirmed() {
        boolean yes = agreed && details != null;
        agreed = false;
        if (!yes) {
            FacesContext.getCurrentInstance().validationFailed();
        }
        return yes;
    }

    public SortedRows<PersonRow> getMembers() {
        if (members == null) {
            members = new SortedRows<>(() -> groups.countMembers(id, text),
                    (sort, ascending, first, most) -> groups.members(id, new Listing(text, sort, ascending, first, most)));
        }
        return members;
    }

    /** Whether somebody has renamed it since the form was opened. */
    public boolean isOvertaken() {
        return overtaken;
    }

    public String getOvertakenBy() {
        return details.changedBy() == null ? "Somebody else" : details.changedBy();
    }

    public Instant getOvertakenAt() {
        return details.changedAt();
    }

    public List<Change> getOthersChanges() {
        return List.of(new Change("Name", seen, details.row().name()));
    }

    /** Stands on the newest state, with what is typed as it is. */
    public void rebase() {
        seen = null;
        read();
        seen = details.row().name();
    }

    /** Throws what is typed away, for the state that counts. */
    public void discard() {
        if (details != null) {
            seen = details.row().name();
            name = seen;
            overtaken = false;
        }
    }

    public boolean isGone() {
        return details == null;
    }

    public String getTitle() {
        return details == null ? "Not there" : details.row().name();
    }

    public GroupDetails getDetails() {
        return details;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    public List<String> getTicked() {
        return ticked;
    }

    public void setTicked(List<String> ticked) {
        this.ticked = new ArrayList<>(ticked);
    }

    public PersonRow getChosen() {
        return chosen;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
