package org.dradmin.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dradmin.access.AccessFile.ClientEntry;
import org.dradmin.access.AccessFile.UserEntry;
import org.dradmin.organization.OrganizationFileWrite;

/** This capability's part in exporting an organization file; passwords and secrets as the hashes that are kept of them. */
@ApplicationScoped
class AccessExport {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AccessState state;

    void write(@Observes OrganizationFileWrite write) {
        AccessFile now = state.now();
        ArrayNode groups = write.document().putArray("groups");
        now.groups().forEach(group -> roles(groups.addObject().put("name", OrganizationFileWrite.text(group.name())), group.roles()));
        ArrayNode users = write.document().putArray("users");
        Map<String, Credential> credentials = state.credentials();
        now.users().forEach(user -> user(users.addObject(), user, credentials.get(User.key(user.username()))));
        ArrayNode roles = write.document().putArray("adminRoles");
        now.roles().forEach(role -> {
            ObjectNode node = roles.addObject().put("label", OrganizationFileWrite.text(role.label()));
            text(node, "description", role.description());
            OrganizationFileWrite.list(node, "permissions", new TreeSet<>(role.permissions().stream().map(Permission::role).toList()));
        });
        ArrayNode sets = write.document().putArray("resourceSets");
        now.resourceSets().forEach(set -> {
            ObjectNode node = sets.addObject().put("label", OrganizationFileWrite.text(set.label()));
            text(node, "description", set.description());
            OrganizationFileWrite.list(node, "resources", new TreeSet<>(set.orns()));
        });
        ArrayNode assignments = write.document().putArray("assignments");
        now.assignments().forEach(one -> assignments.addObject().put("role", OrganizationFileWrite.text(one.role()))
                .put("resourceSet", OrganizationFileWrite.text(one.resourceSet()))
                .put(one.type().name().toLowerCase(java.util.Locale.ROOT), OrganizationFileWrite.text(one.principal())));
        ArrayNode clients = write.document().putArray("apiClients");
        now.clients().forEach(client -> client(clients.addObject(), client));
    }

    private static void user(ObjectNode node, UserEntry user, Credential credential) {
        node.put("username", OrganizationFileWrite.text(user.username())).put("displayName", OrganizationFileWrite.text(user.displayName()));
        node.put("email", OrganizationFileWrite.text(user.email()));
        if (credential != null) {
            node.put("password", OrganizationFileWrite.text(credential.getPasswordHash()));
        }
        roles(node, user.roles());
        OrganizationFileWrite.list(node, "groups", new TreeSet<>(user.groups()));
    }

    private void client(ObjectNode node, ClientEntry client) {
        node.put("clientId", client.id()).put("name", OrganizationFileWrite.text(client.name()));
        OrganizationFileWrite.list(node, "scopes", new TreeSet<>(client.scopes().stream().map(Permission::role).toList()));
        if (client.jwks() == null) {
            node.put("secret", em.find(ApiClient.class, client.id()).getSecretHash());
        } else {
            try {
                node.set("jwks", JSON.readTree(client.jwks()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A client's keys are not readable.", e);
            }
        }
        if (client.dpop()) {
            node.put("dpop", true);
        }
        roles(node, client.roles());
    }

    private static void text(ObjectNode node, String key, String text) {
        if (!text.isEmpty()) {
            node.put(key, OrganizationFileWrite.text(text));
        }
    }

    private static void roles(ObjectNode node, Set<RoleType> roles) {
        OrganizationFileWrite.list(node, "roles", new TreeSet<>(roles.stream().map(RoleType::name).toList()));
    }
}
