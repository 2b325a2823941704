package org.dradmin.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** What custom roles are assigned on. Nobody puts a resource into a set whose permissions they do not hold themselves. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class ResourceSets {

    static final int MOST_RESOURCES = 1000;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private Organizations organizations;
    @Inject
    private SystemLog log;

    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ResourceSet> all() {
        return em.createQuery("SELECT s FROM ResourceSet s ORDER BY s.label", ResourceSet.class).getResultList();
    }

    /** By id or label; a {@link NotThere} where there is none. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ResourceSet set(String idOrLabel) {
        return byId(idOrLabel).or(() -> byLabel(idOrLabel)).orElseThrow(() -> new NotThere(idOrLabel, "ResourceSet"));
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public ResourceSet create(String label, String description, Collection<String> orns) {
        if (orns.isEmpty()) {
            throw new Refusal("resources: A resource set needs at least one resource.");
        }
        ResourceSet set = new ResourceSet(free(label, null), Labels.description(description), checked(orns, 0));
        em.persist(set);
        log.write(about(EventType.RESOURCE_SET_CREATE, set).fact("resources", String.join(" ", set.getResources())));
        return set;
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public ResourceSet rename(String idOrLabel, String label, String description) {
        ResourceSet set = set(idOrLabel);
        String before = set.getLabel();
        set.rename(free(label, set.getId()), Labels.description(description));
        log.write(about(EventType.RESOURCE_SET_UPDATE, set).fact("before", before).fact("after", set.getLabel()));
        return set;
    }

    /** The set and every assignment on it go together. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void delete(String idOrLabel) {
        ResourceSet set = set(idOrLabel);
        int assignments = em.createQuery("DELETE FROM RoleAssignment a WHERE a.resourceSet = :set").setParameter("set", set).executeUpdate();
        em.remove(set);
        log.write(about(EventType.RESOURCE_SET_DELETE, set).fact("assignments", assignments));
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public ResourceSet add(String idOrLabel, Collection<String> orns) {
        ResourceSet set = set(idOrLabel);
        if (orns.isEmpty()) {
            throw new Refusal("additions: Name at least one resource.");
        }
        Set<String> added = checked(orns, set.getResources().size());
        set.add(added);
        log.write(about(EventType.RESOURCE_ADD, set).fact("resources", String.join(" ", added)));
        return set;
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public void remove(String idOrLabel, String orn) {
        ResourceSet set = set(idOrLabel);
        if (!set.remove(orn)) {
            throw new NotThere(orn, "Resource");
        }
        log.write(about(EventType.RESOURCE_REMOVE, set).fact("resources", orn));
    }

    private Set<String> checked(Collection<String> orns, int there) {
        if (there + orns.size() > MOST_RESOURCES) {
            throw new Refusal("resources: A resource set has at most " + MOST_RESOURCES + " resources.");
        }
        String organizationId = organizations.organization().map(Organization::getId).orElse("");
        Set<Permission> opened = EnumSet.noneOf(Permission.class);
        for (String orn : orns) {
            List<Permission> needing = Arrays.stream(Permission.values()).filter(Permission::isScope)
                    .filter(permission -> permission.orn(organizationId).equals(orn)).toList();
            if (needing.isEmpty()) {
                throw new Refusal("resources: " + orn + " is no resource of this organization.");
            }
            opened.addAll(needing);
        }
        adminRoles.refuseToGrant(opened);
        return new LinkedHashSet<>(orns);
    }

    private Optional<ResourceSet> byId(String id) {
        return Optional.ofNullable(em.find(ResourceSet.class, id));
    }

    private Optional<ResourceSet> byLabel(String label) {
        return em.createQuery("SELECT s FROM ResourceSet s WHERE s.label = :label", ResourceSet.class)
                .setParameter("label", label).getResultStream().findFirst();
    }

    private String free(String label, String ownId) {
        String checked = Labels.label(label);
        if (byLabel(checked).or(() -> byId(checked)).filter(other -> !other.getId().equals(ownId)).isPresent()) {
            throw new Refusal("label: There is a resource set with this label already.");
        }
        return checked;
    }

    private static Entry about(EventType type, ResourceSet set) {
        return Entry.of(type).on(Target.of("RESOURCE_SET", set.getId(), set.getLabel()));
    }
}
