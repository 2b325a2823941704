package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.dradmin.access.Holders.Only;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.access.RoleBindings.Member;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.ServiceMode;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Security &gt; Administrators behind its pages: who holds what and why, changed one after the other and never unseen. */
class AdminsTest {

    private static final String RECOVERY = Permission.DR_MANAGE.orn("org");
    private static final String EVERYTHING = "Größe 漢字 <b>\"'&!%_=cmd|' /C calc'!A0";

    private final AccessWorld access = new AccessWorld();
    private final TestContainer world = access.container;
    private final CustomRoles roles = world.get(CustomRoles.class);
    private final ResourceSets sets = world.get(ResourceSets.class);
    private final RoleBindings bindings = world.get(RoleBindings.class);
    private final Admins admins = world.get(Admins.class);
    private final Holders holders = world.get(Holders.class);
    private User ada;
    private User grace;
    private User omar;
    private Group crew;

    @BeforeEach
    void found() {
        world.inTransaction(() -> {
            ada = access.person("ada");
            grace = access.person("grace");
            omar = access.person("omar");
            crew = new Group("Crew");
            world.em().persist(crew);
            world.em().persist(new ApiClient("robot", "Robot", Set.of(Permission.DR_MANAGE), false, access.now()));
            access.superAdmin(PrincipalType.USER, ada.getId());
        });
        access.act(ada);
    }

    @AfterEach
    void end() {
        access.close();
    }

    private static Member user(User user) {
        return new Member(PrincipalType.USER, user.getId());
    }

    private List<String> mails() {
        return world.inTransaction(() -> world.em().createQuery("SELECT m.text FROM OutboxMail m ORDER BY m.createdAt, m.id", String.class).getResultList());
    }

    private void clearMails() {
        world.inTransaction(() -> world.em().createQuery("DELETE FROM OutboxMail m").executeUpdate());
    }

    private Map<String, String> facts(EventType type) {
        return Written.events(world, type).get(0).getDebugData();
    }

    private String assignmentOf(User user) {
        return holders.assignments(Listing.of(user.getUsername(), 10), Only.ALL).get(0).id();
    }

    @Test
    void changesARoleForWhoHasSeenItAndTellsWhatWasAndIs() {
        AdminRole made = roles.create("Operator", "Fails over", Set.of(Permission.DR_READ));
        AdminRole seen = roles.role(made.getId());
        roles.change(seen.getId(), seen.getVersion(), EVERYTHING, "Both ways", Set.of(Permission.DR_MANAGE, Permission.LOGS_READ));
        AdminRole changed = roles.role(EVERYTHING);
        assertThat(changed.getPermissions()).containsExactlyInAnyOrder(Permission.DR_MANAGE, Permission.LOGS_READ);
        assertThat(changed.getChangedBy()).isEqualTo("Ada");
        assertThat(facts(EventType.ROLE_UPDATE)).containsEntry("before", "label: Operator; description: Fails over; permissions: okta.dr.read")
                .containsEntry("after", "label: " + EVERYTHING + "; description: Both ways; permissions: okta.dr.manage okta.logs.read");
        assertThat(facts(EventType.ROLE_CREATE)).containsEntry("after", "label: Operator; description: Fails over; permissions: okta.dr.read");
    }

    @Test
    void neverWritesOverWhatTheCallerHasNotSeen() {
        AdminRole seen = roles.role(roles.create("Operator", "", Set.of(Permission.DR_READ)).getId());
        ResourceSet set = sets.set(sets.create("Continuity", "", List.of(RECOVERY)).getId());
        roles.change(seen.getId(), seen.getVersion(), "Operator", "", Set.of(Permission.DR_MANAGE));
        sets.change(set.getId(), set.getVersion(), "Continuity", "", Set.of(Permission.LOGS_READ.orn("org")));
        assertThatThrownBy(() -> roles.change(seen.getId(), seen.getVersion(), "Mine", "", Set.of(Permission.LOGS_READ)))
                .isInstanceOf(Overtaken.class).hasMessageContaining("Operator has been changed by Ada");
        assertThatThrownBy(() -> sets.change(set.getId(), set.getVersion(), "Mine", "", Set.of(RECOVERY))).isInstanceOf(Overtaken.class);
        assertThat(roles.role("Operator").getPermissions()).containsExactly(Permission.DR_MANAGE);
        assertThat(sets.set("Continuity").getResources()).containsExactly(Permission.LOGS_READ.orn("org"));
        AdminRole again = roles.role("Operator");
        roles.change(again.getId(), again.getVersion(), "Operator", "", again.getPermissions());
        assertThat(roles.role("Operator").getVersion()).as("nothing was different").isEqualTo(again.getVersion());
    }

