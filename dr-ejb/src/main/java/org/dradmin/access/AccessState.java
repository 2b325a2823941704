package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dradmin.access.AccessFile.AssignmentEntry;
import org.dradmin.access.AccessFile.ClientEntry;
import org.dradmin.access.AccessFile.GroupEntry;
import org.dradmin.access.AccessFile.ResourceSetEntry;
import org.dradmin.access.AccessFile.RoleEntry;
import org.dradmin.access.AccessFile.UserEntry;
import org.dradmin.access.RoleAssignment.PrincipalType;

/**
 * People and their roles as they are now, in the shape in which an organization file says them. Whoever is deactivated
 * is not in it: a file says who is there.
 */
@ApplicationScoped
class AccessState {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;

    /** Passwords and secrets are left out: absent, as in a file that does not speak of them. */
    AccessFile now() {
        Map<String, String> names = new HashMap<>();
        List<User> users = em.createQuery("SELECT u FROM User u WHERE u.status = :active ORDER BY u.usernameKey", User.class)
                .setParameter("active", User.Status.ACTIVE).getResultList();
        List<Group> groups = em.createQuery("SELECT g FROM Group g ORDER BY g.name", Group.class).getResultList();
        List<ApiClient> clients = em.createQuery("SELECT c FROM ApiClient c WHERE c.status = :active ORDER BY c.id", ApiClient.class)
                .setParameter("active", ApiClient.Status.ACTIVE).getResultList();
        users.forEach(user -> names.put(PrincipalType.USER + user.getId(), User.key(user.getUsername())));
        groups.forEach(group -> names.put(PrincipalType.GROUP + group.getId(), group.getName()));
        clients.forEach(client -> names.put(PrincipalType.CLIENT + client.getId(), client.getId()));
        Map<String, Set<RoleType>> standard = new HashMap<>();
        List<AssignmentEntry> assignments = new ArrayList<>();
        for (RoleAssignment one : em.createQuery("SELECT a FROM RoleAssignment a ORDER BY a.assignedAt, a.id", RoleAssignment.class).getResultList()) {
            String holder = one.getPrincipalType() + one.getPrincipalId();
            if (one.getRoleType() != RoleType.CUSTOM) {
                standard.computeIfAbsent(holder, key -> EnumSet.noneOf(RoleType.class)).add(one.getRoleType());
            } else if (names.containsKey(holder)) {
                assignments.add(new AssignmentEntry(one.getRole().getLabel(), one.getResourceSet().getLabel(), one.getPrincipalType(), names.get(holder)));
            }
        }
        Map<String, Set<String>> groupsOf = new HashMap<>();
        groups.forEach(group -> group.members().forEach(member -> groupsOf.computeIfAbsent(member, key -> new TreeSet<>()).add(group.getName())));
        return new AccessFile(
                groups.stream().map(group -> new GroupEntry(group.getName(), standard.getOrDefault(PrincipalType.GROUP + group.getId(), Set.of()))).toList(),
                users.stream().map(user -> new UserEntry(user.getUsername(), user.getDisplayName(), user.getEmail(), null,
                        standard.getOrDefault(PrincipalType.USER + user.getId(), Set.of()), groupsOf.getOrDefault(user.getId(), Set.of()))).toList(),
                em.createQuery("SELECT r FROM AdminRole r ORDER BY r.label", AdminRole.class).getResultStream()
                        .map(role -> new RoleEntry(role.getLabel(), role.getDescription(), role.getPermissions())).toList(),
                em.createQuery("SELECT s FROM ResourceSet s ORDER BY s.label", ResourceSet.class).getResultStream()
                        .map(set -> new ResourceSetEntry(set.getLabel(), set.getDescription(), set.getResources())).toList(),
                new ArrayList<>(new LinkedHashSet<>(assignments)),
                clients.stream().map(client -> new ClientEntry(client.getId(), client.getName(), client.getScopes(), client.getJwks(), null,
                        client.isDpop(), standard.getOrDefault(PrincipalType.CLIENT + client.getId(), Set.of()))).toList());
    }

    /** The credentials of people by their usernames' keys. */
    Map<String, Credential> credentials() {
        Map<String, Credential> byUser = new HashMap<>();
        em.createQuery("SELECT c FROM Credential c", Credential.class).getResultList().forEach(one -> byUser.put(one.getUserId(), one));
        Map<String, Credential> byKey = new LinkedHashMap<>();
        em.createQuery("SELECT u FROM User u", User.class).getResultList().forEach(user -> {
            if (byUser.containsKey(user.getId())) {
                byKey.put(User.key(user.getUsername()), byUser.get(user.getId()));
            }
        });
        return byKey;
    }
}
