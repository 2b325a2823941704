package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.TestContainer;
import org.dradmin.organization.Feature;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.ServiceMode;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Target;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, who does not, and what a session may do at each moment. */
class AccountsTest {

    private static final String PASSWORD = "an open lighthouse door";
    /** One hash for all, because each costs what a guess costs. */
    private static final String HASH = Credential.hash(PASSWORD);
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.66";

    private final TestContainer world = TestContainer.onDerby();
    private final Accounts accounts = world.get(Accounts.class);
    private User ada;
    private int signIns;

    @BeforeEach
    void foundTheOrganization() {
        world.inTransaction(() -> {
            world.em().persist(new Organization("org", "Example", now()));
            ada = person("ada", false);
            world.em().persist(RoleAssignment.standard(RoleAssignment.PrincipalType.USER, ada.getId(), RoleType.SUPER_ADMIN, now()));
        });
        world.get(Organizations.class).switchFeature(Feature.SELF_SERVICE, true);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private Instant now() {
        return world.clock().instant();
    }

    private User person(String name, boolean mustChange) {
        User user = new User(name, "The person " + name, name + "@example.test");
        world.em().persist(user);
        world.em().flush();
        world.em().persist(new Credential(user, HASH, mustChange, now()));
        return user;
    }

    private SignIn signIn(String address, String username, String password, String browser) {
        try (var bound = Client.bind(new Client(Actor.UNKNOWN, address, "test", null, "test"))) {
            return accounts.signIn(username, password, browser, "new-session" + (signIns++ == 0 ? "" : "-" + signIns));
        }
    }

    private Set<String> roles(Instant stepUpUntil) {
        return accounts.identify(ada.getId(), now(), stepUpUntil).orElseThrow().roles();
    }

    private List<String> events(EventType type) {
        return Written.events(world, type).stream().map(e -> e.getOutcome() + (e.getOutcomeReason() == null ? "" : " " + e.getOutcomeReason())).toList();
    }

    @Test
    void letsInWhoeverKnowsThePasswordAndRecordsIt() {
        assertThat(signIn(HOME, " ADA ", PASSWORD, null)).isInstanceOfSatisfying(SignIn.Accepted.class,
                accepted -> assertThat(accepted.userId()).isEqualTo(ada.getId()));
        assertThat(events(EventType.SESSION_START)).containsExactly("SUCCESS");
        assertThat(Written.events(world, EventType.SESSION_START)).hasSize(1);
        LogEvent event = Written.events(world, EventType.SESSION_START).get(0);
        assertThat(event.getSessionId()).as("the session that begins").isEqualTo("new-session");
        assertThat(event.getTargets()).containsExactly(new Target(ada.getId(), "User", "ada", "The person ada", Map.of()));
    }

    @Test
    void neverTellsWhichPartWasWrong() {
        world.inTransaction(() -> {
            User gone = person("gone", false);
            world.em().createQuery("UPDATE User u SET u.status = :off WHERE u.id = :id")
                    .setParameter("off", User.Status.DEACTIVATED).setParameter("id", gone.getId()).executeUpdate();
        });
        SignIn wrongPassword = signIn(HOME, "ada", "wrong", null);
        assertThat(wrongPassword).isInstanceOf(SignIn.Rejected.class)
                .isEqualTo(signIn(HOME, "nobody", PASSWORD, null)).isEqualTo(signIn(HOME, "gone", PASSWORD, null));
        assertThat(events(EventType.SESSION_START)).containsOnly("FAILURE INVALID_CREDENTIALS").hasSize(3);
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT COUNT(e) FROM LogEvent e WHERE e.sessionId IS NOT NULL", Long.class)
                .getSingleResult())).as("no session begins").isZero();
    }

    @Test
    void delaysGuessingLongerAndLongerAndThenForgets() {
        List<Duration> delays = new ArrayList<>();
        for (int guess = 0; guess < 7; guess++) {
            if (signIn(HOME, "ada", "guess", null) instanceof SignIn.Delayed delayed) {
                delays.add(delayed.delay());
                world.clock().advance(delayed.delay());
                assertThat(signIn(HOME, "ada", "guess", null)).as("looked at after the delay").isInstanceOf(SignIn.Rejected.class);
            }
        }
        assertThat(delays).hasSize(4).isSorted().doesNotHaveDuplicates();
        assertThat(signIn(HOME, "ada", PASSWORD, null)).as("even the right one waits").isInstanceOf(SignIn.Delayed.class);
        assertThat(events(EventType.SIGN_IN_DELAYED)).isNotEmpty();
        world.clock().advance(SignInAttempt.MEMORY.plusSeconds(1));
        assertThat(signIn(HOME, "ada", PASSWORD, null)).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void letsNoStrangerLockAnybodyOut() {
        SignIn.Accepted atHome = (SignIn.Accepted) signIn(HOME, "ada", PASSWORD, null);
        for (int guess = 0; guess < 60; guess++) {
            signIn("203.0.113." + guess, "ada", "guess", null);
            signIn(ELSEWHERE, "ada", "guess", null);
        }
        assertThat(signIn(ELSEWHERE, "ada", PASSWORD, null)).isInstanceOf(SignIn.Delayed.class);
        assertThat(signIn("192.0.2.200", "ada", PASSWORD, null)).as("from a fresh address").isInstanceOf(SignIn.Accepted.class);
        assertThat(signIn(ELSEWHERE, "ada", PASSWORD, atHome.browserToken())).as("in the browser she always uses, from anywhere")
                .isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void opensDisasterRecoveryForTheStepUpOnly() {
        assertThat(roles(null)).contains(Roles.ENTITLED, Roles.SETTINGS_MANAGE, Roles.USER).doesNotContain(Roles.DR_READ, Roles.DR_MANAGE);
        assertThat(roles(now().plusSeconds(1))).contains(Roles.DR_READ, Roles.DR_MANAGE);
        assertThat(roles(now())).as("at its end").doesNotContain(Roles.DR_READ, Roles.DR_MANAGE).contains(Roles.ENTITLED);
    }

    @Test
    void takesARightAwayAtTheNextLook() {
        Instant stepUp = now().plus(Duration.ofMinutes(15));
        assertThat(roles(stepUp)).contains(Roles.DR_MANAGE);
        world.inTransaction(() -> world.em().createQuery("DELETE FROM RoleAssignment a").executeUpdate());
        assertThat(roles(stepUp)).containsExactlyInAnyOrder(Roles.SIGNED_IN, Roles.USER);
    }

    @Test
    void closesDisasterRecoveryWhileItsFeatureIsOffAndSaysSo() {
        world.get(Organizations.class).switchFeature(Feature.SELF_SERVICE, false);
        Identity identity = accounts.identify(ada.getId(), now(), now().plusSeconds(60)).orElseThrow();
        assertThat(identity.roles()).doesNotContain(Roles.ENTITLED, Roles.DR_READ, Roles.DR_MANAGE).contains(Roles.SETTINGS_MANAGE);
        assertThat(identity.whyNoDisasterRecovery()).contains(Feature.SELF_SERVICE.title(), "Settings > Features");
    }

    @Test
    void stepsUpThePersonWhoIsSignedInAndNobodyElse() {
        world.inTransaction(() -> person("bob", false));
        try (var bound = Client.bind(new Client(ada.asActor(), HOME, "test", "session", "test"))) {
            assertThat(accounts.stepUp("bob", PASSWORD, null)).isInstanceOf(SignIn.Rejected.class);
            assertThat(accounts.stepUp("ada", PASSWORD, null)).isInstanceOf(SignIn.Accepted.class);
        }
        assertThat(events(EventType.STEP_UP)).containsExactly("FAILURE ANOTHER_PERSON", "SUCCESS");
    }

    @Test
    void letsAPasswordThatMustBeChangedDoNothingElse() {
        User fresh = world.inTransaction(() -> person("fresh", true));
        Identity before = accounts.identify(fresh.getId(), now(), null).orElseThrow();
        assertThat(before.mustChangePassword()).isTrue();
        assertThat(before.roles()).containsExactly(Roles.SIGNED_IN);

        Instant oldSession = now();
        world.clock().advance(Duration.ofSeconds(1));
        try (var bound = Client.bind(new Client(fresh.asActor(), HOME, "test", "session", "test"))) {
            accounts.changePassword(PASSWORD, "a quite different harbour", "a quite different harbour");
        }
        assertThat(accounts.identify(fresh.getId(), oldSession, null)).as("other sessions end").isEqualTo(Optional.empty());
        assertThat(accounts.identify(fresh.getId(), now(), null).orElseThrow().roles()).contains(Roles.USER);
        assertThat(events(EventType.PASSWORD_CHANGE)).containsExactly("SUCCESS");
    }

    @Test
    void delaysGuessesAtTheCurrentPasswordWithinASession() {
        try (var bound = Client.bind(new Client(ada.asActor(), HOME, "test", "session", "test"))) {
            for (int guess = 0; guess < 3; guess++) {
                assertThatThrownBy(() -> accounts.changePassword("guess", "a quite different harbour", "a quite different harbour"))
                        .isInstanceOf(Refusal.class).hasMessage("The current password is not right.");
            }
            assertThatThrownBy(() -> accounts.changePassword(PASSWORD, "a quite different harbour", "a quite different harbour"))
                    .isInstanceOf(Refusal.class).hasMessageContaining("Too many attempts");
        }
    }

    @Test
    void letsPeopleChangeTheirPasswordWhileTheOrganizationIsReadOnly() {
        world.inTransaction(() -> world.get(Organizations.class).enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE)));
        try (var bound = Client.bind(new Client(ada.asActor(), HOME, "test", "session", "test"))) {
            accounts.changePassword(PASSWORD, "a quite different harbour", "a quite different harbour");
        }
        assertThat(signIn(HOME, "ada", "a quite different harbour", null)).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void endsTheSessionOfAPersonWhoIsDeactivated() {
        world.inTransaction(() -> world.em().createQuery("UPDATE User u SET u.status = :off")
                .setParameter("off", User.Status.DEACTIVATED).executeUpdate());
        assertThat(accounts.identify(ada.getId(), now(), null)).isEmpty();
    }
}
