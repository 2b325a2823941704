package org.dradmin.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.platform.Roles;

/** The questions who holds which role, and who may do what and through which assignment; pages of them at a time. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Holders {

    private static final String NAMED = "FROM RoleAssignment a "
            + "LEFT JOIN User u ON (a.principalType = :user AND u.id = a.principalId) "
            + "LEFT JOIN Group g ON (a.principalType = :group AND g.id = a.principalId) "
            + "LEFT JOIN ApiClient c ON (a.principalType = :client AND c.id = a.principalId) "
            + "LEFT JOIN a.role r LEFT JOIN a.resourceSet s ";
    private static final String NAME = "COALESCE(u.displayName, g.name, c.name)";
    private static final String PEOPLE = "FROM User u, RoleAssignment a WHERE u.status = :active AND ((a.principalType = :user AND a.principalId = u.id) "
            + "OR (a.principalType = :group AND EXISTS (SELECT mg FROM Group mg JOIN mg.members m WHERE mg.id = a.principalId AND m = u.id))) "
            + "AND (LOWER(u.displayName) LIKE :text ESCAPE '!' OR LOWER(u.username) LIKE :text ESCAPE '!') AND " + Giving.CONDITION;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private HeldRights rights;

    /**
     * An assignment in a list.
     *
     * @param detail the username of a person, the id of a client, null for a group
     * @param active whether who holds it can come in at all
     * @param role   the id of a custom role, null of a standard one; likewise set
     */
    public record Assigned(String id, PrincipalType type, String principalId, String name, String detail, boolean active,
            RoleType roleType, String role, String roleLabel, String set, String setLabel, Instant since) implements Serializable { }

    /**
     * Somebody who may do something.
     *
     * @param group through which the assignment comes to the person; null for one of the person's own
     */
    public record Holder(PrincipalType type, String id, String name, String detail, String assignment, String through, String group, Instant since)
            implements Serializable { }

    /** Somebody who can be given a role. */
    public record Candidate(PrincipalType type, String id, String name, String detail) implements Serializable { }

    /** What a list of assignments is narrowed to; null or empty for all. */
    public record Only(PrincipalType type, RoleType roleType, String role, String set) implements Serializable {
        public static final Only ALL = new Only(null, null, null, null);

        private String conditions() {
            return (type == null ? "" : " AND a.principalType = :onlyType") + (roleType == null ? "" : " AND a.roleType = :onlyRoleType")
                    + (role == null ? "" : " AND r.id = :onlyRole") + (set == null ? "" : " AND s.id = :onlySet");
        }

        private <T> TypedQuery<T> in(TypedQuery<T> query) {
            Map<String, Object> values = new HashMap<>();
            values.put("onlyType", type);
            values.put("onlyRoleType", roleType);
            values.put("onlyRole", role);
            values.put("onlySet", set);
            values.forEach((name, value) -> {
                if (value != null) {
                    query.setParameter(name, value);
                }
            });
            return query;
        }
    }

    /** Assignments; sorted by {@code name}, {@code role}, {@code set} or {@code since}. */
    @RolesAllowed(Roles.ROLES_READ)
    public List<Assigned> assignments(Listing wanted, Only only) {
        String order = wanted.order(Map.of("name", "holder", "role", "roleLabel", "set", "setLabel", "since", "a.assignedAt"), "holder", "a.id");
        TypedQuery<Object[]> query = em.createQuery("SELECT a, " + NAME + " AS holder, u.username, u.status, c.status, r.label AS roleLabel, s.label AS setLabel "
                + NAMED + matching(only) + order, Object[].class);
        return bind(query, wanted, only).setFirstResult(wanted.first()).setMaxResults(wanted.most()).getResultStream().map(Holders::assigned).toList();
    }

    @RolesAllowed(Roles.ROLES_READ)
    public long countAssignments(Listing wanted, Only only) {
        return bind(em.createQuery("SELECT COUNT(a) " + NAMED + matching(only), Long.class), wanted, only).getSingleResult();
    }

    private static String matching(Only only) {
        return "WHERE (LOWER(" + NAME + ") LIKE :text ESCAPE '!' OR LOWER(u.username) LIKE :text ESCAPE '!')" + only.conditions();
    }

    private <T> TypedQuery<T> bind(TypedQuery<T> query, Listing wanted, Only only) {
        return only.in(query.setParameter("user", PrincipalType.USER).setParameter("group", PrincipalType.GROUP)
                .setParameter("client", PrincipalType.CLIENT).setParameter("text", wanted.pattern()));
    }

    private static Assigned assigned(Object[] row) {
        RoleAssignment a = (RoleAssignment) row[0];
        boolean active = a.getPrincipalType() == PrincipalType.GROUP || row[3] == User.Status.ACTIVE || row[4] == ApiClient.Status.ACTIVE;
        String name = row[1] == null ? a.getPrincipalId() : (String) row[1];
        String detail = a.getPrincipalType() == PrincipalType.CLIENT ? a.getPrincipalId() : (String) row[2];
        return new Assigned(a.getId(), a.getPrincipalType(), a.getPrincipalId(), name, detail, active, a.getRoleType(),
                a.getRole() == null ? null : a.getRole().getId(), a.getRole() == null ? a.getRoleType().title() : a.getRole().getLabel(),
                a.getResourceSet() == null ? null : a.getResourceSet().getId(), a.getResourceSet() == null ? null : a.getResourceSet().getLabel(), a.getAssignedAt());
    }

    /** The active people who may do something, each with every assignment that lets them; sorted by {@code name} or {@code since}. */
    @RolesAllowed(Roles.ROLES_READ)
    public List<Holder> people(Permission permission, Listing wanted) {
        String order = wanted.order(Map.of("name", "u.displayName", "since", "a.assignedAt"), "u.displayName", "u.username, a.id");
        List<Object[]> rows = people(em.createQuery("SELECT u, a " + PEOPLE + order, Object[].class), permission, wanted)
                .setFirstResult(wanted.first()).setMaxResults(wanted.most()).getResultList();
        List<Holder> people = new ArrayList<>();
        for (Object[] row : rows) {
            User user = (User) row[0];
            RoleAssignment a = (RoleAssignment) row[1];
            Group group = a.getPrincipalType() == PrincipalType.GROUP ? em.find(Group.class, a.getPrincipalId()) : null;
            people.add(new Holder(PrincipalType.USER, user.getId(), user.getDisplayName(), user.getUsername(), a.getId(), a.title(),
                    group == null ? null : group.getName(), a.getAssignedAt()));
        }
        return people;
    }

    @RolesAllowed(Roles.ROLES_READ)
    public long countPeople(Permission permission, Listing wanted) {
        return people(em.createQuery("SELECT COUNT(u) " + PEOPLE, Long.class), permission, wanted).getSingleResult();
    }

    private <T> TypedQuery<T> people(TypedQuery<T> query, Permission permission, Listing wanted) {
        return Giving.one(permission, rights.organizationId()).in(query).setParameter("active", User.Status.ACTIVE)
                .setParameter("user", PrincipalType.USER).setParameter("group", PrincipalType.GROUP).setParameter("text", wanted.pattern());
    }

    /** The active API clients whose roles and scopes both allow something. */
    @RolesAllowed(Roles.ROLES_READ)
    public List<Holder> clients(Permission permission) {
        List<Object[]> rows = Giving.one(permission, rights.organizationId()).in(em.createQuery("SELECT c, a FROM ApiClient c, RoleAssignment a "
                        + "WHERE c.status = :active AND a.principalType = :client AND a.principalId = c.id AND " + Giving.CONDITION
                        + " ORDER BY c.name, c.id, a.id", Object[].class))
                .setParameter("active", ApiClient.Status.ACTIVE).setParameter("client", PrincipalType.CLIENT).setMaxResults(Listing.MOST).getResultList();
        return rows.stream().filter(row -> ((ApiClient) row[0]).mayHave(permission)).map(row -> {
            ApiClient client = (ApiClient) row[0];
            RoleAssignment a = (RoleAssignment) row[1];
            return new Holder(PrincipalType.CLIENT, client.getId(), client.getName(), client.getId(), a.getId(), a.title(), null, a.getAssignedAt());
        }).toList();
    }

    /** Those who can be given a role, by a part of their name: people first, then groups, then clients. @param most of each */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public List<Candidate> candidates(String text, int most) {
        Listing wanted = Listing.of(text, most);
        List<Candidate> found = new ArrayList<>(em.createQuery("SELECT u FROM User u WHERE u.status = :active AND (LOWER(u.displayName) LIKE :text ESCAPE '!' "
                        + "OR LOWER(u.username) LIKE :text ESCAPE '!' OR LOWER(u.email) LIKE :text ESCAPE '!') ORDER BY u.displayName, u.username", User.class)
                .setParameter("active", User.Status.ACTIVE).setParameter("text", wanted.pattern()).setMaxResults(wanted.most()).getResultStream()
                .map(user -> new Candidate(PrincipalType.USER, user.getId(), user.getDisplayName(), user.getUsername())).toList());
        found.addAll(em.createQuery("SELECT g FROM Group g WHERE LOWER(g.name) LIKE :text ESCAPE '!' ORDER BY g.name", Group.class)
                .setParameter("text", wanted.pattern()).setMaxResults(wanted.most()).getResultStream()
                .map(group -> new Candidate(PrincipalType.GROUP, group.getId(), group.getName(), null)).toList());
        found.addAll(em.createQuery("SELECT c FROM ApiClient c WHERE c.status = :active AND LOWER(c.name) LIKE :text ESCAPE '!' ORDER BY c.name, c.id", ApiClient.class)
                .setParameter("active", ApiClient.Status.ACTIVE).setParameter("text", wanted.pattern()).setMaxResults(wanted.most()).getResultStream()
                .map(client -> new Candidate(PrincipalType.CLIENT, client.getId(), client.getName(), client.getId())).toList());
        return found;
    }
}
