package org.dradmin.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.FieldCheck;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.EventType;

/** What custom roles are assigned on. Nobody puts a resource into a set whose permissions they do not hold themselves. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class ResourceSets {

    static final int MOST_RESOURCES = 1000;
    private static final String KIND = "resource set";
    private static final String MATCHING = "WHERE (LOWER(s.label) LIKE :text ESCAPE '!' OR LOWER(s.description) LIKE :text ESCAPE '!')";

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
    public List<ResourceSet> all() {
        return em.createQuery("SELECT s FROM ResourceSet s ORDER BY s.label", ResourceSet.class).getResultList();
    }

    /** By id or label; a {@link NotThere} where there is none. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ResourceSet set(String idOrLabel) {
        return changes.find(ResourceSet.class, idOrLabel).orElseThrow(() -> new NotThere(idOrLabel, "ResourceSet"));
    }

    /** A resource set in a list, with how many assignments on it there are. */
    public record Listed(ResourceSet set, long assignments) { }

    /** Some of the resource sets; sorted by {@code label} or {@code changed}. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Listed> list(Listing wanted) {
        return em.createQuery("SELECT s, (SELECT COUNT(a) FROM RoleAssignment a WHERE a.resourceSet = s) FROM ResourceSet s " + MATCHING
                        + wanted.order(Map.of("label", "s.label", "changed", "s.changedAt"), "s.label", "s.id"), Object[].class)
                .setParameter("text", wanted.pattern()).setFirstResult(wanted.first()).setMaxResults(wanted.most()).getResultStream()
                .map(row -> new Listed((ResourceSet) row[0], ((Number) row[1]).longValue())).toList();
    }

    /** How many resource sets a list has. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long count(Listing wanted) {
        return em.createQuery("SELECT COUNT(s) FROM ResourceSet s " + MATCHING, Long.class).setParameter("text", wanted.pattern()).getSingleResult();
    }

    /** The resource that a name (ORN) means here. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Resource> resource(String orn) {
        return Resource.of(orn, rights.organizationId());
    }

    /** The name (ORN) of a resource here. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public String orn(Resource resource) {
        return resource.orn(rights.organizationId());
    }

    /**
     * Refuses what {@link #create} or {@link #change} would refuse; a {@link FaultyField} says at which field.
     *
     * @param id of the set that is changed; null for a new one
     */
    @RolesAllowed(Roles.ROLES_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void check(String id, String label, String description, Collection<String> orns) {
        FieldCheck fields = new FieldCheck();
        fields.of(() -> free(label, id));
        fields.of(() -> Labels.description(description));
        if (orns.isEmpty()) {
            fields.fault("resources", "A resource set needs at least one resource.");
        }
        fields.done();
        Set<String> added = new LinkedHashSet<>(orns);
        if (id != null) {
            added.removeAll(set(id).getResources());
        }
        checked(added, orns.size() - added.size());
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public ResourceSet create(String label, String description, Collection<String> orns) {
        check(null, label, description, orns);
        ResourceSet set = new ResourceSet(free(label, null), Labels.description(description), new LinkedHashSet<>(orns));
        changes.make(set, EventType.RESOURCE_SET_CREATE, "resources", String.join(" ", set.getResources()));
        return set;
    }

    /**
     * Makes a resource set what is given; without effect where it is that already.
     *
     * @param version of what the caller has seen; an {@link Overtaken} where there is a later one
     */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public ResourceSet change(String id, int version, String label, String description, Set<String> orns) {
        ResourceSet set = set(id);
        if (set.getVersion() != version) {
            throw new Overtaken("the resource set " + set.getLabel(), set.getChangedBy());
        }
        check(set.getId(), label, description, orns);
        changes.change(set, KIND, EventType.RESOURCE_SET_UPDATE, () -> {
            set.rename(free(label, set.getId()), Labels.description(description));
            set.hold(orns);
        });
        return set;
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public ResourceSet rename(String idOrLabel, String label, String description) {
        ResourceSet set = set(idOrLabel);
        changes.change(set, KIND, EventType.RESOURCE_SET_UPDATE, () -> set.rename(free(label, set.getId()), Labels.description(description)));
        return set;
    }

    /** The set and every assignment on it go together. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void delete(String idOrLabel) {
        ResourceSet set = set(idOrLabel);
        changes.delete(set, assignments(set), EventType.RESOURCE_SET_DELETE);
    }

    /**
     * The set goes, and with it those of the assignments on it that are named; it is refused where there are others.
     *
     * @param named the ids of the assignments that the caller has seen
     */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void delete(String id, Set<String> named) {
        ResourceSet set = set(id);
        List<RoleAssignment> assignments = assignments(set);
        assignments.stream().filter(assignment -> !named.contains(assignment.getId())).findFirst().ifPresent(unseen -> {
            throw new Refusal("Nothing was deleted: on the resource set " + set.getLabel() + " there are " + assignments.size()
                    + " assignments, among them that of " + principals.of(unseen.getPrincipalType(), unseen.getPrincipalId()) + ". Look at them first.");
        });
        changes.delete(set, assignments, EventType.RESOURCE_SET_DELETE);
    }

    private List<RoleAssignment> assignments(ResourceSet set) {
        return em.createQuery("SELECT a FROM RoleAssignment a WHERE a.resourceSet = :set ORDER BY a.assignedAt, a.id", RoleAssignment.class)
                .setParameter("set", set).getResultList();
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public ResourceSet add(String idOrLabel, Collection<String> orns) {
        ResourceSet set = set(idOrLabel);
        if (orns.isEmpty()) {
            throw new Refusal("additions: Name at least one resource.");
        }
        Set<String> added = checked(orns, set.getResources().size());
        changes.change(set, KIND, EventType.RESOURCE_ADD, () -> set.add(added), "resources", String.join(" ", added));
        return set;
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    public void remove(String idOrLabel, String orn) {
        ResourceSet set = set(idOrLabel);
        if (!set.getResources().contains(orn)) {
            throw new NotThere(orn, "Resource");
        }
        changes.change(set, KIND, EventType.RESOURCE_REMOVE, () -> set.remove(orn), "resources", orn);
    }

    /** What the caller would no longer hold if a resource set held these resources. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Set<Permission> lostByCaller(String id, Set<String> orns) {
        String organizationId = rights.organizationId();
        return rights.lostByCaller(assignment -> assignment.getResourceSet() == null || !assignment.getResourceSet().getId().equals(id)
                ? assignment.permissions(organizationId)
                : RoleAssignment.given(assignment.getRole().getPermissions(), orns, organizationId));
    }

    private Set<String> checked(Collection<String> orns, int there) {
        if (there + orns.size() > MOST_RESOURCES) {
            throw new FaultyField("resources", "A resource set has at most " + MOST_RESOURCES + " resources.");
        }
        String organizationId = rights.organizationId();
        Set<Permission> opened = EnumSet.noneOf(Permission.class);
        for (String orn : orns) {
            opened.addAll(Resource.of(orn, organizationId).map(Resource::permissions)
                    .orElseThrow(() -> new FaultyField("resources", orn + " is no resource of this organization.")));
        }
        adminRoles.refuseToGrant(opened);
        return new LinkedHashSet<>(orns);
    }

    private String free(String label, String ownId) {
        return changes.free(ResourceSet.class, KIND, label, ownId);
    }
}
