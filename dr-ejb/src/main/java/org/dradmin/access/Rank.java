package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.Set;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.Refusal;
import org.dradmin.systemlog.Client;

/**
 * Who may change whose account, and who is in which group: only somebody who holds every permission that the account
 * holds, or that the group carries. A password reset, another mail address or a membership would hand them over
 * otherwise.
 */
@ApplicationScoped
class Rank {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private HeldRights rights;

    void refuseUnlessCallerHolds(User user) {
        whyNot(user).ifPresent(reason -> {
            throw new Refusal(reason);
        });
    }

    /** Why the caller cannot change this person; empty where that is possible. */
    Optional<String> whyNot(User user) {
        boolean oneself = user.getId().equals(Client.current().actor().id());
        return oneself ? Optional.empty() : lacking(rights.given(rights.assignmentsOf(user))).map(missing -> user.getDisplayName() + " holds the permission "
                + missing.title() + ", which you do not hold. Only somebody who holds it can change this account.");
    }

    void refuseUnlessCallerHolds(Group group) {
        whyNot(group).ifPresent(reason -> {
            throw new Refusal(reason);
        });
    }

    /** Why the caller cannot say who is in this group; empty where that is possible. */
    Optional<String> whyNot(Group group) {
        return lacking(carriedBy(group)).map(missing -> "The group " + group.getName() + " gives its members the permission " + missing.title()
                + ", which you do not hold. Only somebody who holds it can say who is in it.");
    }

    private Set<Permission> carriedBy(Group group) {
        return rights.given(em.createQuery("SELECT a FROM RoleAssignment a WHERE a.principalType = :group AND a.principalId = :id", RoleAssignment.class)
                .setParameter("group", PrincipalType.GROUP).setParameter("id", group.getId()).getResultList());
    }

    private Optional<Permission> lacking(Set<Permission> wanted) {
        Set<Permission> held = rights.ofCaller();
        return wanted.stream().filter(permission -> !held.contains(permission)).sorted().findFirst();
    }
}
