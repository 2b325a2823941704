package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dradmin.TestContainer;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyRefusal;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.ServiceMode;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking after people and groups: what is taken, what is refused, and who may do it to whom. */
class PeopleTest {

    private final TestContainer world = TestContainer.onDerby();
    private final People people = world.get(People.class);
    private final Groups groups = world.get(Groups.class);
    private User ada;
    private User desk;
    private Client.Binding caller;

    @BeforeEach
    void found() {
        world.inTransaction(() -> {
            world.em().persist(new Organization("org", "Example", now()));
            ada = person("ada");
            desk = person("desk");
            world.em().persist(RoleAssignment.standard(PrincipalType.USER, ada.getId(), RoleType.SUPER_ADMIN, now()));
            custom(PrincipalType.USER, desk.getId(), "Service desk", EnumSet.of(Permission.USERS_MANAGE, Permission.GROUPS_MANAGE));
        });
        act(ada);
    }

    @AfterEach
    void end() {
        caller.close();
        world.close();
    }

    private Instant now() {
        return world.clock().instant();
    }

    private void act(User user) {
        if (caller != null) {
            caller.close();
        }
        caller = Client.bind(new Client(user.asActor(), "192.0.2.1", "test", "session-" + user.getUsername(), "test"));
    }

    private User person(String name) {
        User user = new User(name, "The person " + name, name + "@example.test");
        world.em().persist(user);
        world.em().flush();
        return user;
    }

    private void custom(PrincipalType type, String id, String label, Set<Permission> permissions) {
        AdminRole role = new AdminRole(label, "", permissions);
        ResourceSet set = new ResourceSet(label, "", Set.copyOf(permissions.stream().map(p -> p.orn("org")).toList()));
        world.em().persist(role);
        world.em().persist(set);
        world.em().persist(RoleAssignment.custom(type, id, role, set, now()));
    }

    private static PersonFacts facts(String name) {
        return new PersonFacts(name, "The person " + name, name + "@example.test");
    }

    private PersonFacts factsOf(String id) {
        return people.details(id).orElseThrow().facts();
    }

    private List<Map<String, Object>> events(EventType type) {
        return Written.events(world, type).stream().map(e -> Map.<String, Object>copyOf(e.getDebugData())).toList();
    }

    private List<String> mails() {
        return world.inTransaction(() -> world.em().createNativeQuery("SELECT recipient, subject FROM outbox ORDER BY created_at, id").getResultList()).stream()
                .map(row -> ((Object[]) row)[0] + ": " + ((Object[]) row)[1]).map(String::valueOf).toList();
    }

    @Test
    void makesAPersonWithoutAnyRightAndInvitesThem() {
        String id = people.create(facts("bob"), true);
        PersonDetails bob = people.details(id).orElseThrow();
        assertThat(bob.row().invited()).isTrue();
        assertThat(bob.linkUntil()).isEqualTo(now().plus(Duration.ofHours(24)));
        assertThat(bob.roles()).isEmpty();
        assertThat(mails()).containsExactly("bob@example.test: Your account: Example");
        assertThat(events(EventType.PERSON_CREATE)).singleElement().asString().contains("username: bob");
        assertThat(events(EventType.PERSON_INVITE)).singleElement().asString().contains("bob@example.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë O'Brien-漢字", "<script>alert(1)</script>", "=HYPERLINK(\"http://evil.test\")", "\"; DROP TABLE person; --", "مرحبا بالعالم", "👩‍🚀 Commander", "%_!"})
    void takesNamesInAnyAlphabetAndKeepsThemAsTheyAre(String name) {
        String id = people.create(new PersonFacts(name, name, "someone@example.test"), false);
        assertThat(factsOf(id)).isEqualTo(new PersonFacts(name, name, "someone@example.test"));
        assertThat(people.list(Listing.of(name, 10), null)).extracting(PersonRow::id).containsExactly(id);
    }

