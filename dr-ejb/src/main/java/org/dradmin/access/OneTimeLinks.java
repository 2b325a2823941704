package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dradmin.access.OneTimeLink.Purpose;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/**
 * Links by mail with which people set a password: the invitation and the reset. Opening one consumes nothing, so that
 * what scans mail uses none up; only the password that is set does. The newest link of a person is the only good one.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class OneTimeLinks {

    /** Who asks again sooner gets no second mail: nobody's mailbox is filled by a stranger. */
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final String UNKNOWN = "This is no link of ours, or one that is long over. Copy it from the mail whole, up to the end of the line.";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Rank rank;
    @Inject
    private SignInAttempts attempts;
    @Inject
    private Organizations organizations;
    @Inject
    private LinkPost post;
    @Inject
    private AccountMail mail;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /**
     * What a link opens.
     *
     * @param whyNot why it opens nothing; null where it does, and the rest is there
     */
    public record Opened(String whyNot, String username, String displayName, boolean invitation, Instant until) { }

    /** Sends a person a link: an invitation where there is no password yet, a reset otherwise. Sessions go on until it is used. */
    @RolesAllowed(Roles.USERS_MANAGE)
    public void send(String userId) {
        User user = Optional.ofNullable(em.find(User.class, userId)).orElseThrow(() -> new NotThere(userId, "person"));
        rank.refuseUnlessCallerHolds(user);
        if (!user.isActive()) {
            throw new Refusal(user.getDisplayName() + " is deactivated. Activate the account first.");
        }
        if (user.getEmail().isEmpty()) {
            throw new Refusal(user.getDisplayName() + " has no e-mail address. Enter one first.");
        }
        post.issue(user);
    }

    /**
     * Whether somebody who has forgotten the password may ask now; counted like an attempt to sign in, whoever is named.
     *
     * @return how long to wait; zero where {@link #forgotten} may be called
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Duration admit(String username) {
        SignInAttempts.Keys keys = SignInAttempts.Keys.ofForgotten(User.key(cut(username)), Client.current().address());
        try {
            return attempts.admit(keys).delay();
        } catch (EJBException e) {
            // The first two under a new key can collide on its row; the second then finds it.
            return attempts.admit(keys).delay();
        }
    }

    /**
     * Sends a link to whoever has this username, if anybody has, is active and had a password or an invitation before.
     * Nobody waits for it, so that neither words nor time tell whether there is such a person.
     *
     * @param from where the request comes from, which this does not run in
     */
    @PermitAll
    @Asynchronous
    @AllowedWhileReadOnly("One's own credentials stay in one's own hands.")
    public void forgotten(String username, Client from) {
        try (Client.Binding bound = Client.bind(from)) {
            em.createQuery("SELECT u FROM User u WHERE u.usernameKey = :key", User.class).setParameter("key", User.key(cut(username)))
                    .getResultStream().findFirst().filter(this::mayAsk).ifPresent(post::issue);
        }
    }

    private boolean mayAsk(User user) {
        boolean known = em.find(Credential.class, user.getId()) != null || count(user, Instant.EPOCH) > 0;
        return known && user.isActive() && !user.getEmail().isEmpty() && count(user, clock.instant().minus(PAUSE)) == 0;
    }

    private long count(User user, Instant since) {
        return em.createQuery("SELECT COUNT(l) FROM OneTimeLink l WHERE l.userId = :user AND l.createdAt > :since", Long.class)
                .setParameter("user", user.getId()).setParameter("since", since).getSingleResult();
    }

    private static String cut(String username) {
        String name = username == null ? "" : username.strip();
        return name.length() > User.NAME_LENGTH ? name.substring(0, User.NAME_LENGTH) : name;
    }

    /** What a link opens, and uses nothing up. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Opened open(String token) {
        OneTimeLink link = OneTimeLink.isToken(token) ? em.find(OneTimeLink.class, OneTimeLink.hash(token)) : null;
        User user = link == null ? null : em.find(User.class, link.userId());
        String whyNot = whyNot(link, user);
        return whyNot != null ? new Opened(whyNot, null, null, false, null)
                : new Opened(null, user.getUsername(), user.getDisplayName(), link.purpose() == Purpose.INVITATION, link.expiresAt());
    }

    private String whyNot(OneTimeLink link, User user) {
        if (link == null || user == null) {
            return UNKNOWN;
        }
        return user.isActive() ? link.whyNot(clock.instant()) : "This account is deactivated. An admin of your organization can activate it.";
    }

    /** Sets the password and uses the link up; all sessions of the person end. Of two at once the second is refused. */
    @PermitAll
    @AllowedWhileReadOnly("One's own credentials stay in one's own hands.")
    public void use(String token, String password, String again) {
        OneTimeLink link = OneTimeLink.isToken(token) ? em.find(OneTimeLink.class, OneTimeLink.hash(token), LockModeType.PESSIMISTIC_WRITE) : null;
        User user = link == null ? null : em.find(User.class, link.userId());
        String whyNot = whyNot(link, user);
        if (whyNot != null) {
            throw new Refusal(whyNot);
        }
        PasswordPolicy.check(user, organizations.organization().map(Organization::getName).orElse(""), null, password, again);
        Instant now = clock.instant();
        link.use(now);
        Credential credential = em.find(Credential.class, user.getId());
        if (credential == null) {
            em.persist(new Credential(user, Credential.hash(password), false, now));
        } else {
            credential.change(Credential.hash(password), now);
        }
        user.endSessions(now);
        PersonSessions.endRows(em, user.getId(), now, null);
        mail.passwordSet(user, now);
        log.write(Entry.of(EventType.PASSWORD_RESET).by(user.asActor()).on(user.asTarget()).fact("by", "one-time link"));
    }
}
