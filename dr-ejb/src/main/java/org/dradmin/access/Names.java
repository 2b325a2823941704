package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.systemlog.Target;

/** What those who hold roles are called. */
@ApplicationScoped
class Names {

    private static final int MOST_NAMED = 50;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;

    /** For mails and refusals. */
    String of(PrincipalType type, String id) {
        Target target = target(type, id);
        return switch (type) {
            case USER -> target.displayName() + " (" + target.alternateId() + ")";
            case GROUP -> "Everybody in the group " + target.displayName();
            case CLIENT -> "The API client " + target.displayName();
        };
    }

    /** For events; of one who is gone meanwhile the id stands for the name. */
    Target target(PrincipalType type, String id) {
        return switch (type) {
            case USER -> {
                User user = em.find(User.class, id);
                yield user == null ? unknown(type, id) : new Target(id, type.name(), user.getUsername(), user.getDisplayName(), Map.of());
            }
            case GROUP -> {
                Group group = em.find(Group.class, id);
                yield group == null ? unknown(type, id) : Target.of(type.name(), id, group.getName());
            }
            case CLIENT -> {
                ApiClient client = em.find(ApiClient.class, id);
                yield client == null ? unknown(type, id) : Target.of(type.name(), id, client.getName());
            }
        };
    }

    /** For an event about several at once: as many as a person reads. */
    String told(List<RoleAssignment> assignments) {
        return assignments.isEmpty() ? null : assignments.stream().limit(MOST_NAMED)
                .map(assignment -> assignment.title() + ": " + of(assignment.getPrincipalType(), assignment.getPrincipalId()))
                .collect(Collectors.joining("; ")) + (assignments.size() > MOST_NAMED ? "; ..." : "");
    }

    private static Target unknown(PrincipalType type, String id) {
        return Target.of(type.name(), id, id);
    }
}
