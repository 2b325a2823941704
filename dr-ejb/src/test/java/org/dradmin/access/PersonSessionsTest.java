package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Refusal;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions as people see and end them. */
class PersonSessionsTest {

    private static final String PASSWORD = "an open lighthouse door";
    private static final String HASH = Credential.hash(PASSWORD);
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final TestContainer world = TestContainer.onDerby();
    private final PersonSessions sessions = world.get(PersonSessions.class);
    private User ada;
    private User eve;

    @BeforeEach
    void found() {
        world.inTransaction(() -> {
            world.em().persist(new Organization("org", "Example", world.clock().instant()));
            ada = person("ada");
            eve = person("eve");
        });
        signIn("ada", "first");
        signIn("ada", "second");
        signIn("eve", "third");
    }

    private User person(String name) {
        User user = new User(name, name, name + "@example.test");
        world.em().persist(user);
        world.em().flush();
        world.em().persist(new Credential(user, HASH, false, world.clock().instant()));
        return user;
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void signIn(String username, String session) {
        try (var bound = Client.bind(new Client(Actor.UNKNOWN, "192.0.2.1", FIREFOX, null, "test"))) {
            assertThat(world.get(Accounts.class).signIn(username, PASSWORD, null, session)).isInstanceOf(SignIn.Accepted.class);
        }
    }

    private Client.Binding as(User user, String session) {
        return Client.bind(new Client(user.asActor(), "192.0.2.1", FIREFOX, session, "test"));
    }

    @Test
    void showsPeopleTheirOwnAndNobodyElses() {
        try (var bound = as(ada, "first")) {
            assertThat(sessions.own()).extracting(SessionFacts::id).containsExactlyInAnyOrder("first", "second");
            assertThat(sessions.own()).allMatch(s -> s.browser().equals("Firefox on Linux") && s.address().equals("192.0.2.1"));
            assertThat(sessions.own()).filteredOn(SessionFacts::current).extracting(SessionFacts::id).containsExactly("first");
            assertThatThrownBy(() -> sessions.endOwn("third")).isInstanceOf(Refusal.class);
        }
        assertThat(sessions.goesOn("third")).isTrue();
    }

    @Test
    void endsOneOrAll() {
        try (var bound = as(ada, "first")) {
            sessions.endOwn("second");
            assertThat(List.of(sessions.goesOn("first"), sessions.goesOn("second"))).containsExactly(true, false);
            sessions.endAllOwn();
        }
        assertThat(List.of(sessions.goesOn("first"), sessions.goesOn("third"), sessions.goesOn("never heard of"))).containsExactly(false, true, false);
    }

    @Test
    void keepsOnlyTheSessionInWhichThePasswordWasChanged() {
        try (var bound = as(ada, "first")) {
            world.get(Accounts.class).changePassword(PASSWORD, "a quite different harbour", "a quite different harbour");
        }
        assertThat(List.of(sessions.goesOn("first"), sessions.goesOn("second"))).containsExactly(true, false);
    }

    @Test
    void writesAtMostOnceAMinuteAndForgetsWhoIsNotSeen() {
        var before = world.clock().instant();
        world.clock().advance(Duration.ofSeconds(59));
        sessions.seen("first");
        try (var bound = as(ada, "first")) {
            assertThat(sessions.own()).allMatch(s -> s.lastSeen().equals(before));
            world.clock().advance(Duration.ofSeconds(1));
            sessions.seen("first");
            assertThat(sessions.own().get(0)).satisfies(s -> assertThat(s.lastSeen()).isEqualTo(before.plusSeconds(60)));
            world.clock().advance(Duration.ofMinutes(31));
            assertThat(sessions.own()).as("idle for too long").isEmpty();
        }
        world.clock().advance(Duration.ofHours(13));
        world.get(AccessUpkeep.class).forget();
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT COUNT(s) FROM PersonSession s", Long.class).getSingleResult())).isZero();
    }

    @Test
    void endsWithTheSignOut() {
        try (var bound = as(eve, "third")) {
            world.get(Accounts.class).signedOut();
        }
        assertThat(sessions.goesOn("third")).isFalse();
    }
}
