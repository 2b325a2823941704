package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.dradmin.TestContainer;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who may do everything is always left. */
class LastSuperAdminTest {

    private final TestContainer world = TestContainer.onDerby();
    private final AdminRoles adminRoles = world.get(AdminRoles.class);

    @BeforeEach
    void found() {
        world.inTransaction(() -> world.em().persist(new Organization("org", "Example", now())));
    }

    @AfterEach
    void end() {
        world.close();
    }

    private Instant now() {
        return world.clock().instant();
    }

    private User person(String name) {
        User user = new User(name, name, name + "@example.test");
        world.em().persist(user);
        world.em().flush();
        return user;
    }

    private RoleAssignment superAdmin(PrincipalType type, String id) {
        RoleAssignment assignment = RoleAssignment.standard(type, id, RoleType.SUPER_ADMIN, now());
        world.em().persist(assignment);
        return assignment;
    }

    private void takeAway(RoleAssignment assignment) {
        world.inTransaction(() -> {
            world.em().remove(world.em().find(RoleAssignment.class, assignment.getId()));
            adminRoles.refuseIfLastSuperAdminIsGone();
        });
    }

    @Test
    void refusesToTakeTheRoleFromTheLastOneAndLetsItBe() {
        RoleAssignment ada = world.inTransaction(() -> superAdmin(PrincipalType.USER, person("ada").getId()));
        assertThatThrownBy(() -> takeAway(ada)).isInstanceOf(Refusal.class).hasMessageContaining("no active super admin");
        assertThat(adminRoles.superAdmins()).extracting(User::getUsername).containsExactly("ada");
    }

    @Test
    void countsThoseWhoAreSuperAdminsThroughAGroup() {
        RoleAssignment ada = world.inTransaction(() -> superAdmin(PrincipalType.USER, person("ada").getId()));
        RoleAssignment crew = world.inTransaction(() -> {
            Group group = new Group("Crew");
            group.add(person("grace"));
            world.em().persist(group);
            return superAdmin(PrincipalType.GROUP, group.getId());
        });
        takeAway(ada);
        assertThatThrownBy(() -> takeAway(crew)).isInstanceOf(Refusal.class);
    }

    @Test
    void countsNoClientAndNoEmptyGroup() {
        RoleAssignment ada = world.inTransaction(() -> superAdmin(PrincipalType.USER, person("ada").getId()));
        world.inTransaction(() -> {
            Group empty = new Group("Empty");
            world.em().persist(empty);
            superAdmin(PrincipalType.GROUP, empty.getId());
            superAdmin(PrincipalType.CLIENT, "robot");
        });
        assertThatThrownBy(() -> takeAway(ada)).isInstanceOf(Refusal.class);
    }
}
