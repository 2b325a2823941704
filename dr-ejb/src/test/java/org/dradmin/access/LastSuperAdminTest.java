package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dradmin.TestContainer;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody who may do everything is always left. */
class LastSuperAdminTest {

    private final AccessWorld access = new AccessWorld();
    private final TestContainer world = access.container;
    private final AdminRoles adminRoles = world.get(AdminRoles.class);

    @AfterEach
    void end() {
        access.close();
    }

    private void takeAway(RoleAssignment assignment) {
        world.inTransaction(() -> {
            world.em().remove(world.em().find(RoleAssignment.class, assignment.getId()));
            adminRoles.refuseIfLastSuperAdminIsGone();
        });
    }

    @Test
    void refusesToTakeTheRoleFromTheLastOneAndLetsItBe() {
        RoleAssignment ada = world.inTransaction(() -> access.superAdmin(PrincipalType.USER, access.person("ada").getId()));
        assertThatThrownBy(() -> takeAway(ada)).isInstanceOf(Refusal.class).hasMessageContaining("no active super admin");
        assertThat(adminRoles.superAdmins()).extracting(User::getUsername).containsExactly("ada");
    }

    @Test
    void countsThoseWhoAreSuperAdminsThroughAGroup() {
        RoleAssignment ada = world.inTransaction(() -> access.superAdmin(PrincipalType.USER, access.person("ada").getId()));
        RoleAssignment crew = world.inTransaction(() -> {
            Group group = new Group("Crew");
            group.add(access.person("grace"));
            world.em().persist(group);
            return access.superAdmin(PrincipalType.GROUP, group.getId());
        });
        takeAway(ada);
        assertThatThrownBy(() -> takeAway(crew)).isInstanceOf(Refusal.class);
    }

    @Test
    void countsNoClientAndNoEmptyGroup() {
        RoleAssignment ada = world.inTransaction(() -> access.superAdmin(PrincipalType.USER, access.person("ada").getId()));
        world.inTransaction(() -> {
            Group empty = new Group("Empty");
            world.em().persist(empty);
            access.superAdmin(PrincipalType.GROUP, empty.getId());
            access.superAdmin(PrincipalType.CLIENT, "robot");
        });
        assertThatThrownBy(() -> takeAway(ada)).isInstanceOf(Refusal.class);
    }
}
