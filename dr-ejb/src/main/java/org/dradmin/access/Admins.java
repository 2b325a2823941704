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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.access.RoleBindings.Member;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * Every assignment of an admin role, standard and custom, to people, groups and API clients. Nobody gives or takes a
 * standard role with a permission that they do not hold, and a super admin is always left.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Admins {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private CustomRoles customRoles;
    @Inject
    private ResourceSets resourceSets;
    @Inject
    private RoleBindings bindings;
    @Inject
    private HeldRights rights;
    @Inject
    private RecoveryGrants recoveryGrants;
    @Inject
    private Names names;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** An assignment; a {@link NotThere} where there is none any more. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public RoleAssignment assignment(String id) {
        RoleAssignment assignment = id == null ? null : em.find(RoleAssignment.class, id);
        if (assignment == null) {
            throw new NotThere(String.valueOf(id), "Assignment");
        }
        return assignment;
    }

    /** What an assignment gives now: nothing where role and resource set do not fit together. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Set<Permission> gives(RoleType type, String role, String set) {
        if (type != RoleType.CUSTOM) {
            return type.permissions();
        }
        return RoleAssignment.given(customRoles.role(role).getPermissions(), resourceSets.set(set).getResources(), rights.organizationId());
    }

    /** What the caller would no longer hold without an assignment, for a warning to those who demote themselves. */
    @RolesAllowed(Roles.ROLES_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Set<Permission> lostByCaller(Set<String> assignments) {
        String organizationId = rights.organizationId();
        return rights.lostByCaller(assignment -> assignments.contains(assignment.getId())
                ? EnumSet.noneOf(Permission.class) : assignment.permissions(organizationId));
    }

    /** Gives a standard role, which holds everywhere. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void assign(Member member, RoleType role) {
        if (role == RoleType.CUSTOM) {
            throw new Refusal("A custom role is assigned on a resource set.");
        }
        adminRoles.refuseToGrant(role.permissions());
        Target target = there(member);
        if (holds(member, role)) {
            throw new AssignedAlready();
        }
        var before = recoveryGrants.now();
        em.persist(RoleAssignment.standard(member.type(), member.id(), role, clock.instant()));
        log.write(Entry.of(switch (member.type()) {
            case USER -> EventType.USER_ROLE_GRANT;
            case GROUP -> EventType.GROUP_ROLE_GRANT;
            case CLIENT -> EventType.CLIENT_ROLE_GRANT;
        }).on(target).fact("role", role).fact("before", held(member, role)).fact("after", held(member, null)));
        recoveryGrants.tell(before, "The role " + role.title() + " was assigned.");
    }

    /** Gives a custom role on a resource set. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    public void assign(Member member, String role, String set) {
        there(member);
        bindings.assign(set, role, List.of(member));
    }

    /** Takes a role away, standard or custom; the last super admin stays one. */
    @RolesAllowed(Roles.ROLES_MANAGE)
    @AllowedWhileReadOnly("Rights can be taken away at any time.")
    public void unassign(String assignmentId) {
        RoleAssignment assignment = assignment(assignmentId);
        if (assignment.getRoleType() == RoleType.CUSTOM) {
            bindings.unassign(assignment.getResourceSet().getId(), assignment.getRole().getId(), assignmentId);
            return;
        }
        Set<Permission> held = rights.ofCaller();
        assignment.getRoleType().permissions().stream().filter(permission -> !held.contains(permission)).findFirst().ifPresent(missing -> {
            throw new Refusal("You do not hold the permission " + missing.title() + ", so you cannot take a role with it away.");
        });
        Member member = new Member(assignment.getPrincipalType(), assignment.getPrincipalId());
        String before = held(member, null);
        em.remove(assignment);
        log.write(Entry.of(switch (member.type()) {
            case USER -> EventType.USER_ROLE_REVOKE;
            case GROUP -> EventType.GROUP_ROLE_REVOKE;
            case CLIENT -> EventType.CLIENT_ROLE_REVOKE;
        }).on(names.target(member.type(), member.id())).fact("role", assignment.getRoleType()).fact("before", before).fact("after", held(member, null)));
        if (assignment.getRoleType() == RoleType.SUPER_ADMIN) {
            adminRoles.refuseIfLastSuperAdminIsGone();
        }
    }

    private Target there(Member member) {
        Class<?> kind = switch (member.type()) {
            case USER -> User.class;
            case GROUP -> Group.class;
            case CLIENT -> ApiClient.class;
        };
        if (em.find(kind, member.id()) == null) {
            throw new NotThere(member.id(), member.type().name());
        }
        return names.target(member.type(), member.id());
    }

    private boolean holds(Member member, RoleType role) {
        return own(member).stream().anyMatch(assignment -> assignment.getRoleType() == role);
    }

    /** The standard roles of one, for events. @param without one that is not to be named */
    private String held(Member member, RoleType without) {
        return own(member).stream().map(RoleAssignment::getRoleType).filter(type -> type != RoleType.CUSTOM && type != without)
                .map(RoleType::name).sorted().reduce((a, b) -> a + " " + b).orElse("none");
    }

    private List<RoleAssignment> own(Member member) {
        return em.createQuery("SELECT a FROM RoleAssignment a WHERE a.principalType = :type AND a.principalId = :id", RoleAssignment.class)
                .setParameter("type", member.type()).setParameter("id", member.id()).getResultList();
    }
}
