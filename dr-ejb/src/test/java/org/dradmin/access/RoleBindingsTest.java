package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.dradmin.TestContainer;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.access.RoleBindings.Member;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyRefusal;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.ServiceMode;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Custom roles, resource sets and who holds what: it means something, and nobody gives what they do not hold. */
class RoleBindingsTest {

    private static final String RECOVERY = Permission.DR_MANAGE.orn("org");

    private final AccessWorld access = new AccessWorld();
    private final TestContainer world = access.container;
    private final CustomRoles roles = world.get(CustomRoles.class);
    private final ResourceSets sets = world.get(ResourceSets.class);
    private final RoleBindings bindings = world.get(RoleBindings.class);
    private User ada;
    private User omar;
    private User delegate;
    private Group crew;

    @BeforeEach
    void found() {
        world.inTransaction(() -> {
            ada = access.person("ada");
            omar = access.person("omar");
            delegate = access.person("delegate");
            crew = new Group("Crew");
            crew.add(omar);
            world.em().persist(crew);
            access.superAdmin(PrincipalType.USER, ada.getId());
            AdminRole delegation = new AdminRole("Delegation", "", Set.of(Permission.ROLES_MANAGE));
            ResourceSet all = new ResourceSet("Roles", "", Set.of(Permission.ROLES_MANAGE.orn("org")));
            world.em().persist(delegation);
            world.em().persist(all);
            world.em().persist(RoleAssignment.custom(PrincipalType.USER, delegate.getId(), delegation, all, access.now()));
        });
        access.act(ada);
    }

    @AfterEach
    void end() {
        access.close();
    }

    private Set<Permission> permissions(User user) {
        return world.inTransaction(() -> world.get(AdminRoles.class).permissionsOf(user));
    }

    private static Member user(User user) {
        return new Member(PrincipalType.USER, user.getId());
    }

    private void operatorsOnRecovery(Member... members) {
        roles.create("Operator", "Fails over", Set.of(Permission.DR_MANAGE));
        sets.create("Continuity", "", List.of(RECOVERY));
        bindings.assign("Continuity", "Operator", List.of(members));
    }

    @Test
    void givesARoleOnASetAndTakesItAwayAgain() {
        operatorsOnRecovery(user(omar));
        assertThat(permissions(omar)).containsExactlyInAnyOrder(Permission.DR_MANAGE, Permission.DR_READ);
        RoleAssignment member = bindings.members("Continuity", "Operator").get(0);
        assertThat(bindings.member("Continuity", "Operator", member.getId()).getPrincipalId()).isEqualTo(omar.getId());
        assertThat(bindings.roles("Continuity")).extracting(AdminRole::getLabel).containsExactly("Operator");
        bindings.unassign("Continuity", "Operator", member.getId());
        assertThat(permissions(omar)).isEmpty();
        assertThatThrownBy(() -> bindings.members("Continuity", "Operator")).isInstanceOf(NotThere.class);
    }

    @Test
    void givesItThroughGroupsAndToClients() {
        world.inTransaction(() -> world.em().persist(new ApiClient("robot", "Robot", Set.of(Permission.DR_MANAGE), false, access.now())));
        operatorsOnRecovery(new Member(PrincipalType.GROUP, crew.getId()), new Member(PrincipalType.CLIENT, "robot"));
        assertThat(permissions(omar)).contains(Permission.DR_MANAGE);
        ApiClient robot = world.inTransaction(() -> world.em().find(ApiClient.class, "robot"));
        assertThat(world.<Set<Permission>>inTransaction(() -> world.get(AdminRoles.class).permissionsOf(robot))).contains(Permission.DR_MANAGE);
    }

    @Test
    void followsEveryChangeOfRoleAndSet() {
        operatorsOnRecovery(user(omar));
        roles.addPermission("Operator", Permission.LOGS_READ);
        assertThat(permissions(omar)).doesNotContain(Permission.LOGS_READ);
        sets.add("Continuity", List.of(Permission.LOGS_READ.orn("org")));
        assertThat(permissions(omar)).contains(Permission.LOGS_READ);
        roles.removePermission("Operator", Permission.DR_MANAGE);
        assertThat(permissions(omar)).containsExactly(Permission.LOGS_READ);
        sets.remove("Continuity", Permission.LOGS_READ.orn("org"));
        assertThat(permissions(omar)).isEmpty();
        roles.rename("Operator", "Watcher", "Looks");
        assertThat(roles.role("Watcher").getDescription()).isEqualTo("Looks");
        assertThat(sets.rename("Continuity", "Business", "").getLabel()).isEqualTo("Business");
    }

    @Test
    void takesTheAssignmentsAlongWithWhatTheyNeed() {
        operatorsOnRecovery(user(omar));
        roles.delete("Operator");
        assertThat(permissions(omar)).isEmpty();
        roles.create("Operator", "", Set.of(Permission.DR_MANAGE));
        bindings.assign("Continuity", "Operator", List.of(user(omar)));
        sets.delete("Continuity");
        assertThat(permissions(omar)).isEmpty();
        sets.create("Continuity", "", List.of(RECOVERY));
        bindings.assign("Continuity", "Operator", List.of(user(omar), user(ada)));
        bindings.dissolve("Continuity", "Operator");
        assertThat(permissions(omar)).isEmpty();
    }

