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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** The organization's own admin roles. Nobody puts a permission into a role that they do not hold themselves. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class CustomRoles {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private SystemLog log;

    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<AdminRole> all() {
        return em.createQuery("SELECT r FROM AdminRole r ORDER BY r.label", AdminRole.class).getResultList();
    }

    /** By id or label; a {@link NotThere} where there is none. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public AdminRole role(String idOrLabel) {
        return byId(idOrLabel).or(() -> byLabel(idOrLabel)).orElseThrow(() -> new NotThere(idOrLabel, "Role"));
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public AdminRole create(String label, String description, Set<Permission> permissions) {
        if (permissions.isEmpty()) {
            throw new Refusal("A role needs at least one permission.");
        }
        adminRoles.refuseToGrant(permissions);
        AdminRole role = new AdminRole(free(label, null), Labels.description(description), permissions);
        em.persist(role);
        log.write(about(EventType.ROLE_CREATE, role).fact("permissions", names(role)));
        return role;
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public AdminRole rename(String idOrLabel, String label, String description) {
        AdminRole role = role(idOrLabel);
        String before = role.getLabel();
        role.rename(free(label, role.getId()), Labels.description(description));
        log.write(about(EventType.ROLE_UPDATE, role).fact("before", before).fact("after", role.getLabel()));
        return role;
    }

    /** The role and every assignment of it go together. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void delete(String idOrLabel) {
        AdminRole role = role(idOrLabel);
        int assignments = em.createQuery("DELETE FROM RoleAssignment a WHERE a.role = :role").setParameter("role", role).executeUpdate();
        em.remove(role);
        log.write(about(EventType.ROLE_DELETE, role).fact("assignments", assignments));
    }

    /** Without effect where the role has it already. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void addPermission(String idOrLabel, Permission permission) {
        AdminRole role = role(idOrLabel);
        adminRoles.refuseToGrant(EnumSet.of(permission));
        if (role.add(permission)) {
            log.write(about(EventType.ROLE_PERMISSION_ADD, role).fact("permission", permission.role()));
        }
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    @AllowedWhileReadOnly("Rights can be taken away at any time.")
    public void removePermission(String idOrLabel, Permission permission) {
        AdminRole role = role(idOrLabel);
        if (!role.remove(permission)) {
            throw new NotThere(permission.role(), "Permission");
        }
        log.write(about(EventType.ROLE_PERMISSION_REMOVE, role).fact("permission", permission.role()));
    }

    private Optional<AdminRole> byId(String id) {
        return Optional.ofNullable(em.find(AdminRole.class, id));
    }

    private Optional<AdminRole> byLabel(String label) {
        return em.createQuery("SELECT r FROM AdminRole r WHERE r.label = :label", AdminRole.class)
                .setParameter("label", label).getResultStream().findFirst();
    }

    private String free(String label, String ownId) {
        String checked = Labels.label(label);
        if (byLabel(checked).or(() -> byId(checked)).filter(other -> !other.getId().equals(ownId)).isPresent()) {
            throw new Refusal("label: There is a role with this label already.");
        }
        return checked;
    }

    private static String names(AdminRole role) {
        return role.getPermissions().stream().map(Permission::role).sorted().collect(Collectors.joining(" "));
    }

    private static Entry about(EventType type, AdminRole role) {
        return Entry.of(type).on(Target.of("CUSTOM_ROLE", role.getId(), role.getLabel()));
    }
}
