package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.notification.Mail;
import org.dradmin.notification.MailText;
import org.dradmin.organization.Organizations;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;

/**
 * Tells every super admin by mail when somebody gains a right to disaster recovery, by whichever change: of a role, of
 * a resource set, of an assignment, of a client's scopes, of who is in a group. What counts is what people and clients
 * hold before and after, so that a role that gives nothing yet is no news, and the resource that completes it is. All
 * in the transaction of the change.
 */
@ApplicationScoped
class RecoveryGrants {

    private static final int MOST_NAMED = 50;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private HeldRights rights;
    @Inject
    private Names names;
    @Inject
    private SuperAdminMail superAdmins;
    @Inject
    private Organizations organizations;
    @Inject
    private Settings settings;

    /** Who holds a right; a group stands for those who are in it. */
    record Holder(PrincipalType type, String id) { }

    /** What each person, group and client holds of disaster recovery at this moment of the transaction. */
    Map<Holder, Set<Permission>> now() {
        String organizationId = rights.organizationId();
        Map<Holder, Set<Permission>> held = new HashMap<>();
        Giving.disasterRecovery(organizationId).in(em.createQuery("SELECT a FROM RoleAssignment a WHERE " + Giving.CONDITION, RoleAssignment.class))
                .getResultList().forEach(assignment -> held
                        .computeIfAbsent(new Holder(assignment.getPrincipalType(), assignment.getPrincipalId()), key -> EnumSet.noneOf(Permission.class))
                        .addAll(ofDisasterRecovery(assignment.permissions(organizationId))));
        held.forEach((holder, permissions) -> permissions.removeIf(permission -> !isUsable(holder, permission)));
        return held;
    }

    private static Set<Permission> ofDisasterRecovery(Set<Permission> permissions) {
        return permissions.stream().filter(Permission::concernsDisasterRecovery).collect(Collectors.toSet());
    }

    /** Somebody who cannot sign in holds nothing, nor a client beyond its scopes. */
    private boolean isUsable(Holder holder, Permission permission) {
        return switch (holder.type()) {
            case GROUP -> true;
            case USER -> {
                User user = em.find(User.class, holder.id());
                yield user != null && user.isActive();
            }
            case CLIENT -> {
                ApiClient client = em.find(ApiClient.class, holder.id());
                yield client != null && client.isActive() && client.mayHave(permission);
            }
        };
    }

    /**
     * Mails what has been gained.
     *
     * @param before what {@link #now()} said before the change
     * @param change what was done, as a sentence
     */
    void tell(Map<Holder, Set<Permission>> before, String change) {
        em.flush();
        List<List<String>> gained = new ArrayList<>();
        now().forEach((holder, permissions) -> {
            Set<Permission> more = EnumSet.noneOf(Permission.class);
            more.addAll(permissions);
            more.removeAll(before.getOrDefault(holder, Set.of()));
            if (!more.isEmpty()) {
                gained.add(row(names.of(holder.type(), holder.id()), more));
            }
        });
        mail(gained, change);
    }

    /** For whoever puts people into a group: mails if the group brings disaster recovery with it. */
    void joined(Group group, Collection<User> people) {
        Set<Permission> given = now().getOrDefault(new Holder(PrincipalType.GROUP, group.getId()), Set.of());
        if (!given.isEmpty()) {
            mail(people.stream().filter(User::isActive).map(user -> row(user.getDisplayName() + " (" + user.getUsername() + ")", given)).toList(),
                    "People were added to the group " + group.getName() + ".");
        }
    }

    private static List<String> row(String who, Set<Permission> permissions) {
        return List.of(who, permissions.stream().sorted().map(Permission::title).collect(Collectors.joining(", ")));
    }

    private void mail(List<List<String>> gained, String change) {
        if (gained.isEmpty()) {
            return;
        }
        Actor by = Client.current().actor();
        String organization = organizations.name();
        MailText text = MailText.headline("Rights to disaster recovery were given in " + organization)
                .paragraph("If you did not expect this, look at it now: whoever manages disaster recovery can move your domains.")
                .fact("What was done", change).fact("By", by.displayName() + " (" + by.name() + ")").fact("From the address", Client.current().address())
                .table(List.of("Who", "May from now on"), gained.stream().limit(MOST_NAMED).toList(), gained.size())
                .link("Who may do what", URI.create(settings.baseUrl() + "/administration/who.xhtml?permission=" + Permission.DR_MANAGE.role()));
        em.flush();
        superAdmins.send(Mail.of("access/" + UUID.randomUUID(), "Rights to disaster recovery given: " + organization, text));
    }
}
