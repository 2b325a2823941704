package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Set;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.Organization;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;

/** Who may do what: worked out from the assignments each time it is asked, so that taking a role away works at once. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class AdminRoles {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private HeldRights rights;

    /** Everything a person may do, through own assignments and those of groups. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Set<Permission> permissionsOf(User user) {
        return rights.given(rights.assignmentsOf(user));
    }

    /** Everything an API client may do by its own assignments; a token narrows it to its scopes. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Set<Permission> permissionsOf(ApiClient client) {
        return rights.given(rights.assignmentsOf(client));
    }

    /** Refuses unless whoever makes this request holds these permissions: nobody gives what they do not have. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void refuseToGrant(Set<Permission> permissions) {
        Set<Permission> held = rights.ofCaller();
        permissions.stream().filter(permission -> !held.contains(permission)
                && held.stream().noneMatch(own -> own.implied().filter(permission::equals).isPresent())).findFirst().ifPresent(missing -> {
                    throw new Refusal("You do not hold the permission " + missing.title() + ", so you cannot give it.");
                });
    }

    /** Every active super admin, those through groups included; mail about recovery operations goes to them. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<User> superAdmins() {
        return em.createQuery("SELECT DISTINCT u FROM User u, RoleAssignment a WHERE u.status = :active AND a.roleType = :super "
                        + "AND ((a.principalType = :user AND a.principalId = u.id) OR (a.principalType = :group "
                        + "AND a.principalId IN (SELECT g.id FROM Group g JOIN g.members m WHERE m = u.id))) "
                        + "ORDER BY u.username", User.class)
                .setParameter("active", User.Status.ACTIVE).setParameter("super", RoleType.SUPER_ADMIN)
                .setParameter("user", PrincipalType.USER).setParameter("group", PrincipalType.GROUP).getResultList();
    }

    /**
     * Refuses a change, made before in the same transaction, that leaves nobody who may do everything: call it wherever
     * an assignment or a membership is taken away, or a person deactivated. Changes that happen at the same instant are
     * looked at one after the other.
     */
    @PermitAll
    @AllowedWhileReadOnly("Rights can be taken away at any time; this takes none.")
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void refuseIfLastSuperAdminIsGone() {
        em.flush();
        em.createQuery("SELECT o FROM Organization o", Organization.class).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
        if (superAdmins().isEmpty()) {
            throw new Refusal("Nothing was changed: this would leave no active super admin. Make somebody else a super admin first.");
        }
    }
}
