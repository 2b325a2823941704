package org.dradmin.access;

import jakarta.persistence.TypedQuery;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Which assignments give one of several permissions on one resource, said so that the database finds them. */
record Giving(Set<Permission> permissions, Resource resource, String organizationId) {

    /** On the assignment {@code a} of a query. */
    static final String CONDITION = "(a.roleType IN :types OR (EXISTS (SELECT gr FROM AdminRole gr JOIN gr.permissions gp WHERE gr = a.role AND gp IN :permissions) "
            + "AND EXISTS (SELECT gs FROM ResourceSet gs JOIN gs.resources go WHERE gs = a.resourceSet AND go = :orn)))";

    /** Those that give this permission, or one that includes it. */
    static Giving one(Permission wanted, String organizationId) {
        Set<Permission> including = Arrays.stream(Permission.values())
                .filter(p -> p == wanted || p.implied().filter(wanted::equals).isPresent()).collect(Collectors.toSet());
        return new Giving(including, wanted.resource(), organizationId);
    }

    /** Those that let somebody look at disaster recovery at least. */
    static Giving disasterRecovery(String organizationId) {
        return one(Permission.DR_READ, organizationId);
    }

    <T> TypedQuery<T> in(TypedQuery<T> query) {
        return query.setParameter("types", Arrays.stream(RoleType.values()).filter(type -> type.permissions().stream().anyMatch(permissions::contains)).toList())
                .setParameter("permissions", permissions).setParameter("orn", resource.orn(organizationId));
    }
}
