package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.systemlog.Client;

/** What people and API clients hold by their assignments, as these are or as a change would make them. */
@ApplicationScoped
class HeldRights {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Organizations organizations;

    /** The organization's id, which is part of every resource's name. */
    String organizationId() {
        return organizations.organization().map(Organization::getId).orElse("");
    }

    /** A person's own assignments and those of the groups the person is in. */
    List<RoleAssignment> assignmentsOf(User user) {
        return em.createQuery("SELECT a FROM RoleAssignment a WHERE (a.principalType = :user AND a.principalId = :id) "
                        + "OR (a.principalType = :group AND a.principalId IN "
                        + "(SELECT g.id FROM Group g JOIN g.members m WHERE m = :id))", RoleAssignment.class)
                .setParameter("user", PrincipalType.USER).setParameter("group", PrincipalType.GROUP)
                .setParameter("id", user.getId()).getResultList();
    }

    List<RoleAssignment> assignmentsOf(ApiClient client) {
        return assignmentsOfClient(client.getId());
    }

    List<RoleAssignment> assignmentsOfClient(String clientId) {
        return em.createQuery("SELECT a FROM RoleAssignment a WHERE a.principalType = :client AND a.principalId = :id", RoleAssignment.class)
                .setParameter("client", PrincipalType.CLIENT).setParameter("id", clientId).getResultList();
    }

    Set<Permission> given(List<RoleAssignment> assignments) {
        // Standard roles hold everywhere; most requests ask for nothing else.
        boolean custom = assignments.stream().anyMatch(assignment -> assignment.getRoleType() == RoleType.CUSTOM);
        String organizationId = custom ? organizationId() : "";
        return given(assignments, assignment -> assignment.permissions(organizationId));
    }

    private static Set<Permission> given(List<RoleAssignment> assignments, Function<RoleAssignment, Set<Permission>> giving) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        assignments.forEach(assignment -> permissions.addAll(giving.apply(assignment)));
        return permissions;
    }

    /** What whoever makes this request holds. */
    Set<Permission> ofCaller() {
        return given(assignmentsOfCaller());
    }

    /**
     * What whoever makes this request would hold no more.
     *
     * @param changed what an assignment would give
     */
    Set<Permission> lostByCaller(Function<RoleAssignment, Set<Permission>> changed) {
        List<RoleAssignment> own = assignmentsOfCaller();
        Set<Permission> lost = given(own);
        lost.removeAll(given(own, changed));
        return lost;
    }

    private List<RoleAssignment> assignmentsOfCaller() {
        String caller = Client.current().actor().id();
        User user = em.find(User.class, caller);
        ApiClient client = user == null ? em.find(ApiClient.class, caller) : null;
        return user != null ? assignmentsOf(user) : client != null ? assignmentsOf(client) : List.of();
    }
}
