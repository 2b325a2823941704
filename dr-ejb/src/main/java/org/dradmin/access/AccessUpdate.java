package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dradmin.access.AccessFile.AssignmentEntry;
import org.dradmin.access.AccessFile.ClientEntry;
import org.dradmin.access.AccessFile.GroupEntry;
import org.dradmin.access.AccessFile.ResourceSetEntry;
import org.dradmin.access.AccessFile.RoleEntry;
import org.dradmin.access.AccessFile.UserEntry;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.systemlog.Client;

/**
 * Makes people and their roles what an organization file says, from nothing or from what there is. Whoever is not in
 * the file and has a past, a person or an API client, is deactivated and loses every role; the rest is deleted.
 */
@ApplicationScoped
class AccessUpdate {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AccessState state;
    @Inject
    private LinkPost links;
    @Inject
    private Clock clock;

    /** In the transaction at hand; the file has been checked. */
    void write(AccessFile file) {
        Instant now = clock.instant();
        Map<String, User> users = users(file.users(), now);
        Map<String, Group> groups = groups(file, users);
        clients(file.clients(), now);
        // Credentials, memberships and assignments refer by id, which is no order that the entity manager knows of.
        em.flush();
        passwords(file.users(), users, now);
        Map<String, AdminRole> roles = roles(file.roles());
        Map<String, ResourceSet> sets = sets(file.resourceSets());
        em.flush();
        Assignments wanted = new Assignments();
        file.users().forEach(user -> wanted.standard(PrincipalType.USER, users.get(User.key(user.username())).getId(), user.roles()));
        file.groups().forEach(group -> wanted.standard(PrincipalType.GROUP, groups.get(group.name()).getId(), group.roles()));
        file.clients().forEach(client -> wanted.standard(PrincipalType.CLIENT, client.id(), client.roles()));
        file.assignments().forEach(one -> wanted.custom(one, principal(one, users, groups), roles.get(one.role()), sets.get(one.resourceSet())));
        wanted.replace(now);
        em.flush();
        removeOthers(groups, file.groups().stream().map(GroupEntry::name).collect(Collectors.toSet()));
        removeOthers(roles, file.roles().stream().map(RoleEntry::label).collect(Collectors.toSet()));
        removeOthers(sets, file.resourceSets().stream().map(ResourceSetEntry::label).collect(Collectors.toSet()));
    }

    private static String principal(AssignmentEntry one, Map<String, User> users, Map<String, Group> groups) {
        return switch (one.type()) {
            case USER -> users.get(one.principal()).getId();
            case GROUP -> groups.get(one.principal()).getId();
            case CLIENT -> one.principal();
        };
    }

    private Map<String, User> users(List<UserEntry> wanted, Instant now) {
        Map<String, User> users = byName("SELECT u FROM User u", User.class, user -> User.key(user.getUsername()));
        Set<String> keys = new HashSet<>();
        for (UserEntry entry : wanted) {
            String key = User.key(entry.username());
            keys.add(key);
            User known = users.get(key);
            if (known == null) {
                User made = new User(entry.username(), entry.displayName(), entry.email());
                em.persist(made);
                users.put(key, made);
            } else {
                PersonFacts facts = new PersonFacts(entry.username(), entry.displayName(), entry.email());
                if (!known.isActive() || !known.facts().equals(facts)) {
                    known.describe(facts);
                    known.activate();
                    known.changed(by(), now);
                }
            }
        }
        users.values().stream().filter(user -> user.isActive() && !keys.contains(User.key(user.getUsername()))).forEach(user -> {
            user.deactivate(now);
            user.changed(by(), now);
            PersonSessions.endRows(em, user.getId(), now, null);
            links.revokeAll(user);
        });
        return users;
    }

    private void passwords(List<UserEntry> wanted, Map<String, User> users, Instant now) {
        Map<String, Credential> credentials = state.credentials();
        for (UserEntry entry : wanted) {
            if (!entry.password().isPresent()) {
                continue;
            }
            String given = entry.password().secret(500);
            User user = users.get(User.key(entry.username()));
            Credential known = credentials.get(User.key(entry.username()));
            if (known == null) {
                em.persist(new Credential(user, Credential.stored(given), false, now));
            } else if (!known.isSame(given)) {
                known.change(Credential.stored(given), now);
                user.endSessions(now);
                PersonSessions.endRows(em, user.getId(), now, null);
            }
        }
    }

    private Map<String, Group> groups(AccessFile file, Map<String, User> users) {
        Map<String, Group> groups = byName("SELECT g FROM Group g", Group.class, Group::getName);
        Map<String, Set<String>> members = new HashMap<>();
        file.users().forEach(user -> user.groups().forEach(name ->
                members.computeIfAbsent(name, key -> new HashSet<>()).add(users.get(User.key(user.username())).getId())));
        em.flush();
        for (GroupEntry entry : file.groups()) {
            Group group = groups.computeIfAbsent(entry.name(), name -> {
                Group made = new Group(name);
                em.persist(made);
                return made;
            });
            group.hold(members.getOrDefault(entry.name(), Set.of()));
        }
        return groups;
    }

