package org.dradmin.web.administration;

import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.access.Holders;
import org.dradmin.access.Holders.Assigned;
import org.dradmin.access.Holders.Only;
import org.dradmin.access.Listing;
import org.dradmin.access.NotThere;
import org.dradmin.access.Overtaken;
import org.dradmin.access.Permission;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.Refusal;
import org.dradmin.web.administration.Change.Form;

/**
 * Making, changing and deleting something that has a name, a description and a choice of several things. What a person
 * has typed stays until it is saved: neither a fault nor somebody else's change takes it away.
 */
public abstract class Editing implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Holders holders;
    private String id;
    private int version;
    private Form seen = Form.EMPTY;
    private boolean gone;
    private String label;
    private String description;
    private ArrayList<Choice> choices;
    private ArrayList<Change> changes = new ArrayList<>();
    private ArrayList<String> lost = new ArrayList<>();
    private ArrayList<Assigned> assigned = new ArrayList<>();
    /** Of all assignments, those beyond the first that are shown included. */
    private HashSet<String> assignments = new HashSet<>();
    private boolean agreed;

    /** What is edited as it stands. @param keys of what is chosen */
    record State(String id, int version, String label, String description, Set<String> keys, String changedBy, Instant changedAt) { }

    /** What the form says. @param keys of what is chosen */
    record Typed(String label, String description, Set<String> keys) { }

    /** The words and addresses of one kind. */
    record Kind(String form, String name, String choice, String page, String list) { }

    abstract Kind kind();

    abstract List<Choice> offered();

    abstract State read(String wanted);

    abstract void check(String of, Typed typed);

    /** @return the id */
    abstract String create(Typed typed);

    abstract State change(String of, int basedOn, Typed typed);

    abstract void delete(String of, Set<String> assignments);

    /** What the caller would no longer hold. */
    abstract Set<Permission> lostWith(String of, Set<String> keys);

    abstract Only assignmentsOf(String of);

    /** Reads what the address names; without an id something new is begun. */
    public void load() {
        if (choices == null) {
            choices = new ArrayList<>(offered());
            edit();
        }
    }

    private void edit() {
        State state = id == null ? null : current();
        if (state != null) {
            id = state.id();
            see(state);
            label = state.label();
            description = state.description();
            choices.forEach(choice -> choice.setChosen(state.keys().contains(choice.getKey())));
        }
    }

    /** As it stands now; null for something new, or gone. */
    private State current() {
        try {
            return id == null ? null : read(id);
        } catch (NotThere nowhere) {
            gone = true;
            return null;
        }
    }

    private void see(State state) {
        version = state.version();
        seen = form(state);
    }

    private Form form(State state) {
        return new Form(state.label(), state.description(), titles(state.keys()));
    }

    private ArrayList<String> titles(Set<String> keys) {
        return choices.stream().filter(choice -> keys.contains(choice.getKey())).map(Choice::getTitle).collect(Collectors.toCollection(ArrayList::new));
    }

    private Typed typed() {
        return new Typed(label == null ? "" : label.strip(), description == null ? "" : description.strip(),
                choices.stream().filter(Choice::isChosen).map(Choice::getKey).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Before the question whether it shall be so: what is wrong is said at its field. */
    public void review() {
        agreed = false;
        if (isOvertaken()) {
            FacesContext.getCurrentInstance().validationFailed();
            return;
        }
        if (gone) {
            throw new Refusal("Nothing was saved: the " + kind().name() + " " + seen.label() + " has been deleted meanwhile. What you typed is still there to be copied.");
        }
        Typed typed = typed();
        try {
            check(id, typed);
        } catch (FaultyField fault) {
            Fields.mark(kind().form(), fault);
            return;
        }
        changes = new ArrayList<>(Change.between(seen, new Form(typed.label(), typed.description(), titles(typed.keys())), kind().choice()));
        lost = id == null ? new ArrayList<>() : words(lostWith(id, typed.keys()));
        lookAtAssignments();
        if (changes.isEmpty()) {
            Fields.tell("Nothing is different.");
            FacesContext.getCurrentInstance().validationFailed();
        }
    }

    /** @return where to go */
    public String save() {
        if (!agreed) {
            FacesContext.getCurrentInstance().validationFailed();
            return null;
        }
        agreed = false;
        if (id == null) {
            return kind().page() + "?faces-redirect=true&notice=made&id=" + create(typed());
        }
        try {
            see(change(id, version, typed()));
            edit();
            Fields.tell("The " + kind().name() + " " + seen.label() + " is saved. It counts from everybody's next request.");
        } catch (Overtaken shown) {
            FacesContext.getCurrentInstance().renderResponse();
        }
        return null;
    }

    /** Asks first, with everything that would go along. */
    public void reviewDeletion() {
        agreed = false;
        lookAtAssignments();
        lost = words(lostWith(id, Set.of()));
    }

    /** @return where to go */
    public String delete() {
        if (!agreed) {
            FacesContext.getCurrentInstance().validationFailed();
            return null;
        }
        agreed = false;
        delete(id, assignments);
        return kind().list() + "?faces-redirect=true&notice=deleted";
    }

    private void lookAtAssignments() {
        assigned = new ArrayList<>();
        assignments = new HashSet<>();
        List<Assigned> some;
        do {
            some = id == null ? List.of() : holders.assignments(new Listing("", null, true, assignments.size(), Listing.MOST), assignmentsOf(id));
            some.forEach(one -> assignments.add(one.id()));
            if (assigned.isEmpty()) {
                assigned.addAll(some);
            }
        } while (some.size() == Listing.MOST);
    }

    private static ArrayList<String> words(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::title).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Whether somebody has changed it since the editing began. */
    public boolean isOvertaken() {
        State current = gone ? null : current();
        return current != null && current.version() != version;
    }

    public String getOvertakenBy() {
        return current().changedBy();
    }

    public Instant getOvertakenAt() {
        return current().changedAt();
    }

    /** What the other has changed. */
    public List<Change> getOthersChanges() {
        return Change.between(seen, form(current()), kind().choice());
    }

    /** Stands on the newest state, with what is typed as it is. */
    public void rebase() {
        State current = current();
        if (current != null) {
            see(current);
        }
    }

    /** Throws what is typed away, for the state that counts. */
    public void discard() {
        edit();
    }

    public boolean isMade() {
        return id != null;
    }

    /** Whether there was none when the page was opened; of one deleted meanwhile, what was typed stays. */
    public boolean isGone() {
        return gone && seen.label().isEmpty();
    }

    public String getTitle() {
        return isGone() ? "Not there" : id == null ? "New " + kind().name() : seen.label();
    }

    public List<Change> getChanges() {
        return changes;
    }

    public List<String> getLost() {
        return lost;
    }

    public List<Assigned> getAssigned() {
        return assigned;
    }

    /** How many assignments there are beyond those that are shown. */
    public int getFurther() {
        return assignments.size() - assigned.size();
    }

    public List<Choice> getChoices() {
        return choices;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(String label) {
        this.label = label;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