    @Test
    void saysAtTheFieldWhatCannotBeTaken() {
        refuses("username", new PersonFacts("x".repeat(10_000), "X", "x@example.test"), "at most 200");
        refuses("displayName", new PersonFacts("x", "x".repeat(10_000), "x@example.test"), "at most 200");
        refuses("displayName", new PersonFacts("x", "line\nbreak", "x@example.test"), "control character");
        refuses("displayName", new PersonFacts("x", "half \ud83d", "x@example.test"), "control character");
        refuses("username", new PersonFacts("  ", "X", "x@example.test"), "needed");
        refuses("email", new PersonFacts("x", "X", "nowhere"), "no e-mail address");
        refuses("email", new PersonFacts("x", "X", "x".repeat(10_000) + "@example.test"), "at most 320");
        refuses("username", new PersonFacts(" ADA ", "X", "x@example.test"), "has this username");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> people.create(new PersonFacts(" ADA ", " ", "nowhere"), false)).isInstanceOfSatisfying(FaultyField.class,
                fault -> assertThat(fault.all()).extracting(FaultyField::field).containsExactlyInAnyOrder("username", "displayName", "email"))
                .hasMessageContainingAll("displayName: Something is needed", "email: It is no e-mail address", "username: Somebody else has this username");
        String bob = people.create(facts("bob"), false);
        assertThatThrownBy(() -> people.change(bob, factsOf(bob), new PersonFacts("ada", "Bob", "nowhere"))).isInstanceOfSatisfying(FaultyField.class,
                fault -> assertThat(fault.all()).extracting(FaultyField::field).containsExactlyInAnyOrder("username", "email"));
        assertThat(factsOf(bob)).isEqualTo(facts("bob"));
    }

    private void refuses(String field, PersonFacts facts, String reason) {
        assertThatThrownBy(() -> people.create(facts, false)).isInstanceOfSatisfying(FaultyField.class, fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.reason()).contains(reason);
        });
    }

    @Test
    void logsWhatAChangeChangedAndTellsTheAddressThatWasThereBefore() {
        String id = people.create(facts("bob"), false);
        people.change(id, factsOf(id), new PersonFacts("bob", "Bob", "bob@new.test"));
        assertThat(events(EventType.PERSON_UPDATE)).singleElement().satisfies(event -> {
            assertThat(event.get("before")).asString().contains("The person bob", "bob@example.test").doesNotContain("username");
            assertThat(event.get("after")).asString().contains("Bob", "bob@new.test");
        });
        assertThat(mails()).containsExactly("bob@example.test: Your mail address was changed: Example");
        people.change(id, factsOf(id), factsOf(id));
        assertThat(events(EventType.PERSON_UPDATE)).as("nothing changed, nothing told").hasSize(1);
    }

    @Test
    void writesNothingOverWhatAnotherAdminChangedMeanwhile() {
        String id = people.create(facts("bob"), false);
        PersonFacts seen = factsOf(id);
        people.change(id, seen, new PersonFacts("bob", "Bob the first", seen.email()));
        assertThatThrownBy(() -> people.change(id, seen, new PersonFacts("bob", "Bob the second", seen.email())))
                .isInstanceOf(Overtaken.class).hasMessageContaining("The person ada");
        assertThat(factsOf(id).displayName()).isEqualTo("Bob the first");
    }

    @Test
    void letsNobodyTouchWhoeverHoldsAPermissionTheyLack() {
        act(desk);
        PersonFacts seen = factsOf(ada.getId());
        String reason = "which you do not hold";
        assertThatThrownBy(() -> people.change(ada.getId(), seen, new PersonFacts("ada", "Ada", "desk@example.test"))).isInstanceOf(Refusal.class).hasMessageContaining(reason);
        assertThatThrownBy(() -> world.get(OneTimeLinks.class).send(ada.getId())).isInstanceOf(Refusal.class).hasMessageContaining(reason);
        assertThatThrownBy(() -> people.deactivate(ada.getId())).isInstanceOf(Refusal.class).hasMessageContaining(reason);
        assertThatThrownBy(() -> world.get(PersonSessions.class).endAll(ada.getId())).isInstanceOf(Refusal.class).hasMessageContaining(reason);
        assertThat(people.details(ada.getId()).orElseThrow().whyFixed()).contains(reason);
        assertThat(people.details(desk.getId()).orElseThrow().whyFixed()).isNull();
        String bob = people.create(facts("bob"), false);
        people.change(bob, factsOf(bob), new PersonFacts("bob", "Bob", "bob@example.test"));
    }

    @Test
    void letsNobodyIntoAGroupThatGivesWhatTheCallerLacks() {
        String crew = groups.create("Crew");
        world.inTransaction(() -> custom(PrincipalType.GROUP, crew, "Recovery", EnumSet.of(Permission.DR_MANAGE)));
        act(desk);
        assertThatThrownBy(() -> groups.add(crew, List.of(desk.getId()))).isInstanceOf(Refusal.class).hasMessageContaining("Manage disaster recovery");
        act(ada);
        assertThat(groups.add(crew, List.of(desk.getId(), desk.getId()))).isEqualTo(1);
        act(desk);
        assertThat(groups.remove(crew, List.of(desk.getId()))).as("holding it by now, one may leave").isEqualTo(1);
    }

    @Test
    void deactivatesAtOnceAndNeverTheLastSuperAdminNorOneself() {
        String bob = people.create(facts("bob"), false);
        Instant session = now();
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(world.get(Accounts.class).identify(bob, session, null)).isPresent();
        people.deactivate(bob);
        assertThat(world.get(Accounts.class).identify(bob, session, null)).isEmpty();
        people.reactivate(bob);
        assertThat(world.get(Accounts.class).identify(bob, session, null)).as("an old session stays ended").isEmpty();
        assertThatThrownBy(() -> people.deactivate(ada.getId())).isInstanceOf(Refusal.class).hasMessageContaining("yourself");
        world.inTransaction(() -> world.em().persist(RoleAssignment.standard(PrincipalType.USER, bob, RoleType.SUPER_ADMIN, now())));
        act(world.inTransaction(() -> world.em().find(User.class, bob)));
        people.deactivate(ada.getId());
        assertThat(events(EventType.PERSON_DEACTIVATE)).hasSize(2);
    }

    @Test
    void takesAwayWhileReadOnlyAndGivesNothing() {
        String bob = people.create(facts("bob"), false);
        String crew = groups.create("Crew");
        groups.add(crew, List.of(bob));
        world.inTransaction(() -> world.get(Organizations.class).enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE)));
        assertThat(groups.remove(crew, List.of(bob))).isEqualTo(1);
        people.deactivate(bob);
        assertThatThrownBy(() -> people.reactivate(bob)).isInstanceOf(ReadOnlyRefusal.class);
        assertThatThrownBy(() -> groups.add(crew, List.of(bob))).isInstanceOf(ReadOnlyRefusal.class);
        assertThatThrownBy(() -> people.create(facts("eve"), false)).isInstanceOf(ReadOnlyRefusal.class);
        assertThatThrownBy(() -> world.get(OneTimeLinks.class).send(ada.getId())).isInstanceOf(ReadOnlyRefusal.class);
    }

    @Test
    void pagesSortsAndFiltersAGroupOfFiveThousand() {
        String crew = groups.create("Crew");
        world.inTransaction(() -> {
            for (int i = 0; i < 5000; i++) {
                world.em().persist(new User("p%04d".formatted(i), "Person %04d".formatted(i), "p%04d@example.test".formatted(i)));
            }
            world.em().flush();
            world.em().createNativeQuery("INSERT INTO group_member (group_id, user_id) SELECT '" + crew + "', id FROM person WHERE username LIKE 'p%'").executeUpdate();
        });
        assertThat(groups.details(crew).orElseThrow().row().members()).isEqualTo(5000);
        assertThat(groups.members(crew, new Listing(null, "username", false, 20, 10))).extracting(PersonRow::username)
                .startsWith("p4979", "p4978").hasSize(10);
        assertThat(groups.countMembers(crew, "PERSON 49")).isEqualTo(100);
        assertThat(groups.others(crew, "a", 10)).extracting(PersonRow::username).containsExactly("ada", "desk");
        assertThat(groups.add(crew, List.of(ada.getId()))).isEqualTo(1);
        assertThat(groups.remove(crew, groups.members(crew, new Listing("person", null, true, 0, 200)).stream().map(PersonRow::id).toList())).isEqualTo(200);
        assertThat(groups.list(Listing.of("cre", 10))).containsExactly(new GroupRow(crew, "Crew", 4801));
        assertThat(people.count("p0", PersonState.WITHOUT_PASSWORD)).isEqualTo(1000);
        assertThat(people.list(new Listing("", "lastSignIn", false, 4990, 50), PersonState.ACTIVE)).hasSize(12);
    }

    @Test
    void deletesAGroupThatGivesNothingAndKeepsOneThatHoldsARole() {
        String crew = groups.create("Crew");
        groups.add(crew, List.of(desk.getId()));
        assertThatThrownBy(() -> groups.create("CREW")).isInstanceOf(FaultyField.class);
        groups.rename(crew, "Crew", "Crew of the boat");
        assertThatThrownBy(() -> groups.rename(crew, "Crew", "Other")).isInstanceOf(Overtaken.class);
        world.inTransaction(() -> custom(PrincipalType.GROUP, crew, "Recovery", EnumSet.of(Permission.DR_READ)));
        assertThatThrownBy(() -> groups.delete(crew)).isInstanceOf(Refusal.class).hasMessageContaining("holds a role");
        world.inTransaction(() -> world.em().createQuery("DELETE FROM RoleAssignment a WHERE a.principalId = :id").setParameter("id", crew).executeUpdate());
        groups.delete(crew);
        assertThat(groups.details(crew)).isEmpty();
        assertThat(events(EventType.GROUP_DELETE)).singleElement().asString().contains("members: 1");
    }
}