    @Test
    void seesAChangeOfPermissionsAloneThatTheApiMade() {
        AdminRole seen = roles.role(roles.create("Operator", "", Set.of(Permission.DR_READ)).getId());
        roles.addPermission("Operator", Permission.LOGS_READ);
        assertThatThrownBy(() -> roles.change(seen.getId(), seen.getVersion(), "Operator", "", Set.of(Permission.DR_MANAGE))).isInstanceOf(Overtaken.class);
    }

    @Test
    void saysWhichFieldIsWrong() {
        roles.create("Operator", "", Set.of(Permission.DR_READ));
        assertThatThrownBy(() -> roles.check(null, "Operator", "", Set.of(Permission.DR_READ))).isInstanceOfSatisfying(FaultyField.class,
                fault -> assertThat(fault.field()).isEqualTo("label"));
        assertThatThrownBy(() -> roles.check(null, "x".repeat(10_000), "", Set.of(Permission.DR_READ))).isInstanceOf(FaultyField.class);
        assertThatThrownBy(() -> roles.check(null, "x", "x".repeat(10_000), Set.of(Permission.DR_READ))).isInstanceOf(FaultyField.class);
        assertThatThrownBy(() -> roles.check(null, "x", "", Set.of())).isInstanceOf(FaultyField.class);
        assertThatThrownBy(() -> roles.check(null, "x", "", Set.of(Permission.SETTINGS_MANAGE))).hasMessageContaining("super admins only");
        assertThatThrownBy(() -> sets.check(null, "x", "", List.of())).isInstanceOf(FaultyField.class);
        assertThatThrownBy(() -> roles.check(null, "", "x".repeat(10_000), Set.of())).isInstanceOfSatisfying(FaultyField.class,
                fault -> assertThat(fault.all()).extracting(FaultyField::field).containsExactly("label", "description", "permissions"));
        assertThatThrownBy(() -> sets.check(null, "", "x".repeat(10_000), List.of())).isInstanceOfSatisfying(FaultyField.class,
                fault -> assertThat(fault.all()).extracting(FaultyField::field).containsExactly("label", "description", "resources"));
        roles.check(roles.role("Operator").getId(), "Operator", "", Set.of(Permission.DR_READ));
    }

    @Test
    void deletesAnAssignedRoleOnlyWithTheAssignmentsThatWereSeen() {
        AdminRole role = roles.create("Operator", "", Set.of(Permission.DR_MANAGE));
        ResourceSet set = sets.create("Continuity", "", List.of(RECOVERY));
        admins.assign(user(omar), "Operator", "Continuity");
        String seen = assignmentOf(omar);
        assertThatThrownBy(() -> roles.delete(role.getId(), Set.of())).isInstanceOf(Refusal.class).hasMessageContaining("Omar (omar)");
        admins.assign(user(grace), "Operator", "Continuity");
        assertThatThrownBy(() -> roles.delete(role.getId(), Set.of(seen))).hasMessageContaining("Grace (grace)");
        assertThatThrownBy(() -> sets.delete(set.getId(), Set.of(seen))).hasMessageContaining("Grace (grace)");
        roles.delete(role.getId(), Set.of(seen, assignmentOf(grace)));
        assertThat(holders.countAssignments(Listing.of("", 10), Only.ALL)).isEqualTo(1);
        assertThat(facts(EventType.ROLE_DELETE).get("taken")).contains("Operator on Continuity: Omar (omar)", "Grace (grace)");
        sets.delete(set.getId(), Set.of());
    }

