package org.dradmin.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dradmin.access.BreakGlassFile.Order;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.notification.Mail;
import org.dradmin.notification.MailText;
import org.dradmin.organization.Organizations;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/**
 * Carries out what {@link BreakGlassFile} asks for, in one transaction, also while the organization is read-only: it is
 * then that somebody must come in. Anyone may call it: without that file it does nothing.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Restoration {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private TransactionSynchronizationRegistry transaction;
    @Inject
    private BreakGlassFile file;
    @Inject
    private HeldRights rights;
    @Inject
    private LinkPost links;
    @Inject
    private SuperAdminMail superAdmins;
    @Inject
    private Organizations organizations;
    @Inject
    private Settings settings;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Makes the named person an active super admin with a password for one sign-in. @return whether there was an order */
    @PermitAll
    public boolean restore() {
        Optional<Order> order = file.take();
        order.ifPresent(this::restore);
        return order.isPresent();
    }

    /** The password's file goes once the person has chosen another. @return whether one is still to be used */
    @PermitAll
    public boolean isPasswordWaiting() {
        return em.createQuery("SELECT COUNT(c) FROM Credential c WHERE c.mustChange = TRUE", Long.class).getSingleResult() > 0;
    }

    private void restore(Order order) {
        Instant now = clock.instant();
        Optional<User> known = em.createQuery("SELECT u FROM User u WHERE u.usernameKey = :key", User.class)
                .setParameter("key", User.key(order.username())).getResultStream().findFirst();
        User user = known.orElseGet(() -> made(order.username()));
        String before = known.isEmpty() ? "nobody of this name" : (user.isActive() ? "active" : "deactivated") + (isSuperAdmin(user) ? ", super admin" : ", no super admin");
        user.activate();
        user.endSessions(now);
        PersonSessions.endRows(em, user.getId(), now, null);
        links.revokeAll(user);
        if (!isSuperAdmin(user)) {
            em.persist(RoleAssignment.standard(PrincipalType.USER, user.getId(), RoleType.SUPER_ADMIN, now));
        }
        String hash = Credential.hash(password());
        Credential credential = em.find(Credential.class, user.getId());
        if (credential == null) {
            em.persist(new Credential(user, hash, true, now));
        } else {
            credential.replaceOnce(hash, now);
        }
        em.flush();
        log.write(Entry.of(EventType.BREAK_GLASS).on(user.asTarget()).fact("username", user.getUsername()).fact("before", before)
                .fact("after", "active, super admin, password to be changed at the next sign-in").fact("fileOwner", order.owner()));
        mail(user, now);
    }

    private User made(String username) {
        User user = new User(username, username, EmailAddress.isOne(username) ? username : settings.adminEmail().orElse("admin@localhost"));
        em.persist(user);
        em.flush();
        return user;
    }

    private boolean isSuperAdmin(User user) {
        return rights.assignmentsOf(user).stream().anyMatch(assignment -> assignment.getRoleType() == RoleType.SUPER_ADMIN);
    }

    /** The file goes when the transaction does not come about. */
    private String password() {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing to do: the password is written already.
            }

            @Override
            public void afterCompletion(int status) {
                if (status != Status.STATUS_COMMITTED) {
                    file.forgetPassword();
                }
            }
        });
        return file.makePassword();
    }

    private void mail(User user, Instant now) {
        String organization = organizations.name();
        MailText text = MailText.headline("The server's administrator has opened " + organization + " to a super admin")
                .paragraph("Somebody with access to the server's machine asked for it by break-glass. If nobody of you knows why, look at the machine now.")
                .fact("Super admin", user.getDisplayName() + " (" + user.getUsername() + ")").fact("When", now);
        superAdmins.send(Mail.of("break-glass/" + UUID.randomUUID(), "Break-glass used: " + organization, text));
    }
}
