package org.dradmin.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.FieldCheck;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.EventType;

/** The organization's own admin roles. Nobody puts a permission into a role that they do not hold themselves. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class CustomRoles {

    private static final String KIND = "role";
    private static final String MATCHING = "WHERE (LOWER(r.label) LIKE :text ESCAPE '!' OR LOWER(r.description) LIKE :text ESCAPE '!')";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private HeldRights rights;
    @Inject
    private LabelledChanges changes;
    @Inject
    private Names principals;

    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<AdminRole> all() {
        return em.createQuery("SELECT r FROM AdminRole r ORDER BY r.label", AdminRole.class).getResultList();
    }

    /** By id or label; a {@link NotThere} where there is none. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public AdminRole role(String idOrLabel) {
        return changes.find(AdminRole.class, idOrLabel).orElseThrow(() -> new NotThere(idOrLabel, "Role"));
    }

    /** A role in a list, with how many assignments of it there are. */
    public record Listed(AdminRole role, long assignments) { }

    /** Some of the roles; sorted by {@code label} or {@code changed}. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Listed> list(Listing wanted) {
        return em.createQuery("SELECT r, (SELECT COUNT(a) FROM RoleAssignment a WHERE a.role = r) FROM AdminRole r " + MATCHING
                        + wanted.order(Map.of("label", "r.label", "changed", "r.changedAt"), "r.label", "r.id"), Object[].class)
                .setParameter("text", wanted.pattern()).setFirstResult(wanted.first()).setMaxResults(wanted.most()).getResultStream()
                .map(row -> new Listed((AdminRole) row[0], ((Number) row[1]).longValue())).toList();
    }

    /** How many roles a list has. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long count(Listing wanted) {
        return em.createQuery("SELECT COUNT(r) FROM AdminRole r " + MATCHING, Long.class).setParameter("text", wanted.pattern()).getSingleResult();
    }

    /**
     * Refuses what {@link #create} or {@link #change} would refuse; a {@link org.dradmin.organization.FaultyField} says at which field.
     *
     * @param id of the role that is changed; null for a new one
     */
    @RolesAllowed(Roles.ROLES_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void check(String id, String label, String description, Set<Permission> permissions) {
        FieldCheck fields = new FieldCheck();
        fields.of(() -> free(label, id));
        fields.of(() -> Labels.description(description));
        if (permissions.isEmpty()) {
            fields.fault("permissions", "A role needs at least one permission.");
        } else if (permissions.contains(Permission.SETTINGS_MANAGE)) {
            fields.fault("permissions", Permission.SETTINGS_MANAGE.title() + " is for super admins only; no custom role can have it.");
        }
        fields.done();
        Set<Permission> added = EnumSet.copyOf(permissions);
        if (id != null) {
            added.removeAll(role(id).getPermissions());
        }
        adminRoles.refuseToGrant(added);
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public AdminRole create(String label, String description, Set<Permission> permissions) {
        check(null, label, description, permissions);
        AdminRole role = new AdminRole(free(label, null), Labels.description(description), permissions);
        changes.make(role, EventType.ROLE_CREATE, "permissions", names(role));
        return role;
    }

    /**
     * Makes a role what is given; without effect where it is that already.
     *
     * @param version of what the caller has seen; an {@link Overtaken} where there is a later one
     */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public AdminRole change(String id, int version, String label, String description, Set<Permission> permissions) {
        AdminRole role = role(id);
        if (role.getVersion() != version) {
            throw new Overtaken("the role " + role.getLabel(), role.getChangedBy());
        }
        check(role.getId(), label, description, permissions);
        changes.change(role, KIND, EventType.ROLE_UPDATE, () -> {
            role.rename(free(label, role.getId()), Labels.description(description));
            role.allow(permissions);
        });
        return role;
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public AdminRole rename(String idOrLabel, String label, String description) {
        AdminRole role = role(idOrLabel);
        changes.change(role, KIND, EventType.ROLE_UPDATE, () -> role.rename(free(label, role.getId()), Labels.description(description)));
        return role;
    }

    /** The role and every assignment of it go together. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void delete(String idOrLabel) {
        AdminRole role = role(idOrLabel);
        changes.delete(role, assignments(role), EventType.ROLE_DELETE);
    }

    /**
     * The role goes, and with it those of its assignments that are named; it is refused where there are others.
     *
     * @param named the ids of the assignments that the caller has seen
     */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void delete(String id, Set<String> named) {
        AdminRole role = role(id);
        List<RoleAssignment> assignments = assignments(role);
        assignments.stream().filter(assignment -> !named.contains(assignment.getId())).findFirst().ifPresent(unseen -> {
            throw new Refusal("Nothing was deleted: the role " + role.getLabel() + " is assigned to " + assignments.size()
                    + ", among them " + principals.of(unseen.getPrincipalType(), unseen.getPrincipalId()) + ". Look at them first.");
        });
        changes.delete(role, assignments, EventType.ROLE_DELETE);
    }

    private List<RoleAssignment> assignments(AdminRole role) {
        return em.createQuery("SELECT a FROM RoleAssignment a WHERE a.role = :role ORDER BY a.assignedAt, a.id", RoleAssignment.class)
                .setParameter("role", role).getResultList();
    }

    /** Without effect where the role has it already. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void addPermission(String idOrLabel, Permission permission) {
        AdminRole role = role(idOrLabel);
        adminRoles.refuseToGrant(EnumSet.of(permission));
        changes.change(role, KIND, EventType.ROLE_PERMISSION_ADD, () -> role.add(permission), "permission", permission.role());
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    @AllowedWhileReadOnly("Rights can be taken away at any time.")
    public void removePermission(String idOrLabel, Permission permission) {
        AdminRole role = role(idOrLabel);
        if (!role.getPermissions().contains(permission)) {
            throw new NotThere(permission.role(), "Permission");
        }
        changes.change(role, KIND, EventType.ROLE_PERMISSION_REMOVE, () -> role.remove(permission), "permission", permission.role());
    }

    /** What the caller would no longer hold if a role had these permissions. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Set<Permission> lostByCaller(String id, Set<Permission> permissions) {
        String organizationId = rights.organizationId();
        return rights.lostByCaller(assignment -> assignment.getRole() == null || !assignment.getRole().getId().equals(id)
                ? assignment.permissions(organizationId)
                : RoleAssignment.given(permissions, assignment.getResourceSet().getResources(), organizationId));
    }

    private String free(String label, String ownId) {
        return changes.free(AdminRole.class, KIND, label, ownId);
    }

    private static String names(AdminRole role) {
        return role.getPermissions().stream().map(Permission::role).sorted().collect(Collectors.joining(" "));
    }
}