    @Test
    void letsNobodyGiveWhatTheyDoNotHold() {
        operatorsOnRecovery(user(omar));
        roles.create("Role reader", "", Set.of(Permission.ROLES_READ));
        access.act(delegate);
        String reason = "You do not hold the permission";
        assertThatThrownBy(() -> bindings.assign("Continuity", "Operator", List.of(user(delegate)))).isInstanceOf(Refusal.class).hasMessageContaining(reason);
        assertThatThrownBy(() -> roles.create("Mine", "", Set.of(Permission.DR_READ))).hasMessageContaining(reason);
        assertThatThrownBy(() -> roles.addPermission("Delegation", Permission.DR_MANAGE)).hasMessageContaining(reason);
        assertThatThrownBy(() -> sets.create("Mine", "", List.of(RECOVERY))).hasMessageContaining(reason);
        assertThatThrownBy(() -> sets.add("Roles", List.of(RECOVERY))).hasMessageContaining(reason);
        bindings.assign("Roles", "Role reader", List.of(user(omar)));
        assertThat(permissions(omar)).as("what the delegate holds can be given on").contains(Permission.ROLES_READ);
        access.act(Actor.UNKNOWN);
        assertThatThrownBy(() -> roles.create("Nobody's", "", Set.of(Permission.ROLES_READ))).hasMessageContaining(reason);
    }

    @Test
    void refusesWhatMakesNoSense() {
        operatorsOnRecovery(user(omar));
        assertThatThrownBy(() -> bindings.assign("Continuity", "Operator", List.of(user(ada), user(omar)))).isInstanceOf(AssignedAlready.class);
        assertThat(bindings.members("Continuity", "Operator")).as("all or none").hasSize(1);
        assertThatThrownBy(() -> bindings.assign("Continuity", "Operator", List.of(new Member(PrincipalType.USER, "nobody")))).isInstanceOf(NotThere.class);
        assertThatThrownBy(() -> bindings.assign("Continuity", "Operator", List.of())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> roles.create("Operator", "", Set.of(Permission.DR_READ))).hasMessageContaining("already");
        assertThatThrownBy(() -> roles.create("SUPER_ADMIN", "", Set.of(Permission.DR_READ))).hasMessageContaining("standard role");
        assertThatThrownBy(() -> roles.create(" ", "", Set.of(Permission.DR_READ))).hasMessageContaining("label");
        assertThatThrownBy(() -> roles.create("x", "x".repeat(1001), Set.of(Permission.DR_READ))).hasMessageContaining("description");
        assertThatThrownBy(() -> roles.create("x", "", Set.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> sets.create("x", "", List.of("orn:okta:idp:other:logs"))).hasMessageContaining("no resource of this organization");
        assertThatThrownBy(() -> sets.create("x", "", List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> roles.role("nothing")).isInstanceOf(NotThere.class);
        assertThatThrownBy(() -> sets.set("nothing")).isInstanceOf(NotThere.class);
        assertThatThrownBy(() -> roles.removePermission("Operator", Permission.LOGS_READ)).isInstanceOf(NotThere.class);
        assertThatThrownBy(() -> sets.remove("Continuity", "x")).isInstanceOf(NotThere.class);
    }

    @Test
    void takesRightsAwayButGivesNoneWhileTheOrganizationIsReadOnly() {
        operatorsOnRecovery(user(omar), user(ada));
        world.inTransaction(() -> world.get(Organizations.class).enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE)));
        assertThatThrownBy(() -> bindings.assign("Continuity", "Operator", List.of(user(delegate)))).isInstanceOf(ReadOnlyRefusal.class);
        assertThatThrownBy(() -> roles.create("x", "", Set.of(Permission.DR_READ))).isInstanceOf(ReadOnlyRefusal.class);
        bindings.unassign("Continuity", "Operator", bindings.members("Continuity", "Operator").get(0).getId());
        roles.removePermission("Operator", Permission.DR_MANAGE);
        bindings.dissolve("Continuity", "Operator");
    }

    @Test
    void listsThoseWhoHoldRolesAndRecordsEveryChange() {
        operatorsOnRecovery(user(omar));
        List<String> all = bindings.assignees("", 10);
        assertThat(all).containsExactlyInAnyOrder(ada.getId(), omar.getId(), delegate.getId()).isSorted();
        assertThat(bindings.assignees(all.get(0), 10)).isEqualTo(all.subList(1, 3));
        List<String> events = world.inTransaction(() -> world.em().createQuery("SELECT e FROM LogEvent e", LogEvent.class).getResultList().stream()
                .map(LogEvent::getEventType).toList());
        assertThat(events).containsExactlyInAnyOrder("iam.role.create", "iam.resourceset.create", "iam.resourceset.bindings.add");
    }
}
