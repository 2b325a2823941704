package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.dradmin.access.SignInDesk.Purpose;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.Feature;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/** People and how they prove who they are: sign-in, step-up, the roles of a session, the own password. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Accounts {

    private static final String WRONG = "The username or the password is not right.";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SignInDesk desk;
    @Inject
    private AdminRoles adminRoles;
    @Inject
    private Organizations organizations;
    @Inject
    private LinkPost links;
    @Inject
    private AccountMail mail;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /**
     * Checks username and password; never tells which was wrong, and delays who guesses.
     *
     * @param newSession what is to stand for the session in the System Log, if one begins
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public SignIn signIn(String username, String password, String browserToken, String newSession) {
        return desk.check(new Purpose(EventType.SESSION_START, Optional.empty(), WRONG, newSession), username, password, browserToken);
    }

    /** Checks that the person who is signed in is there again; another person's credentials are refused. */
    @RolesAllowed(Roles.ENTITLED)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public SignIn stepUp(String username, String password, String browserToken) {
        return desk.check(new Purpose(EventType.STEP_UP, Optional.of(Client.current().actor().id()),
                WRONG + " Sign in again as the person who is signed in.", null), username, password, browserToken);
    }

    /** Records the end of a session. */
    @RolesAllowed(Roles.SIGNED_IN)
    @AllowedWhileReadOnly("People sign out at any time.")
    public void signedOut() {
        PersonSession session = em.find(PersonSession.class, String.valueOf(Client.current().sessionId()));
        if (session != null && !session.hasEnded()) {
            session.end(clock.instant());
        }
        log.write(Entry.of(EventType.SESSION_END));
    }

    /**
     * Who a session belongs to and what it may do now, worked out afresh; empty when the session has ended: the person
     * was deactivated, or ended all sessions.
     *
     * @param sessionStart when the person signed in
     * @param stepUpUntil until when the step-up lasts; null without one
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Identity> identify(String userId, Instant sessionStart, Instant stepUpUntil) {
        User user = em.find(User.class, userId);
        if (user == null || !user.accepts(sessionStart)) {
            return Optional.empty();
        }
        Credential credential = em.find(Credential.class, userId);
        if (credential != null && credential.isMustChange()) {
            return Optional.of(new Identity(user.asActor(), Set.of(Roles.SIGNED_IN), true, null, "The password must be changed first."));
        }
        Set<Permission> permissions = adminRoles.permissionsOf(user);
        Set<String> roles = new HashSet<>(Set.of(Roles.SIGNED_IN, Roles.USER));
        permissions.stream().filter(p -> !p.concernsDisasterRecovery()).map(Permission::role).forEach(roles::add);
        String missing = whyNoDisasterRecovery(permissions);
        if (missing == null) {
            roles.add(Roles.ENTITLED);
            if (stepUpUntil != null && clock.instant().isBefore(stepUpUntil)) {
                permissions.stream().filter(Permission::concernsDisasterRecovery).map(Permission::role).forEach(roles::add);
            } else {
                missing = "The sign-in for disaster recovery has expired: sign in again.";
            }
        }
        return Optional.of(new Identity(user.asActor(), roles, false, stepUpUntil, missing));
    }

    private String whyNoDisasterRecovery(Set<Permission> permissions) {
        if (permissions.stream().noneMatch(Permission::concernsDisasterRecovery)) {
            return "You do not hold the permission Manage disaster recovery. A super admin can assign a role that does.";
        }
        return organizations.isOn(Feature.SELF_SERVICE) ? null
                : "The early access feature " + Feature.SELF_SERVICE.title() + " is off. "
                        + "A super admin can switch it on under Settings > Features.";
    }

    /** Changes the own password and ends the person's other sessions; the reason for a no is a {@link Refusal}. */
    @RolesAllowed(Roles.SIGNED_IN)
    @AllowedWhileReadOnly("One's own credentials stay in one's own hands.")
    public void changePassword(String current, String replacement, String again) {
        User user = em.find(User.class, Client.current().actor().id());
        Credential credential = em.find(Credential.class, user.getId());
        SignIn proof = desk.prove(user.getUsername(), current);
        if (proof instanceof SignIn.Delayed delayed) {
            throw new Refusal(delayed.reason());
        } else if (proof instanceof SignIn.Rejected rejected) {
            throw new Refusal(rejected.reason());
        }
        PasswordPolicy.check(user, organizations.organization().map(Organization::getName).orElse(""), current, replacement, again);
        credential.change(Credential.hash(replacement), clock.instant());
        user.endSessions(clock.instant());
        PersonSessions.endRows(em, user.getId(), clock.instant(), Client.current().sessionId());
        links.revokeAll(user);
        mail.passwordSet(user, clock.instant());
        log.write(Entry.of(EventType.PASSWORD_CHANGE).on(user.asTarget()));
    }
}
