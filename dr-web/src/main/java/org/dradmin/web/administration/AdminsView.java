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
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.access.AdminRole;
import org.dradmin.access.Admins;
import org.dradmin.access.CustomRoles;
import org.dradmin.access.Holders;
import org.dradmin.access.Holders.Assigned;
import org.dradmin.access.Holders.Only;
import org.dradmin.access.Listing;
import org.dradmin.access.Permission;
import org.dradmin.access.ResourceSet;
import org.dradmin.access.ResourceSets;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.access.RoleType;
import org.dradmin.web.shell.SortedRows;

/** Administration &gt; Admins: every assignment, narrowed as one likes, and taking one away. */
@Named("adminsView")
@ViewScoped
public class AdminsView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Holders holders;
    @Inject
    private Admins admins;
    @Inject
    private CustomRoles roles;
    @Inject
    private ResourceSets sets;
    private String text;
    private String kind;
    private String role;
    private String set;
    private transient SortedRows<Assigned> rows;
    private Assigned chosen;
    private ArrayList<String> gives = new ArrayList<>();
    private ArrayList<String> lost = new ArrayList<>();
    private boolean agreed;

    public SortedRows<Assigned> getRows() {
        if (rows == null) {
            rows = new SortedRows<>(() -> holders.countAssignments(Listing.of(text, 0), only()),
                    (sort, ascending, first, most) -> holders.assignments(new Listing(text, sort, ascending, first, most), only()));
        }
        return rows;
    }

    private Only only() {
        Optional<RoleType> standard = Arrays.stream(RoleType.values()).filter(type -> type.name().equals(role)).findFirst();
        PrincipalType type = Arrays.stream(PrincipalType.values()).filter(t -> t.name().equals(kind)).findFirst().orElse(null);
        return new Only(type, standard.orElse(null), standard.isPresent() ? null : role, set);
    }

    /** Standard roles by name, custom ones by id. */
    public List<SelectItem> getAllRoles() {
        List<SelectItem> items = new ArrayList<>();
        Arrays.stream(RoleType.values()).filter(type -> type != RoleType.CUSTOM).forEach(type -> items.add(new SelectItem(type.name(), type.title())));
        for (AdminRole own : roles.all()) {
            items.add(new SelectItem(own.getId(), own.getLabel()));
        }
        return items;
    }

    public List<SelectItem> getAllSets() {
        List<SelectItem> items = new ArrayList<>();
        for (ResourceSet own : sets.all()) {
            items.add(new SelectItem(own.getId(), own.getLabel()));
        }
        return items;
    }

    /** Asks for a confirmation first. */
    public void choose(Assigned one) {
        chosen = one;
        agreed = false;
        gives = titles(admins.gives(one.roleType(), one.role(), one.set()));
        lost = titles(admins.lostByCaller(Set.of(one.id())));
    }

    public void unassign() {
        if (!agreed || chosen == null) {
            FacesContext.getCurrentInstance().validationFailed();
            return;
        }
        agreed = false;
        admins.unassign(chosen.id());
        Fields.tell(chosen.name() + " does not hold " + chosen.roleLabel() + (chosen.set() == null ? "" : " on " + chosen.setLabel()) + " any more.");
    }

    static ArrayList<String> titles(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::title).collect(Collectors.toCollection(ArrayList::new));
    }

    public Assigned getChosen() {
        return chosen;
    }

    public List<String> getGives() {
        return gives;
    }

    public List<String> getLost() {
        return lost;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
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
