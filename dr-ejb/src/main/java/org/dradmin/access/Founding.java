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
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.OrganizationImport;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/**
 * What a first start writes, each method in one transaction. Anyone may call it: it does nothing where there is a
 * super admin, and fails where there is an organization.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Founding {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private TransactionSynchronizationRegistry transaction;
    @Inject
    private OrganizationImport organizationImport;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private InitialPassword initialPassword;
    @Inject
    private Settings settings;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Makes the organization and, where its file names none who can sign in, the first super admin. */
    @PermitAll
    public void found() {
        Optional<Path> file = settings.organizationFile();
        if (file.isPresent()) {
            organizationImport.found(file.get());
        } else {
            organizationImport.foundEmpty();
        }
        provideSuperAdmin();
    }

    /** Sees to it that there is an active super admin with a password; a {@link Refusal} says why there cannot be one. */
    @PermitAll
    public void provideSuperAdmin() {
        if (adminRoles.superAdmins().stream().noneMatch(user -> em.find(Credential.class, user.getId()) != null)) {
            makeSuperAdmin();
        }
        long waiting = em.createQuery("SELECT COUNT(c) FROM Credential c WHERE c.mustChange = TRUE", Long.class).getSingleResult();
        if (waiting == 0) {
            initialPassword.forget();
        }
    }

    private void makeSuperAdmin() {
        String username = settings.adminUsername().orElse("admin");
        Optional<String> given = settings.adminPassword();
        given.ifPresent(password -> (Credential.isHash(password) ? Credential.whyNoHash(password) : PasswordPolicy.whyNot(username, password))
                .ifPresent(reason -> {
                    throw new Refusal("The first super admin cannot be made: the password of the setting dr.admin.password " + reason);
                }));
        User user = new User(username, username, email(username));
        refuseTakenName(username);
        em.persist(user);
        em.persist(RoleAssignment.standard(PrincipalType.USER, user.getId(), RoleType.SUPER_ADMIN, clock.instant()));
        // Another node that does the same at this moment stops here, before a password is written that nobody has.
        em.flush();
        String password = given.orElseGet(this::makePassword);
        em.persist(new Credential(user, Credential.stored(password), given.isEmpty(), clock.instant()));
        log.write(Entry.of(EventType.ADMIN_CREATED).on(user.asTarget())
                .fact("username", username)
                .fact("password", given.isPresent() ? "from the setting dr.admin.password" : "made, in " + initialPassword.file().getFileName()
                        + " of the data directory; to be changed at the first sign-in"));
    }

    private String email(String username) {
        String email = settings.adminEmail().orElse(EmailAddress.isOne(username) ? username : "admin@localhost");
        if (!EmailAddress.isOne(email)) {
            throw new Refusal("The first super admin cannot be made: the setting dr.admin.email is no e-mail address.");
        }
        return email;
    }

    private void refuseTakenName(String username) {
        boolean taken = !em.createQuery("SELECT u FROM User u WHERE u.usernameKey = :key", User.class)
                .setParameter("key", User.key(username)).getResultList().isEmpty();
        if (taken) {
            throw new Refusal("There is no active super admin with a password, and the first one cannot be made: the username " + username
                    + " belongs to somebody without that role. Set dr.admin.username to another name, or give a person of the"
                    + " organization file the role SUPER_ADMIN and a password.");
        }
    }

    /** The file goes when the transaction does not come about. */
    private String makePassword() {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing to do: the password is written already.
            }

            @Override
            public void afterCompletion(int status) {
                if (status != Status.STATUS_COMMITTED) {
                    initialPassword.forget();
                }
            }
        });
        return initialPassword.make();
    }
}
