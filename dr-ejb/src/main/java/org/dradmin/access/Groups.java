package org.dradmin.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.TypedText;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/**
 * Groups and who is in them. Nobody puts people into a group, or takes them out, that carries a permission they do not
 * hold ({@link Rank}). Members are read and written one page at a time: a group may have thousands.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Groups {

    /** Most people added or taken out at once. */
    public static final int MOST_AT_ONCE = 500;
    /** So many are named in an event; the rest is counted. */
    private static final int MOST_NAMED = 100;
    private static final Map<String, String> COLUMNS = Map.of("name", "LOWER(g.name)");
    private static final Map<String, String> MEMBER_COLUMNS = Map.of("displayName", "LOWER(u.displayName)", "username", "u.usernameKey", "email", "LOWER(u.email)");
    private static final String IN = "EXISTS (SELECT g FROM Group g JOIN g.members m WHERE g.id = :group AND m = u.id)";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Rank rank;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private RecoveryGrants grants;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    @RolesAllowed(Roles.GROUPS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<GroupRow> list(Listing listing) {
        return new ArrayList<>(em.createQuery("SELECT g FROM Group g WHERE LOWER(g.name) LIKE :text ESCAPE '!'"
                        + listing.order(COLUMNS, "LOWER(g.name)", "g.id"), Group.class)
                .setParameter("text", listing.pattern()).setFirstResult(listing.first()).setMaxResults(listing.most()).getResultList().stream()
                .map(group -> new GroupRow(group.getId(), group.getName(), size(group.getId()))).toList());
    }

    @RolesAllowed(Roles.GROUPS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long count(String text) {
        return em.createQuery("SELECT COUNT(g) FROM Group g WHERE LOWER(g.name) LIKE :text ESCAPE '!'", Long.class)
                .setParameter("text", Listing.of(text, 1).pattern()).getSingleResult();
    }

    private long size(String id) {
        return em.createQuery("SELECT COUNT(m) FROM Group g JOIN g.members m WHERE g.id = :id", Long.class).setParameter("id", id).getSingleResult();
    }

    /** A group with everything its page shows beside its members; empty where there is none. */
    @RolesAllowed(Roles.GROUPS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<GroupDetails> details(String id) {
        return Optional.ofNullable(id == null ? null : em.find(Group.class, id)).map(group -> new GroupDetails(
                new GroupRow(id, group.getName(), size(id)), group.getChangedAt(), group.getChangedBy(),
                new ArrayList<>(assignments(id).stream().map(RoleAssignment::title).toList()), rank.whyNot(group).orElse(null)));
    }

    private List<RoleAssignment> assignments(String id) {
        return em.createQuery("SELECT a FROM RoleAssignment a WHERE a.principalType = :group AND a.principalId = :id ORDER BY a.assignedAt, a.id",
                RoleAssignment.class).setParameter("group", PrincipalType.GROUP).setParameter("id", id).getResultList();
    }

    /** A part of the group's members whose name, username or address contains the text. */
    @RolesAllowed(Roles.GROUPS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<PersonRow> members(String id, Listing listing) {
        return people("SELECT u FROM User u WHERE " + IN + " AND " + People.MATCHES, id, listing);
    }

    @RolesAllowed(Roles.GROUPS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long countMembers(String id, String text) {
        return em.createQuery("SELECT COUNT(u) FROM User u WHERE " + IN + " AND " + People.MATCHES, Long.class)
                .setParameter("group", id).setParameter("text", Listing.of(text, 1).pattern()).getSingleResult();
    }

    /** People who match the text and are not in the group, to be added. */
    @RolesAllowed(Roles.GROUPS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<PersonRow> others(String id, String text, int most) {
        return people("SELECT u FROM User u WHERE NOT " + IN + " AND " + People.MATCHES, id, Listing.of(text, most));
    }

    private List<PersonRow> people(String query, String id, Listing listing) {
        TypedQuery<User> found = em.createQuery(query + listing.order(MEMBER_COLUMNS, "LOWER(u.displayName)", "u.id"), User.class);
        return new ArrayList<>(found.setParameter("group", id).setParameter("text", listing.pattern())
                .setFirstResult(listing.first()).setMaxResults(listing.most()).getResultList().stream()
                .map(user -> new PersonRow(user.getId(), user.getUsername(), user.getDisplayName(), user.getEmail(), user.isActive(), false, user.getLastSignIn()))
                .toList());
    }

    /** Makes an empty group. @return its id */
    @RolesAllowed(Roles.GROUPS_MANAGE)
    public String create(String name) {
        Group group = new Group(free(name, null));
        em.persist(group);
        log.write(Entry.of(EventType.GROUP_CREATE).on(group.asTarget()).fact("after", "name: " + group.getName()));
        return group.getId();
    }

    /** @param seen the name the caller saw; where it is another one by now, nothing is changed ({@link Overtaken}) */
    @RolesAllowed(Roles.GROUPS_MANAGE)
    public void rename(String id, String seen, String name) {
        Group group = locked(id);
        String before = group.getName();
        if (!before.equals(seen)) {
            throw new Overtaken("the group " + before, group.getChangedBy() == null ? "somebody else" : group.getChangedBy());
        }
        String after = free(name, id);
        if (!after.equals(before)) {
            group.rename(after, Client.current().actor().displayName(), clock.instant());
            log.write(Entry.of(EventType.GROUP_UPDATE).on(group.asTarget()).fact("before", "name: " + before).fact("after", "name: " + after));
        }
    }

    /** The group goes, with its memberships; a group that holds a role keeps it until that is taken away. */
    @RolesAllowed(Roles.GROUPS_MANAGE)
    public void delete(String id) {
        Group group = locked(id);
        if (!assignments(id).isEmpty()) {
            throw new Refusal("The group " + group.getName() + " holds a role. Take the role away first; whoever is in the group loses it then.");
        }
        long members = size(id);
        em.createNativeQuery("DELETE FROM group_member WHERE group_id = ?").setParameter(1, id).executeUpdate();
        em.createQuery("DELETE FROM Group g WHERE g.id = :id").setParameter("id", id).executeUpdate();
        log.write(Entry.of(EventType.GROUP_DELETE).on(group.asTarget()).fact("before", "name: " + group.getName() + "; members: " + members));
    }

    /** Puts people into the group; those who are in it already stay. @return how many came */
    @RolesAllowed(Roles.GROUPS_MANAGE)
    public int add(String id, Collection<String> userIds) {
        Group group = locked(id);
        rank.refuseUnlessCallerHolds(group);
        List<User> added = people(userIds, id, false);
        if (!added.isEmpty()) {
            write("INSERT INTO group_member (group_id, user_id) SELECT ?, p.id FROM person p WHERE p.id IN (", id, added);
            grants.joined(group, added);
            log.write(about(EventType.MEMBERSHIP_ADD, group, added));
        }
        return added.size();
    }

    /** Takes people out of the group; their next request is without what it gave them. @return how many went */
    @RolesAllowed(Roles.GROUPS_MANAGE)
    @AllowedWhileReadOnly("Rights can be taken away at any time.")
    public int remove(String id, Collection<String> userIds) {
        Group group = locked(id);
        rank.refuseUnlessCallerHolds(group);
        List<User> removed = people(userIds, id, true);
        if (!removed.isEmpty()) {
            write("DELETE FROM group_member WHERE group_id = ? AND user_id IN (", id, removed);
            adminRoles.refuseIfLastSuperAdminIsGone();
            log.write(about(EventType.MEMBERSHIP_REMOVE, group, removed));
        }
        return removed.size();
    }

    /** Those of these people who are in the group, or those who are not. */
    private List<User> people(Collection<String> ids, String group, boolean members) {
        if (ids.isEmpty()) {
            throw new Refusal("Choose at least one person.");
        }
        if (ids.size() > MOST_AT_ONCE) {
            throw new Refusal("Choose at most " + MOST_AT_ONCE + " people at once.");
        }
        Set<String> there = new HashSet<>(em.createQuery("SELECT m FROM Group g JOIN g.members m WHERE g.id = :group AND m IN :ids", String.class)
                .setParameter("group", group).setParameter("ids", ids).getResultList());
        return em.createQuery("SELECT u FROM User u WHERE u.id IN :ids ORDER BY u.usernameKey", User.class).setParameter("ids", ids).getResultList()
                .stream().filter(user -> there.contains(user.getId()) == members).toList();
    }

    /** One statement for all of them, and not the members read into memory. */
    private void write(String sql, String group, List<User> people) {
        Query query = em.createNativeQuery(sql + "?, ".repeat(people.size() - 1) + "?)").setParameter(1, group);
        for (int n = 0; n < people.size(); n++) {
            query.setParameter(n + 2, people.get(n).getId());
        }
        query.executeUpdate();
    }

    private static Entry about(EventType type, Group group, List<User> people) {
        Entry entry = Entry.of(type).on(group.asTarget()).fact("people", people.size());
        people.stream().limit(MOST_NAMED).map(User::asTarget).forEach(entry::on);
        return entry;
    }

    private Group locked(String id) {
        return Optional.ofNullable(id == null ? null : em.find(Group.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> new NotThere(String.valueOf(id), "group"));
    }

    private String free(String name, String but) {
        String clean = TypedText.line("name", name, User.NAME_LENGTH);
        boolean taken = em.createQuery("SELECT g.id FROM Group g WHERE LOWER(g.name) = LOWER(:name)", String.class).setParameter("name", clean)
                .getResultStream().anyMatch(id -> !id.equals(but));
        if (taken) {
            throw new FaultyField("name", "There is a group with this name already.");
        }
        return clean;
    }
}
