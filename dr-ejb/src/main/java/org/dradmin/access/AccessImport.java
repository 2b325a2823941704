package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.access.AccessFile.GroupEntry;
import org.dradmin.access.AccessFile.UserEntry;
import org.dradmin.organization.OrganizationFileApply;
import org.dradmin.organization.OrganizationFileCheck;

/** This capability's part in importing an organization file: people, groups, admin roles and who holds them. */
@ApplicationScoped
class AccessImport {

    /** Enough for every real organization; a list without end would drown the event. */
    private static final int MOST_NAMED = 50;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AccessUpdate update;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private RecoveryGrants grants;

    void check(@Observes OrganizationFileCheck check) {
        AccessSections.read(check.file());
    }

    /** Nobody gives by a file what they do not hold, and somebody who may do everything is left; a first start has nobody yet. */
    void apply(@Observes OrganizationFileApply apply) {
        AccessFile file = AccessSections.read(apply.file());
        if (apply.founding()) {
            update.write(file);
        } else {
            adminRoles.refuseToGrant(given(file));
            Map<RecoveryGrants.Holder, Set<Permission>> before = grants.now();
            update.write(file);
            em.flush();
            adminRoles.refuseIfLastSuperAdminIsGone();
            grants.tell(before, "The organization file " + apply.file().fileName() + " was imported.");
        }
        apply.event().fact("users", file.users().size()).fact("groups", file.groups().size())
                .fact("adminRoles", file.roles().size()).fact("resourceSets", file.resourceSets().size())
                .fact("assignments", file.assignments().size())
                .fact("apiClients", file.clients().size()).fact("superAdmins", superAdmins(file));
    }

    /** Every permission that somebody has by this file, also those had before. */
    private static Set<Permission> given(AccessFile file) {
        Set<Permission> given = EnumSet.noneOf(Permission.class);
        Stream.of(file.users().stream().map(UserEntry::roles), file.groups().stream().map(GroupEntry::roles),
                        file.clients().stream().map(AccessFile.ClientEntry::roles))
                .flatMap(roles -> roles).flatMap(Set::stream).forEach(role -> given.addAll(role.permissions()));
        file.roles().forEach(role -> given.addAll(role.permissions()));
        return given;
    }

    /** Who gets everything by this file: the first question asked later. */
    private static String superAdmins(AccessFile file) {
        Set<String> groups = file.groups().stream().filter(group -> group.roles().contains(RoleType.SUPER_ADMIN))
                .map(GroupEntry::name).collect(Collectors.toSet());
        return file.users().stream()
                .filter(user -> user.roles().contains(RoleType.SUPER_ADMIN) || user.groups().stream().anyMatch(groups::contains))
                .map(UserEntry::username).limit(MOST_NAMED).collect(Collectors.joining(", "));
    }
}
