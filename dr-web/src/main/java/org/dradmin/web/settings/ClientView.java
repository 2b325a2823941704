package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.access.ApiClient;
import org.dradmin.access.ApiClients;
import org.dradmin.access.Permission;
import org.dradmin.access.RoleType;
import org.dradmin.organization.Refusal;

/** Settings &gt; API &gt; one client: what it may do at most, which admin roles it holds, what proves it. */
@Named("clientView")
@ViewScoped
public class ClientView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
    /** Of a file with keys; a key set of twenty long keys has less. */
    static final int MOST_BYTES = 100_000;

    @Inject
    private transient ApiClients clients;
    private String id;
    private String name;
    private String proof;
    private List<String> scopes = new ArrayList<>();
    private List<Held> held = List.of();
    private String role;
    private String jwks;
    private transient Part file;

    /** A role that is assigned. */
    public record Held(String assignment, String title) implements Serializable {
    }

    /** Looks the client up that the address names. */
    public void load() {
        ApiClient client = id == null ? null : clients.all().stream().filter(c -> c.getId().equals(id)).findFirst().orElse(null);
        name = client == null ? null : client.getName();
        if (client != null) {
            proof = client.hasKeys() ? "Public key" : "Secret";
            scopes = new ArrayList<>(client.getScopes().stream().map(Permission::role).sorted().toList());
            held = new ArrayList<>(clients.rolesOf(id).stream().map(role -> new Held(role.getId(), role.title())).toList());
        }
    }

    public List<SelectItem> getAllScopes() {
        return Arrays.stream(Permission.values()).filter(Permission::isScope)
                .map(scope -> new SelectItem(scope.role(), scope.title() + " (" + scope.role() + ")")).toList();
    }

    /** The standard roles that it does not hold yet. */
    public List<SelectItem> getOtherRoles() {
        Set<String> titles = held.stream().map(Held::title).collect(Collectors.toSet());
        return Arrays.stream(RoleType.values()).filter(type -> type != RoleType.CUSTOM && !titles.contains(type.title()))
                .map(type -> new SelectItem(type.name(), type.title())).toList();
    }

    public void allow() {
        clients.allow(id, scopes.stream().flatMap(scope -> Permission.of(scope).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class))));
        tell("The scopes of " + name + " are saved. Tokens that are out obey them from now on.");
    }

    public void assign() {
        if (role == null) {
            throw new Refusal("Choose a role first.");
        }
        clients.assign(id, RoleType.valueOf(role));
        role = null;
        tell(name + " holds the role from now on.");
    }

    public void unassign(Held taken) {
        clients.unassign(id, taken.assignment());
        tell(name + " does not hold " + taken.title() + " any more.");
    }

    /** Replaces what proves the client, by the file where one was chosen and by the text otherwise. */
    public void replaceKeys() throws IOException {
        boolean uploaded = file != null && file.getSize() > 0;
        if (uploaded && jwks != null) {
            throw new Refusal("Choose a file or paste the keys; both at once leaves open which are meant.");
        }
        clients.replaceKeys(id, uploaded ? text(file) : jwks);
        jwks = null;
        file = null;
        tell("The keys of " + name + " are replaced. What it signed with others, or its secret, is refused from now on.");
    }

    /** The file's text, which the boundary judges as it judges what is pasted. */
    static String text(Part file) throws IOException {
        if (file.getSize() > MOST_BYTES) {
            throw new Refusal("The file is larger than " + MOST_BYTES / 1000 + " kB; public keys have much less.");
        }
        try (InputStream in = file.getInputStream()) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private void tell(String words) {
        load();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(words));
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    /** Null where there is no such client. */
    public String getName() {
        return name;
    }

    public String getProof() {
        return proof;
    }

    public List<Held> getHeld() {
        return held;
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

    public String getJwks() {
        return jwks;
    }

    public void setJwks(String jwks) {
        this.jwks = jwks;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }
}
