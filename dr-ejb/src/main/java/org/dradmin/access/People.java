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
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.FieldCheck;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/**
 * The people of the organization, as their admins look after them. Nobody changes a person who holds a permission that
 * they lack ({@link Rank}), and nobody writes over what another admin changed meanwhile.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class People {

    private static final Map<String, String> COLUMNS = Map.of("displayName", "LOWER(u.displayName)", "username", "u.usernameKey",
            "email", "LOWER(u.email)", "lastSignIn", "u.lastSignIn");
    /** On the person {@code u} of a query. */
    static final String MATCHES = "(u.usernameKey LIKE :text ESCAPE '!' OR LOWER(u.displayName) LIKE :text ESCAPE '!' OR LOWER(u.email) LIKE :text ESCAPE '!')";
    private static final int MOST_ROLES = 200;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Rank rank;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private LinkPost links;
    @Inject
    private AccountMail mail;
    @Inject
    private RecoveryGrants grants;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** A part of the list of those whose name, username or address contains the text. @param state null for all */
    @RolesAllowed(Roles.USERS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<PersonRow> list(Listing listing, PersonState state) {
        return rows(find("u", User.class, listing, state, listing.order(COLUMNS, "LOWER(u.displayName)", "u.id"))
                .setFirstResult(listing.first()).setMaxResults(listing.most()).getResultList());
    }

    @RolesAllowed(Roles.USERS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long count(String text, PersonState state) {
        return find("COUNT(u)", Long.class, Listing.of(text, 1), state, "").getSingleResult();
    }

    private <T> TypedQuery<T> find(String what, Class<T> type, Listing listing, PersonState state, String order) {
        boolean all = listing.text().isEmpty();
        TypedQuery<T> query = em.createQuery("SELECT " + what + " FROM User u WHERE " + (all ? "u.id IS NOT NULL" : MATCHES)
                + (state == null ? "" : " AND " + state.condition()) + order, type);
        return all ? query : query.setParameter("text", listing.pattern());
    }

    private ArrayList<PersonRow> rows(List<User> users) {
        List<String> ids = users.stream().map(User::getId).toList();
        Set<String> withPassword = ids.isEmpty() ? Set.of() : new HashSet<>(em.createQuery("SELECT c.userId FROM Credential c WHERE c.userId IN :ids",
                String.class).setParameter("ids", ids).getResultList());
        return new ArrayList<>(users.stream().map(user -> row(user, !withPassword.contains(user.getId()))).toList());
    }

    private static PersonRow row(User user, boolean invited) {
        return new PersonRow(user.getId(), user.getUsername(), user.getDisplayName(), user.getEmail(), user.isActive(), invited, user.getLastSignIn());
    }

    /** A person with everything their page shows; empty where there is none. */
    @RolesAllowed(Roles.USERS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<PersonDetails> details(String id) {
        return Optional.ofNullable(id == null ? null : em.find(User.class, id)).map(this::details);
    }

    /** What the caller's own page shows. */
    @RolesAllowed(Roles.SIGNED_IN)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public PersonDetails own() {
        return details(em.find(User.class, Client.current().actor().id()));
    }

    private PersonDetails details(User user) {
        Credential credential = em.find(Credential.class, user.getId());
        Instant linkUntil = em.createQuery("SELECT MAX(l.expiresAt) FROM OneTimeLink l WHERE l.userId = :user AND l.usedAt IS NULL "
                        + "AND l.revokedAt IS NULL AND l.expiresAt > :now", Instant.class)
                .setParameter("user", user.getId()).setParameter("now", clock.instant()).getSingleResult();
        List<Group> groups = em.createQuery("SELECT g FROM Group g JOIN g.members m WHERE m = :id ORDER BY g.name", Group.class)
                .setParameter("id", user.getId()).setMaxResults(MOST_ROLES).getResultList();
        return new PersonDetails(row(user, credential == null), user.facts(), credential == null ? null : credential.changedAt(), linkUntil,
                user.getChangedAt(), user.getChangedBy(), new ArrayList<>(groups.stream().map(group -> new GroupRow(group.getId(), group.getName(), 0)).toList()),
                roles(user, groups), rank.whyNot(user).orElse(null));
    }

    private ArrayList<String> roles(User user, List<Group> groups) {
        ArrayList<String> roles = new ArrayList<>(titles(PrincipalType.USER, user.getId()));
        groups.forEach(group -> titles(PrincipalType.GROUP, group.getId()).forEach(title -> roles.add(title + ", by the group " + group.getName())));
        return roles;
    }

    private List<String> titles(PrincipalType type, String id) {
        return em.createQuery("SELECT a FROM RoleAssignment a WHERE a.principalType = :type AND a.principalId = :id ORDER BY a.assignedAt, a.id",
                RoleAssignment.class).setParameter("type", type).setParameter("id", id).getResultList().stream().map(RoleAssignment::title).toList();
    }

    /** Makes a person, who has no rights yet. @param invite whether a link to choose a password goes out at once @return the id */
    @RolesAllowed(Roles.USERS_MANAGE)
    public String create(PersonFacts facts, boolean invite) {
        PersonFacts clean = checked(facts, null);
        User user = new User(clean.username(), clean.displayName(), clean.email());
        em.persist(user);
        em.flush();
        log.write(Entry.of(EventType.PERSON_CREATE).on(user.asTarget()).fact("after", Difference.words(clean.facts())));
        if (invite) {
            links.issue(user);
        }
        return user.getId();
    }

    /**
     * Changes what is said about a person; links that were mailed to another address are worth nothing from then on.
     *
     * @param seen what the caller saw before; where that is not so any more, nothing is changed ({@link Overtaken})
     */
    @RolesAllowed(Roles.USERS_MANAGE)
    public void change(String id, PersonFacts seen, PersonFacts facts) {
        User user = locked(id);
        rank.refuseUnlessCallerHolds(user);
        PersonFacts before = user.facts();
        if (!before.equals(seen)) {
            throw new Overtaken(before.displayName(), user.getChangedBy() == null ? "somebody else" : user.getChangedBy());
        }
        PersonFacts clean = checked(facts, id);
        Difference difference = new Difference(before.facts(), clean.facts());
        if (difference.isNone()) {
            return;
        }
        user.describe(clean);
        user.changed(Client.current().actor().displayName(), clock.instant());
        if (!before.email().equals(clean.email())) {
            links.revokeAll(user);
            mail.addressChanged(user, before.email());
        }
        log.write(difference.told(Entry.of(EventType.PERSON_UPDATE).on(user.asTarget())));
    }

    /** The person cannot sign in any more, and every session ends at once; without effect where that is so already. */
    @RolesAllowed(Roles.USERS_MANAGE)
    @AllowedWhileReadOnly("Whoever may be in the wrong hands is put out at any time.")
    public void deactivate(String id) {
        User user = locked(id);
        rank.refuseUnlessCallerHolds(user);
        if (id.equals(Client.current().actor().id())) {
            throw new Refusal("You cannot deactivate yourself. Another admin can.");
        }
        if (user.isActive()) {
            Instant now = clock.instant();
            user.deactivate(now);
            user.changed(Client.current().actor().displayName(), now);
            PersonSessions.endRows(em, id, now, null);
            links.revokeAll(user);
            adminRoles.refuseIfLastSuperAdminIsGone();
            log.write(Entry.of(EventType.PERSON_DEACTIVATE).on(user.asTarget()).fact("before", "Active").fact("after", "Deactivated"));
        }
    }

    /** The person can sign in again, with the password and the rights they had. */
    @RolesAllowed(Roles.USERS_MANAGE)
    public void reactivate(String id) {
        User user = locked(id);
        rank.refuseUnlessCallerHolds(user);
        if (!user.isActive()) {
            Map<RecoveryGrants.Holder, Set<Permission>> before = grants.now();
            user.activate();
            user.changed(Client.current().actor().displayName(), clock.instant());
            log.write(Entry.of(EventType.PERSON_REACTIVATE).on(user.asTarget()).fact("before", "Deactivated").fact("after", "Active"));
            grants.tell(before, user.getDisplayName() + " was activated again.");
        }
    }

    private User locked(String id) {
        return Optional.ofNullable(id == null ? null : em.find(User.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> new NotThere(String.valueOf(id), "person"));
    }

    /** @param id whose facts they are to be; null for somebody new */
    private PersonFacts checked(PersonFacts facts, String id) {
        FieldCheck fields = new FieldCheck();
        PersonFacts clean = facts.checked(fields);
        if (clean.username() != null && em.createQuery("SELECT u.id FROM User u WHERE u.usernameKey = :key", String.class)
                .setParameter("key", User.key(clean.username())).getResultStream().anyMatch(other -> !other.equals(id))) {
            fields.fault("username", "Somebody else has this username already.");
        }
        fields.done();
        return clean;
    }
}
