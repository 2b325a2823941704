package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.access.AccessFile.AssignmentEntry;
import org.dradmin.access.AccessFile.ClientEntry;
import org.dradmin.access.AccessFile.GroupEntry;
import org.dradmin.access.AccessFile.ResourceSetEntry;
import org.dradmin.access.AccessFile.RoleEntry;
import org.dradmin.access.AccessFile.UserEntry;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.OrganizationFileApply;
import org.dradmin.organization.OrganizationFileCheck;

/** This capability's part in importing an organization file: people, groups, admin roles and who holds them. */
@ApplicationScoped
class AccessImport {

    /** Enough for every real organization; a list without end would drown the event. */
    private static final int MOST_NAMED = 50;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Clock clock;

    void check(@Observes OrganizationFileCheck check) {
        AccessSections.read(check.file());
    }

    void apply(@Observes OrganizationFileApply apply) {
        AccessFile file = AccessSections.read(apply.file());
        Instant now = clock.instant();
        Map<String, Group> groups = file.groups().stream().collect(Collectors.toMap(GroupEntry::name, entry -> new Group(entry.name())));
        Map<String, User> users = new HashMap<>();
        for (UserEntry entry : file.users()) {
            User user = new User(entry.username(), entry.displayName(), entry.email());
            users.put(User.key(entry.username()), user);
            em.persist(user);
            assign(PrincipalType.USER, user.getId(), entry.roles(), now);
            entry.groups().forEach(name -> groups.get(name).add(user));
        }
        // Credentials and memberships refer to people by id, which is no order that the entity manager knows of.
        em.flush();
        for (UserEntry entry : file.users()) {
            if (entry.password().isPresent()) {
                String hash = Credential.stored(entry.password().secret(500));
                em.persist(new Credential(users.get(User.key(entry.username())), hash, false, now));
            }
        }
        for (GroupEntry entry : file.groups()) {
            em.persist(groups.get(entry.name()));
            assign(PrincipalType.GROUP, groups.get(entry.name()).getId(), entry.roles(), now);
        }
        clients(file, now);
        customRoles(file, users, groups, now);
        apply.event().fact("users", file.users().size()).fact("groups", file.groups().size())
                .fact("adminRoles", file.roles().size()).fact("resourceSets", file.resourceSets().size())
                .fact("assignments", file.assignments().size())
                .fact("apiClients", file.clients().size()).fact("superAdmins", superAdmins(file));
    }

    private void clients(AccessFile file, Instant now) {
        for (ClientEntry entry : file.clients()) {
            ApiClient client = new ApiClient(entry.id(), entry.name(), entry.scopes(), entry.dpop(), now);
            if (entry.jwks() != null) {
                client.useKeys(entry.jwks());
            } else {
                client.useSecret(ClientSecret.stored(entry.secret().secret(ClientSecret.MOST_LENGTH)));
            }
            em.persist(client);
            assign(PrincipalType.CLIENT, client.getId(), entry.roles(), now);
        }
    }

    private void customRoles(AccessFile file, Map<String, User> users, Map<String, Group> groups, Instant now) {
        Map<String, AdminRole> roles = new HashMap<>();
        for (RoleEntry entry : file.roles()) {
            AdminRole role = new AdminRole(entry.label(), entry.description(), entry.permissions());
            em.persist(role);
            roles.put(entry.label(), role);
        }
        Map<String, ResourceSet> sets = new HashMap<>();
        for (ResourceSetEntry entry : file.resourceSets()) {
            ResourceSet set = new ResourceSet(entry.label(), entry.description(), entry.orns());
            em.persist(set);
            sets.put(entry.label(), set);
        }
        for (AssignmentEntry entry : file.assignments()) {
            String principal = switch (entry.type()) {
                case USER -> users.get(entry.principal()).getId();
                case GROUP -> groups.get(entry.principal()).getId();
                case CLIENT -> entry.principal();
            };
            em.persist(RoleAssignment.custom(entry.type(), principal, roles.get(entry.role()), sets.get(entry.resourceSet()), now));
        }
    }

    private void assign(PrincipalType type, String principal, Set<RoleType> roles, Instant now) {
        roles.forEach(role -> em.persist(RoleAssignment.standard(type, principal, role, now)));
    }

    /** Who gets everything by this file: the first question asked later. */
    private static String superAdmins(AccessFile file) {
        Set<String> groups = file.groups().stream().filter(group -> group.roles().contains(RoleType.SUPER_ADMIN))
                .map(GroupEntry::name).collect(Collectors.toSet());
        return file.users().stream()
                .filter(user -> user.roles().contains(RoleType.SUPER_ADMIN) || user.groups().stream().anyMatch(groups::contains))
                .map(UserEntry::username).limit(MOST_NAMED).collect(Collectors.joining(", "));
    }
}