    private void clients(List<ClientEntry> wanted, Instant now) {
        Map<String, ApiClient> clients = byName("SELECT c FROM ApiClient c", ApiClient.class, ApiClient::getId);
        for (ClientEntry entry : wanted) {
            ApiClient client = clients.remove(entry.id());
            if (client == null) {
                client = new ApiClient(entry.id(), entry.name(), entry.scopes(), entry.dpop(), now);
                prove(client, entry);
                em.persist(client);
            } else {
                client.rename(entry.name());
                client.allow(entry.scopes());
                client.bindTokens(entry.dpop());
                client.turn(true);
                prove(client, entry);
            }
        }
        clients.values().forEach(client -> client.turn(false));
    }

    private static void prove(ApiClient client, ClientEntry entry) {
        if (entry.jwks() != null) {
            client.useKeys(entry.jwks());
        } else {
            client.useSecret(ClientSecret.stored(entry.secret().secret(ClientSecret.MOST_LENGTH)));
        }
    }

    private Map<String, AdminRole> roles(List<RoleEntry> wanted) {
        Map<String, AdminRole> roles = byName("SELECT r FROM AdminRole r", AdminRole.class, AdminRole::getLabel);
        for (RoleEntry entry : wanted) {
            AdminRole known = roles.get(entry.label());
            if (known == null) {
                AdminRole made = new AdminRole(entry.label(), entry.description(), entry.permissions());
                made.changed(by(), clock.instant());
                em.persist(made);
                roles.put(entry.label(), made);
            } else {
                Map<String, String> before = known.facts();
                known.rename(entry.label(), entry.description());
                known.allow(entry.permissions());
                if (!known.facts().equals(before)) {
                    known.changed(by(), clock.instant());
                }
            }
        }
        return roles;
    }

    private Map<String, ResourceSet> sets(List<ResourceSetEntry> wanted) {
        Map<String, ResourceSet> sets = byName("SELECT s FROM ResourceSet s", ResourceSet.class, ResourceSet::getLabel);
        for (ResourceSetEntry entry : wanted) {
            ResourceSet known = sets.get(entry.label());
            if (known == null) {
                ResourceSet made = new ResourceSet(entry.label(), entry.description(), entry.orns());
                made.changed(by(), clock.instant());
                em.persist(made);
                sets.put(entry.label(), made);
            } else {
                Map<String, String> before = known.facts();
                known.rename(entry.label(), entry.description());
                known.hold(entry.orns());
                if (!known.facts().equals(before)) {
                    known.changed(by(), clock.instant());
                }
            }
        }
        return sets;
    }

    /** Who imports, for those who edit the same and are told by whom they were overtaken. */
    private static String by() {
        return Client.current().actor().displayName();
    }

    private <T> void removeOthers(Map<String, T> all, Collection<String> kept) {
        all.forEach((name, one) -> {
            if (!kept.contains(name)) {
                em.remove(one);
            }
        });
    }

    private <T> Map<String, T> byName(String query, Class<T> type, Function<T, String> name) {
        Map<String, T> all = new LinkedHashMap<>();
        em.createQuery(query, type).getResultList().forEach(one -> all.put(name.apply(one), one));
        return all;
    }

    /** The assignments that are to be, each once. */
    private final class Assignments {

        private final Map<String, Function<Instant, RoleAssignment>> wanted = new LinkedHashMap<>();

        void standard(PrincipalType type, String principal, Set<RoleType> roles) {
            roles.forEach(role -> wanted.put(type + " " + principal + " " + role, now -> RoleAssignment.standard(type, principal, role, now)));
        }

        void custom(AssignmentEntry one, String principal, AdminRole role, ResourceSet set) {
            wanted.put(one.type() + " " + principal + " " + role.getId() + " " + set.getId(),
                    now -> RoleAssignment.custom(one.type(), principal, role, set, now));
        }

        /** Those that there are stay as they are, with the time when they were made. */
        void replace(Instant now) {
            for (RoleAssignment known : em.createQuery("SELECT a FROM RoleAssignment a", RoleAssignment.class).getResultList()) {
                String key = known.getPrincipalType() + " " + known.getPrincipalId() + " " + (known.getRoleType() == RoleType.CUSTOM
                        ? known.getRole().getId() + " " + known.getResourceSet().getId() : known.getRoleType());
                if (wanted.remove(key) == null) {
                    em.remove(known);
                }
            }
            wanted.values().forEach(made -> em.persist(made.apply(now)));
        }
    }
}