    @Test
    void deletesARoleWithMoreAssignmentsThanAPageHolds() {
        AdminRole role = roles.create("Reader", "", Set.of(Permission.DR_READ));
        sets.create("Continuity", "", List.of(RECOVERY));
        int many = 2 * Listing.MOST + 1;
        List<User> people = world.inTransaction(() -> IntStream.range(0, many).mapToObj(n -> access.person("p" + n)).toList());
        people.forEach(person -> admins.assign(user(person), "Reader", "Continuity"));
        Set<String> seen = new HashSet<>();
        for (int first = 0; first < many; first += Listing.MOST) {
            holders.assignments(new Listing("", null, true, first, Listing.MOST), new Only(null, null, role.getId(), null)).forEach(one -> seen.add(one.id()));
        }
        assertThat(seen).hasSize(many);
        roles.delete(role.getId(), seen);
        assertThat(holders.countAssignments(Listing.of("", 10), new Only(null, null, role.getId(), null))).isZero();
        assertThat(facts(EventType.ROLE_DELETE)).containsEntry("assignments", String.valueOf(many));
    }

    @Test
    void mailsEverySuperAdminWhenARightToDisasterRecoveryComesAbout() {
        roles.create("Operator", "", Set.of(Permission.LOGS_READ));
        sets.create("Continuity", "", List.of(Permission.LOGS_READ.orn("org")));
        admins.assign(user(omar), "Operator", "Continuity");
        roles.addPermission("Operator", Permission.DR_MANAGE);
        assertThat(mails()).as("manage without the resource gives nothing").isEmpty();
        sets.add("Continuity", List.of(RECOVERY));
        assertThat(mails()).singleElement().asString().contains("Omar (omar)", "Manage disaster recovery, View disaster recovery",
                "The resource set Continuity was changed.", "Ada (ada)", "192.0.2.1");
        clearMails();
        sets.rename("Continuity", "Business", "");
        assertThat(mails()).as("nobody gained").isEmpty();
        admins.assign(new Member(PrincipalType.GROUP, crew.getId()), "Operator", "Business");
        admins.assign(new Member(PrincipalType.CLIENT, "robot"), RoleType.READ_ONLY_ADMIN);
        assertThat(mails()).hasSize(2).anySatisfy(mail -> assertThat(mail).contains("Everybody in the group Crew"))
                .anySatisfy(mail -> assertThat(mail).contains("The API client Robot", "View disaster recovery"));
        clearMails();
        world.inTransaction(() -> world.get(RecoveryGrants.class).joined(world.em().find(Group.class, crew.getId()), List.of(grace)));
        assertThat(mails()).singleElement().asString().contains("Grace (grace)", "group Crew");
        clearMails();
        roles.removePermission("Operator", Permission.DR_MANAGE);
        roles.addPermission("Operator", Permission.DR_MANAGE);
        assertThat(mails()).as("given again").hasSize(1);
    }

    @Test
    void countsAClientsScopesAndWhetherItIsActive() {
        admins.assign(new Member(PrincipalType.CLIENT, "robot"), RoleType.SUPER_ADMIN);
        assertThat(holders.clients(Permission.DR_MANAGE)).singleElement().satisfies(held -> assertThat(held.through()).isEqualTo("Super admin"));
        assertThat(holders.clients(Permission.LOGS_READ)).as("its scopes do not allow it").isEmpty();
        clearMails();
        world.get(ApiClients.class).allow("robot", Set.of(Permission.LOGS_READ));
        assertThat(holders.clients(Permission.DR_MANAGE)).isEmpty();
        world.get(ApiClients.class).allow("robot", Set.of(Permission.DR_READ));
        assertThat(mails()).singleElement().asString().contains("The API client Robot", "View disaster recovery").doesNotContain("Manage disaster");
    }

