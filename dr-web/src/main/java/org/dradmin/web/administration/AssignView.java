package org.dradmin.web.administration;

import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dradmin.access.Admins;
import org.dradmin.access.CustomRoles;
import org.dradmin.access.Holders;
import org.dradmin.access.Holders.Candidate;
import org.dradmin.access.ResourceSets;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.access.RoleBindings.Member;
import org.dradmin.access.RoleType;
import org.dradmin.organization.FaultyField;

/** Administration &gt; Admins: giving a role to a person, a group or an API client, and what that gives. */
@Named("assignView")
@ViewScoped
public class AssignView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
    /** Of each kind; who is not among them is found by more of the name. */
    private static final int MOST = 10;

    @Inject
    private Holders holders;
    @Inject
    private Admins admins;
    @Inject
    private CustomRoles roles;
    @Inject
    private ResourceSets sets;
    private String text;
    private ArrayList<Candidate> found;
    private String who;
    private String role;
    private String set;
    private ArrayList<String> gives = new ArrayList<>();
    private boolean agreed;

    /** Looks for those whose name contains what was typed. */
    public void find() {
        who = null;
        found = new ArrayList<>(holders.candidates(text, MOST));
    }

    public List<SelectItem> getFound() {
        return found == null ? List.of() : found.stream().map(one -> new SelectItem(key(one), words(one))).toList();
    }

    /** Whether a search has found nobody. */
    public boolean isNobody() {
        return found != null && found.isEmpty();
    }

    private static String key(Candidate one) {
        return one.type() + ":" + one.id();
    }

    private static String words(Candidate one) {
        return switch (one.type()) {
            case USER -> one.name() + " (" + one.detail() + ")";
            case GROUP -> one.name() + " (group)";
            case CLIENT -> one.name() + " (API client " + one.detail() + ")";
        };
    }

    private Optional<Candidate> chosen() {
        return found == null || who == null ? Optional.empty() : found.stream().filter(one -> key(one).equals(who)).findFirst();
    }

    private Optional<RoleType> standard() {
        return Arrays.stream(RoleType.values()).filter(type -> type.name().equals(role)).findFirst();
    }

    /** Whether the role that is chosen needs a resource set. */
    public boolean isCustom() {
        return role != null && standard().isEmpty();
    }

    /** Before the question whether it shall be so: what is missing is said at its field. */
    public void review() {
        agreed = false;
        try {
            if (chosen().isEmpty()) {
                throw new FaultyField(found == null || found.isEmpty() ? "search" : "who", "Find and choose who is to hold the role.");
            } else if (role == null) {
                throw new FaultyField("role", "Choose a role.");
            } else if (isCustom() && set == null) {
                throw new FaultyField("set", "A custom role is assigned on a resource set: choose one.");
            }
            gives = AdminsView.titles(admins.gives(standard().orElse(RoleType.CUSTOM), role, set));
        } catch (FaultyField fault) {
            Fields.mark("assign", fault);
        }
    }

    public void assign() {
        if (!agreed || chosen().isEmpty()) {
            FacesContext.getCurrentInstance().validationFailed();
            return;
        }
        agreed = false;
        Candidate one = chosen().get();
        Member member = new Member(PrincipalType.valueOf(one.type().name()), one.id());
        if (standard().isPresent()) {
            admins.assign(member, standard().get());
        } else {
            admins.assign(member, role, set);
        }
        Fields.tell(getWhoName() + " holds " + getRoleName() + " from now on.");
        who = null;
        found = null;
        text = null;
        role = null;
        set = null;
    }

    public String getWhoName() {
        return chosen().map(AssignView::words).orElse("");
    }

    /** The role with the resource set, as the confirmation says it. */
    public String getRoleName() {
        if (role == null) {
            return "";
        }
        return standard().map(RoleType::title).orElseGet(() -> roles.role(role).getLabel() + (set == null ? "" : " on " + sets.set(set).getLabel()));
    }

    public List<String> getGives() {
        return gives;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getWho() {
        return who;
    }

    public void setWho(String who) {
        this.who = who;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }

    public String getSet() {
        return set;
    }

    public void setSet(String set) {
        this.set = set;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
