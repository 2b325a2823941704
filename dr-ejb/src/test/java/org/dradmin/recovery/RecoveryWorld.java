package org.dradmin.recovery;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.access.RoleAssignment;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.access.RoleType;
import org.dradmin.access.User;
import org.dradmin.organization.Organization;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Region;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.engine.Drive;
import org.dradmin.recovery.engine.Engine;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;

/** An organization with domains and two super admins, whose operations run when the test says so. */
public final class RecoveryWorld implements AutoCloseable {

    public static final Actor ADA = Actor.user("ada-id", "ada", "Ada Marsh");

    public final TestContainer node;

    /** An engine that does not begin by itself. */
    private static final class QuietEngine extends Engine {
        @Override
        public void requested(OperationRequested event) {
            // The test drives.
        }
    }

    private RecoveryWorld(TestContainer node) {
        this.node = node;
        node.replace(Engine.class, new QuietEngine());
    }

    public static RecoveryWorld with(int domains) {
        RecoveryWorld world = new RecoveryWorld(TestContainer.onDerby());
        world.node.inTransaction(() -> world.populate(domains));
        return world;
    }

    /** Another node on the same database, or this one after its crash. */
    public RecoveryWorld restarted() {
        return new RecoveryWorld(node.anotherNode());
    }

    private void populate(int domains) {
        var em = node.em();
        var now = node.clock().instant();
        em.persist(new Organization("org-1", "Example", now));
        Region east = new Region("us-east", "US East", List.of("203.0.113.0/24"));
        Region west = new Region("us-west", "US West", List.of("198.51.100.0/24"));
        em.persist(east);
        em.persist(west);
        for (int i = 0; i < domains; i++) {
            em.persist(new ProtectedDomain(name(i), i == 0, east, URI.create("https://east.example.test"), west,
                    URI.create("https://west.example.test/base"), now));
        }
        for (String name : List.of("ada", "grace")) {
            User user = new User(name, name, name + "@example.test");
            em.persist(user);
            em.persist(RoleAssignment.standard(PrincipalType.USER, user.getId(), RoleType.SUPER_ADMIN, now));
        }
    }

    public static String name(int i) {
        return String.format("d%05d.example.test", i);
    }

    /** Steps one after the other, the same both ways. */
    public RecoveryWorld plan(Step... steps) {
        return plan(Plan.of(steps));
    }

    public RecoveryWorld plan(Plan plan) {
        node.inTransaction(() -> node.em().persist(new RecoveryPlan(1, plan, Actor.SYSTEM, null, node.clock().instant())));
        return this;
    }

    /** Connectors beside the front door; before anything runs. */
    public RecoveryWorld connectors(Connector<?>... further) {
        List<Connector<?>> all = new ArrayList<>(List.of(further));
        all.add(node.get(org.dradmin.recovery.connector.frontdoor.FrontDoorConnector.class));
        node.replace(Connectors.class, new Connectors() {
            @Override
            public java.util.Optional<Connector<?>> ofType(String type) {
                return all.stream().filter(c -> c.type().equals(type)).findFirst();
            }

            @Override
            public List<String> types() {
                return all.stream().map(Connector::type).toList();
            }
        });
        return this;
    }

    public Answer failover() {
        return failover(Scope.ALL);
    }

    public Answer failover(Scope scope) {
        return asAda(() -> recovery().failover(new Request(scope, true, "Region lost")));
    }

    public Answer failover(Mode mode, String override) {
        return asAda(() -> recovery().failover(new Request(Scope.ALL, true, "Region lost", mode, override)));
    }

    public RecoveryControl control() {
        return node.get(RecoveryControl.class);
    }

    public void order(java.util.function.Consumer<RecoveryControl> act) {
        asAda(() -> {
            act.accept(control());
            return null;
        });
    }

    public Answer failback() {
        return asAda(() -> recovery().failback(new Request(Scope.ALL, true, null)));
    }

    public Recovery recovery() {
        return node.get(Recovery.class);
    }

    /** Drives an operation here until it ends or waits. */
    public void drive(String operationId) {
        node.get(Drive.class).run(operationId, () -> { });
    }

    public RecoveryOperation operation(String id) {
        return node.inTransaction(() -> node.em().find(RecoveryOperation.class, id));
    }

    public List<DomainResult> results(String id) {
        return recovery().results(id, 0, 200);
    }

    /** A step's batches with what was seen at them. */
    public List<ProvenStep> proofs(String id, String step) {
        return node.inTransaction(() -> ProvenStep.of(node.em(), id, 0, 1000).stream().filter(proven -> proven.run().getName().equals(step)).toList());
    }

    public ProtectedDomain domain(int i) {
        return node.inTransaction(() -> node.em().find(ProtectedDomain.class, name(i)));
    }

    public long count(String query) {
        return node.inTransaction(() -> node.em().createQuery(query, Long.class).getSingleResult());
    }

    /** As somebody else who may read and manage. */
    public void as(String username, TestContainer.Work act) {
        Actor actor = Actor.user(username + "-id", username, username.substring(0, 1).toUpperCase() + username.substring(1));
        try (var client = Client.bind(new Client(actor, "192.0.2.8", "test", "session", "request"))) {
            node.as(username, List.of(Roles.DR_MANAGE, Roles.DR_READ), act);
        }
    }

    public <T> T asAda(java.util.function.Supplier<T> act) {
        List<T> result = new ArrayList<>();
        try (var client = Client.bind(new Client(ADA, "192.0.2.7", "test", "session", "request"))) {
            node.as("ada", List.of(Roles.DR_MANAGE, Roles.DR_READ), () -> result.add(act.get()));
        }
        return result.get(0);
    }

    @Override
    public void close() {
        node.close();
    }
}
