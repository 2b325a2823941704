package org.dradmin.web.settings;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.access.ApiClient;
import org.dradmin.access.ApiClients;
import org.dradmin.access.Permission;
import org.dradmin.access.RoleAssignment;
import org.dradmin.access.RoleType;
import org.dradmin.access.token.TokenKeys;

/** Settings &gt; API: the programs that call the API, making one, and taking its rights away. */
@Named("apiView")
@ViewScoped
public class ApiView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
    /** A secret lives for one answer and is kept nowhere: not in the page's state, not in the session. */
    private static final String SECRET = "shownOnce";

    @Inject
    private transient ApiClients clients;
    @Inject
    private transient TokenKeys keys;
    // Held from showing to pressing, so that a button means the client it stood at.
    private List<Row> rows;
    private Row chosen;
    private boolean agreed;
    private String name;
    private String jwks;
    private List<String> scopes = new ArrayList<>();
    private String role;
    private boolean dpop;

    /** A client as the page shows it. */
    public record Row(String id, String name, String proof, List<String> scopes, List<String> roles, Instant lastUsed, boolean active,
            boolean hasSecret) implements Serializable {
    }

    /** What has just been made and is never shown again. */
    public record Shown(String clientId, String secret) {
    }

    @PostConstruct
    public void load() {
        rows = new ArrayList<>(clients.all().stream().map(this::row).toList());
    }

    private Row row(ApiClient client) {
        String proof = client.hasKeys() ? "Public key" : "Secret";
        return new Row(client.getId(), client.getName(), client.isDpop() ? proof + ", DPoP" : proof,
                new ArrayList<>(client.getScopes().stream().map(Permission::role).sorted().toList()),
                new ArrayList<>(clients.rolesOf(client.getId()).stream().map(RoleAssignment::title).toList()), client.getLastUsedAt(),
                client.isActive(), !client.hasKeys());
    }

    public List<Row> getRows() {
        return rows;
    }

    /** Every scope there is, with what it means. */
    public List<SelectItem> getAllScopes() {
        return Arrays.stream(Permission.values()).filter(Permission::isScope)
                .map(scope -> new SelectItem(scope.role(), scope.title() + " (" + scope.role() + ")")).toList();
    }

    public List<SelectItem> getAllRoles() {
        return Arrays.stream(RoleType.values()).filter(type -> type != RoleType.CUSTOM).map(type -> new SelectItem(type.name(), type.title())).toList();
    }

    /** Makes a client as the form says. */
    public void create() {
        Set<Permission> wanted = scopes.stream().flatMap(scope -> Permission.of(scope).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
        Set<RoleType> roles = role == null ? Set.of() : Set.of(RoleType.valueOf(role));
        ApiClients.Made made = clients.create(name, jwks, wanted, dpop, roles);
        show(new Shown(made.clientId(), made.secret()));
        tell("The client " + name.strip() + " is created.");
        name = null;
        jwks = null;
        scopes = new ArrayList<>();
        role = null;
        dpop = false;
    }

    /** Asks for a confirmation first. */
    public void choose(Row row) {
        chosen = row;
        agreed = false;
    }

    public void deactivate() {
        if (confirmed()) {
            clients.deactivate(chosen.id());
            tell(chosen.name() + " is deactivated.");
        }
    }

    public void activate() {
        if (confirmed()) {
            clients.activate(chosen.id());
            tell(chosen.name() + " is active again.");
        }
    }

    public void renew() {
        if (confirmed()) {
            show(new Shown(chosen.id(), clients.renewSecret(chosen.id())));
            tell(chosen.name() + " has a new secret; the one before is refused from now on.");
        }
    }

    public void rotate() {
        if (agreed()) {
            keys.rotate("A super admin asked for it.");
            tell("The signing key is renewed.");
        }
    }

    private boolean confirmed() {
        return chosen != null && agreed();
    }

    private boolean agreed() {
        if (!agreed) {
            FacesContext.getCurrentInstance().validationFailed();
            return false;
        }
        agreed = false;
        return true;
    }

    private static void show(Shown shown) {
        FacesContext.getCurrentInstance().getExternalContext().getRequestMap().put(SECRET, shown);
    }

    private void tell(String words) {
        load();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(words));
    }

    public Row getChosen() {
        return chosen;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getJwks() {
        return jwks;
    }

    public void setJwks(String jwks) {
        this.jwks = jwks;
    }

    public List<String> getScopes() {
        return scopes;
    }

    public void setScopes(List<String> scopes) {
        this.scopes = scopes;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }

    public boolean isDpop() {
        return dpop;
    }

    public void setDpop(boolean dpop) {
        this.dpop = dpop;
    }
}