    @Test
    void givesAndTakesStandardRoles() {
        admins.assign(user(omar), RoleType.REPORT_ADMIN);
        assertThatThrownBy(() -> admins.assign(user(omar), RoleType.REPORT_ADMIN)).isInstanceOf(AssignedAlready.class);
        assertThatThrownBy(() -> admins.assign(new Member(PrincipalType.GROUP, "nobody"), RoleType.REPORT_ADMIN)).isInstanceOf(NotThere.class);
        assertThatThrownBy(() -> admins.assign(user(omar), RoleType.CUSTOM)).isInstanceOf(Refusal.class);
        admins.assign(user(omar), RoleType.READ_ONLY_ADMIN);
        assertThat(mails()).as("it lets him look at disaster recovery").hasSize(1);
        assertThat(facts(EventType.USER_ROLE_GRANT)).containsEntry("before", "none").containsEntry("after", "REPORT_ADMIN");
        world.inTransaction(() -> world.get(Organizations.class).enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE)));
        admins.unassign(holders.assignments(Listing.of("omar", 10), new Only(null, RoleType.REPORT_ADMIN, null, null)).get(0).id());
        assertThat(facts(EventType.USER_ROLE_REVOKE)).containsEntry("before", "READ_ONLY_ADMIN REPORT_ADMIN").containsEntry("after", "READ_ONLY_ADMIN");
        assertThatThrownBy(() -> admins.unassign("gone")).isInstanceOf(NotThere.class);
    }

    @Test
    void warnsWhoTakesOwnRightsAwayAndKeepsTheLastSuperAdmin() {
        assertThat(admins.lostByCaller(Set.of(assignmentOf(ada)))).contains(Permission.SETTINGS_MANAGE, Permission.DR_MANAGE);
        assertThatThrownBy(() -> admins.unassign(assignmentOf(ada))).hasMessageContaining("no active super admin");
        admins.assign(user(grace), RoleType.SUPER_ADMIN);
        assertThat(admins.lostByCaller(Set.of(assignmentOf(grace)))).isEmpty();
        admins.unassign(assignmentOf(ada));
        assertThatThrownBy(() -> admins.assign(user(ada), RoleType.SUPER_ADMIN)).as("she holds nothing any more").isInstanceOf(Refusal.class);
    }

    @Test
    void warnsWhoNarrowsARoleOrASetOfTheirOwn() {
        AdminRole role = roles.create("Operator", "", Set.of(Permission.DR_MANAGE, Permission.LOGS_READ));
        ResourceSet set = sets.create("Continuity", "", List.of(RECOVERY));
        admins.assign(user(omar), "Operator", "Continuity");
        assertThat(roles.lostByCaller(role.getId(), Set.of())).as("a super admin has it all the same").isEmpty();
        access.act(omar);
        assertThat(roles.lostByCaller(role.getId(), Set.of(Permission.DR_READ))).containsExactly(Permission.DR_MANAGE);
        assertThat(sets.lostByCaller(set.getId(), Set.of())).containsExactlyInAnyOrder(Permission.DR_MANAGE, Permission.DR_READ);
    }

    @Test
    void letsNobodyGiveOrTakeAStandardRoleBeyondTheirOwn() {
        roles.create("Delegation", "", Set.of(Permission.ROLES_MANAGE));
        sets.create("Roles", "", List.of(Permission.ROLES_MANAGE.orn("org")));
        admins.assign(user(omar), "Delegation", "Roles");
        String ofAda = assignmentOf(ada);
        admins.assign(user(grace), RoleType.SUPER_ADMIN);
        access.act(omar);
        assertThatThrownBy(() -> admins.assign(user(omar), RoleType.SUPER_ADMIN)).hasMessageContaining("so you cannot give it");
        assertThatThrownBy(() -> admins.assign(user(omar), RoleType.REPORT_ADMIN)).hasMessageContaining("so you cannot give it");
        assertThatThrownBy(() -> admins.unassign(ofAda)).hasMessageContaining("take a role with it away");
    }

    @Test
    void saysWhoMayDoSomethingAndThroughWhichAssignment() {
        world.inTransaction(() -> world.em().find(Group.class, crew.getId()).add(omar));
        roles.create("Operator", "", Set.of(Permission.DR_MANAGE));
        sets.create("Continuity", "", List.of(RECOVERY));
        sets.create("Elsewhere", "", List.of(Permission.LOGS_READ.orn("org")));
        admins.assign(new Member(PrincipalType.GROUP, crew.getId()), "Operator", "Continuity");
        admins.assign(user(grace), "Operator", "Elsewhere");
        Listing all = Listing.of("", 10);
        assertThat(holders.people(Permission.DR_READ, all)).extracting(Holders.Holder::name, Holders.Holder::through, Holders.Holder::group)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Ada", "Super admin", null),
                        org.assertj.core.groups.Tuple.tuple("Omar", "Operator on Continuity", "Crew"));
        assertThat(holders.countPeople(Permission.DR_MANAGE, all)).isEqualTo(2);
        assertThat(holders.people(Permission.SETTINGS_MANAGE, all)).extracting(Holders.Holder::name).containsExactly("Ada");
        assertThat(holders.people(Permission.DR_MANAGE, new Listing("", "name", false, 0, 1))).extracting(Holders.Holder::name).containsExactly("Omar");
        assertThat(holders.people(Permission.DR_MANAGE, Listing.of("%", 10))).as("a plain character").isEmpty();
    }

    @Test
    void sortsFiltersAndPagesInTheDatabase() {
        roles.create("Beta", "second", Set.of(Permission.DR_READ));
        roles.create("alpha_1", "first", Set.of(Permission.DR_READ));
        sets.create("Continuity", "", List.of(RECOVERY));
        admins.assign(user(omar), "Beta", "Continuity");
        admins.assign(new Member(PrincipalType.CLIENT, "robot"), "Beta", "Continuity");
        assertThat(roles.list(new Listing("", "label", false, 0, 1))).singleElement().satisfies(row -> assertThat(row.role().getLabel()).isEqualTo("alpha_1"));
        assertThat(roles.list(Listing.of("A_1", 10))).singleElement().satisfies(row -> assertThat(row.assignments()).isZero());
        assertThat(roles.count(Listing.of("second", 10))).isEqualTo(1);
        assertThat(roles.list(Listing.of("beta", 10)).get(0).assignments()).isEqualTo(2);
        assertThat(sets.list(new Listing("", "changed", true, 0, 10)).get(0).assignments()).isEqualTo(2);
        assertThat(sets.count(Listing.of("nothing", 10))).isZero();
        assertThat(holders.assignments(new Listing("", "name", false, 0, 2), Only.ALL)).extracting(Holders.Assigned::name).containsExactly("Robot", "Omar");
        assertThat(holders.assignments(new Listing("", "role", true, 0, 10), new Only(PrincipalType.USER, RoleType.CUSTOM, null, null)))
                .extracting(Holders.Assigned::detail).containsExactly("omar");
        assertThat(holders.countAssignments(Listing.of("robot", 10), Only.ALL)).isEqualTo(1);
        assertThat(holders.candidates("o", 10)).extracting(Holders.Candidate::name).containsExactly("Omar", "Robot");
    }

    @Test
    void answersForAGroupOfFiveThousandPageByPage() {
        world.inTransaction(() -> {
            Group all = world.em().find(Group.class, crew.getId());
            for (int i = 0; i < 5000; i++) {
                User user = new User("person" + i, String.format("Person %04d", i), "p" + i + "@example.test");
                world.em().persist(user);
                all.add(user);
            }
        });
        admins.assign(new Member(PrincipalType.GROUP, crew.getId()), RoleType.READ_ONLY_ADMIN);
        assertThat(mails()).as("one row for the group, not one a person").singleElement().asString().contains("Everybody in the group Crew").doesNotContain("Person 0001");
        assertThat(holders.countPeople(Permission.DR_READ, Listing.of("", 20))).isEqualTo(5001);
        assertThat(holders.people(Permission.DR_READ, new Listing("person", "name", false, 0, 20))).hasSize(20)
                .first().satisfies(one -> assertThat(one.name()).isEqualTo("Person 4999"));
        assertThat(holders.people(Permission.DR_READ, new Listing("", "name", true, 4990, 20))).hasSize(11);
    }

    @Test
    void opensToThoseWhoManageRolesOnly() {
        world.as("reader", List.of("okta.roles.read"), () -> {
            assertThat(roles.count(Listing.of("", 10))).isZero();
            assertThatThrownBy(() -> admins.assign(user(omar), RoleType.REPORT_ADMIN)).isInstanceOf(jakarta.ejb.EJBAccessException.class);
            assertThatThrownBy(() -> holders.candidates("", 10)).isInstanceOf(jakarta.ejb.EJBAccessException.class);
        });
    }
}
