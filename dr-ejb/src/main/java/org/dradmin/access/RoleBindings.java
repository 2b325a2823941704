package org.dradmin.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** Who holds which custom role on which resource set. Nobody gives a role with a permission that they do not hold. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class RoleBindings {

    private static final Map<PrincipalType, Class<?>> PRINCIPALS =
            Map.of(PrincipalType.USER, User.class, PrincipalType.GROUP, Group.class, PrincipalType.CLIENT, ApiClient.class);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private CustomRoles customRoles;
    @Inject
    private ResourceSets resourceSets;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private RecoveryGrants recoveryGrants;
    @Inject
    private Names names;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Who is to hold a role. */
    public record Member(PrincipalType type, String id) { }

    /** The roles that somebody holds on a set. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<AdminRole> roles(String set) {
        return em.createQuery("SELECT DISTINCT r FROM RoleAssignment a JOIN a.role r WHERE a.resourceSet = :set ORDER BY r.label", AdminRole.class)
                .setParameter("set", resourceSets.set(set)).getResultList();
    }

    /** Who holds a role on a set; a {@link NotThere} where nobody does, so that there is no such binding. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<RoleAssignment> members(String set, String role) {
        List<RoleAssignment> members = em.createQuery("SELECT a FROM RoleAssignment a WHERE a.resourceSet = :set AND a.role = :role "
                        + "ORDER BY a.assignedAt, a.id", RoleAssignment.class)
                .setParameter("set", resourceSets.set(set)).setParameter("role", customRoles.role(role)).getResultList();
        if (members.isEmpty()) {
            throw new NotThere(role, "Binding");
        }
        return members;
    }

    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public RoleAssignment member(String set, String role, String memberId) {
        return members(set, role).stream().filter(member -> member.getId().equals(memberId)).findFirst()
                .orElseThrow(() -> new NotThere(memberId, "Member"));
    }

    /** Gives the role to all of them or to none. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void assign(String setName, String roleName, Collection<Member> members) {
        ResourceSet set = resourceSets.set(setName);
        AdminRole role = customRoles.role(roleName);
        if (members.isEmpty()) {
            throw new Refusal("members: Name at least one member.");
        }
        adminRoles.refuseToGrant(role.getPermissions());
        var before = recoveryGrants.now();
        Entry entry = about(EventType.BINDING_ADD, set, role);
        for (Member member : members) {
            if (em.find(PRINCIPALS.get(member.type()), member.id()) == null) {
                throw new NotThere(member.id(), member.type().name());
            }
            if (count(set, role, member) > 0) {
                throw new AssignedAlready();
            }
            em.persist(RoleAssignment.custom(member.type(), member.id(), role, set, clock.instant()));
            entry.on(names.target(member.type(), member.id()));
        }
        log.write(entry);
        recoveryGrants.tell(before, "The role " + role.getLabel() + " was assigned on the resource set " + set.getLabel() + ".");
    }

    @RolesAllowed(Roles.ROLES_MANAGE)
    @AllowedWhileReadOnly("Rights can be taken away at any time.")
    public void unassign(String set, String role, String memberId) {
        RoleAssignment member = member(set, role, memberId);
        em.remove(member);
        log.write(about(EventType.BINDING_REMOVE, resourceSets.set(set), customRoles.role(role))
                .on(names.target(member.getPrincipalType(), member.getPrincipalId())));
    }

    /** Takes the role on this set from everybody. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    @AllowedWhileReadOnly("Rights can be taken away at any time.")
    public void dissolve(String set, String role) {
        List<RoleAssignment> members = members(set, role);
        members.forEach(em::remove);
        log.write(about(EventType.BINDING_REMOVE, resourceSets.set(set), customRoles.role(role)).fact("members", members.size())
                .fact("taken", names.told(members)));
    }

    /** The ids of people who hold roles of their own, in the order of their ids, beyond one of them. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> assignees(String after, int most) {
        return em.createQuery("SELECT DISTINCT a.principalId FROM RoleAssignment a WHERE a.principalType = :user AND a.principalId > :after "
                        + "ORDER BY a.principalId", String.class)
                .setParameter("user", PrincipalType.USER).setParameter("after", after).setMaxResults(most).getResultList();
    }

    private long count(ResourceSet set, AdminRole role, Member member) {
        return em.createQuery("SELECT COUNT(a) FROM RoleAssignment a WHERE a.resourceSet = :set AND a.role = :role "
                        + "AND a.principalType = :type AND a.principalId = :id", Long.class)
                .setParameter("set", set).setParameter("role", role).setParameter("type", member.type()).setParameter("id", member.id())
                .getSingleResult();
    }

    private static Entry about(EventType type, ResourceSet set, AdminRole role) {
        return Entry.of(type).on(Target.of("RESOURCE_SET", set.getId(), set.getLabel())).on(Target.of("CUSTOM_ROLE", role.getId(), role.getLabel()));
    }
}
