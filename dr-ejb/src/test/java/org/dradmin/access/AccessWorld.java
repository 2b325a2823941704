package org.dradmin.access;

import java.time.Instant;
import org.dradmin.TestContainer;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.Organization;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;

/** The organization "org" and those of its people that a test makes, one of whom acts. */
final class AccessWorld implements AutoCloseable {

    final TestContainer container = TestContainer.onDerby();
    private Client.Binding caller;

    AccessWorld() {
        container.inTransaction(() -> container.em().persist(new Organization("org", "Example", now())));
    }

    Instant now() {
        return container.clock().instant();
    }

    /** In a transaction: a person with this username and a name like it. */
    User person(String name) {
        User user = new User(name, name.substring(0, 1).toUpperCase() + name.substring(1), name + "@example.test");
        container.em().persist(user);
        container.em().flush();
        return user;
    }

    /** In a transaction: gives the role. */
    RoleAssignment superAdmin(PrincipalType type, String id) {
        RoleAssignment assignment = RoleAssignment.standard(type, id, RoleType.SUPER_ADMIN, now());
        container.em().persist(assignment);
        return assignment;
    }

    /** From now on this person calls. */
    void act(User user) {
        act(user.asActor());
    }

    void act(Actor actor) {
        if (caller != null) {
            caller.close();
        }
        caller = Client.bind(new Client(actor, "192.0.2.1", "test", null, "test"));
    }

    @Override
    public void close() {
        if (caller != null) {
            caller.close();
        }
        container.close();
    }
}
