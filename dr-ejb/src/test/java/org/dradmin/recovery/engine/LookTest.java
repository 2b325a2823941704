package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.Outlook;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.Plan.Entry;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.Preview;
import org.dradmin.recovery.Preview.StepPreview;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Scope;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.junit.jupiter.api.Test;

/** What a person is shown before they decide, and what is recommended to them. */
class LookTest {

    private final Scripted one = new Scripted("one");
    private final Scripted two = new Scripted("two");

    private RecoveryWorld world(int domains, Step... steps) {
        return RecoveryWorld.with(domains).plan(steps).connectors(one, two);
    }

    private static Preview failover(RecoveryWorld world, Mode mode) {
        return world.asAda(() -> world.recovery().preview(OperationKind.FAILOVER, Scope.ALL, mode, null));
    }

    private static Step passing(String connector) {
        return new Step("Step " + connector, connector, false, List.of(), true, 0);
    }

    @Test
    void showsWhatEachStepSeesAndSendsWithoutTouchingAnything() {
        one.changes = task -> List.of(new Change("the server", "move " + task.domains().size(), task.moves().size()));
        one.inspect = move -> move.domain().equals(RecoveryWorld.name(1)) ? new AlreadyDone("there") : new Done("looked");
        try (var world = world(3, new Step("Step one", "one"), new Step("Once", "two", true, List.of(), false, 0))) {
            Preview preview = failover(world, null);
            assertThat(preview.mode()).isEqualTo(Mode.UNPLANNED);
            assertThat(preview.domains()).isEqualTo(3);
            StepPreview first = preview.steps().get(0);
            assertThat(first.seen()).containsExactly(
                    new Preview.Seen(Outlook.READY, "looked", List.of(RecoveryWorld.name(0), RecoveryWorld.name(2))),
                    new Preview.Seen(Outlook.THERE, "there", List.of(RecoveryWorld.name(1))));
            assertThat(first.changes()).containsExactly(new Change("the server", "move 3", 3));
            assertThat(preview.steps().get(1).seen()).containsExactly(new Preview.Seen(Outlook.READY, "looked", List.of()));
            assertThat(one.asked).containsExactly("inspect 3");
            assertThat(one.situations.get(0).operationId()).isEqualTo("preview");
            assertThat(world.count("SELECT COUNT(o) FROM RecoveryOperation o")).isZero();
        }
    }

    @Test
    void looksAtFiftyDomainsAndCountsTheRest() {
        try (var world = world(60, new Step("All", "one"), new Step("Some", "two", false, List.of(RecoveryWorld.name(58)), false, 0))) {
            Preview preview = failover(world, Mode.PLANNED);
            assertThat(one.asked).containsExactly("inspect 50");
            assertThat(preview.steps().get(0).more()).isEqualTo(10);
            assertThat(two.asked).containsExactly("inspect 1");
            assertThat(preview.steps().get(1).more()).isZero();
        }
    }

    @Test
    void looksOnlyAtDomainsOfTheScopeThatAreNotThereYet() {
        try (var world = world(3, new Step("Step one", "one"))) {
            world.node.inTransaction(() -> world.node.em().createQuery("UPDATE ProtectedDomain d SET d.activeSide = "
                    + "org.dradmin.organization.Side.DISASTER_RECOVERY WHERE d.name = '" + RecoveryWorld.name(0) + "'").executeUpdate());
            Scope scope = Scope.of(List.of(RecoveryWorld.name(0), RecoveryWorld.name(1)));
            Preview preview = world.asAda(() -> world.recovery().preview(OperationKind.FAILOVER, scope, null, null));
            assertThat(preview.steps().get(0).seen()).extracting(Preview.Seen::domains).containsExactly(List.of(RecoveryWorld.name(1)));
            assertThat(world.asAda(() -> world.recovery().preview(OperationKind.FAILBACK, scope, null, null)).mode()).isEqualTo(Mode.PLANNED);
        }
    }

    @Test
    void recommendsPlannedWhereNothingIsOutOfReach() {
        try (var world = world(1, passing("one"))) {
            assertThat(failover(world, null).recommended()).isEqualTo(Mode.PLANNED);
        }
    }

    @Test
    void recommendsUnplannedWhereTheRegionThatIsLeftCannotBeReached() {
        one.inspect = move -> new Failed("Nobody listens at 192.0.2.1.", true);
        try (var world = world(1, passing("one"))) {
            Preview preview = failover(world, Mode.UNPLANNED);
            assertThat(preview.recommended()).isEqualTo(Mode.UNPLANNED);
            assertThat(preview.why()).contains("Step one").contains("Nobody listens at 192.0.2.1.");
            assertThat(preview.steps().get(0).passes()).isTrue();
            assertThat(preview.steps().get(0).seen()).extracting(Preview.Seen::outlook).containsExactly(Outlook.UNREACHABLE);
            assertThat(failover(world, Mode.PLANNED).steps().get(0).passes()).isFalse();
        }
    }

    @Test
    void recommendsUnplannedWhereOnlyThatIsNotRefused() {
        one.inspectAs = situation -> situation.mode() == Mode.PLANNED ? new Refused("Something would be lost.") : new Done("what is lost is not known");
        try (var world = world(1, new Step("Step one", "one"))) {
            Preview preview = failover(world, Mode.UNPLANNED);
            assertThat(preview.recommended()).isEqualTo(Mode.UNPLANNED);
            assertThat(preview.why()).isEqualTo("\"Step one\" would refuse a planned operation: Something would be lost.");
            assertThat(preview.steps().get(0).seen()).extracting(Preview.Seen::outlook).containsExactly(Outlook.READY);
            assertThat(failover(world, Mode.PLANNED).steps().get(0).seen()).extracting(Preview.Seen::outlook).containsExactly(Outlook.REFUSED);
        }
    }

    @Test
    void doesNotRecommendByWhatNoModeCouldDo() {
        one.inspect = move -> new Refused("Wrong key.");
        two.inspect = move -> new Failed("Nobody listens.", true);
        try (var world = world(1, new Step("Step one", "one"), new Step("Step two", "two"))) {
            assertThat(failover(world, Mode.UNPLANNED).recommended()).isEqualTo(Mode.PLANNED);
            assertThat(failover(world, Mode.UNPLANNED).why()).isEqualTo("In either mode \"Step one\" would not end well as things stand: Refused: Wrong key.");
        }
    }

    @Test
    void makesOneLineOfOneConnectorsFault() {
        one.inspect = move -> {
            throw new IllegalStateException("Broken.");
        };
        one.changes = task -> {
            throw new IllegalStateException("Broken too.");
        };
        Plan plan = new Plan(Map.of("odd", new Entry("two", new ObjectMapper().createObjectNode().put("no-such", 1))),
                List.of(new Group("All", List.of(new Step("A", "one"), new Step("B", "odd"), new Step("C", "two")))), List.of());
        try (var world = RecoveryWorld.with(1).plan(plan).connectors(one, two)) {
            List<StepPreview> steps = failover(world, null).steps();
            assertThat(steps.get(0).seen().get(0).words()).isEqualTo("The connector failed: Broken.");
            assertThat(steps.get(0).fault()).isEqualTo("Broken too.");
            assertThat(steps.get(1).seen().get(0).words()).startsWith("It cannot be set up:");
            assertThat(steps.get(2).seen().get(0).outlook()).isEqualTo(Outlook.READY);
        }
    }

    @Test
    void handsThePersonsWordToTheConnectors() {
        try (var world = world(1, new Step("Step one", "one"))) {
            world.asAda(() -> world.recovery().preview(OperationKind.FAILOVER, Scope.ALL, null, " I saw it burn. "));
            assertThat(one.situations.get(0).override()).hasValueSatisfying(word -> {
                assertThat(word.person()).isEqualTo("Ada Marsh");
                assertThat(word.reason()).isEqualTo("I saw it burn.");
            });
        }
    }

    @Test
    void isDeniedToThoseWhoMayOnlyLook() {
        try (var world = world(1, new Step("Step one", "one"))) {
            assertThatThrownBy(() -> world.node.as("eve", List.of(Roles.DR_READ),
                    () -> world.recovery().preview(OperationKind.FAILOVER, Scope.ALL, null, null))).isInstanceOf(EJBAccessException.class);
        }
    }

    @Test
    void waitsForNothingThatHangs() {
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        one.inspect = move -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Done("too late");
        };
        try (var world = RecoveryWorld.with(1)) {
            world.node.replace(ManagedExecutorService.class, (ManagedExecutorService) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] {ManagedExecutorService.class}, (proxy, method, arguments) -> threads.submit((Callable<?>) arguments[0])));
            world.node.subclass(Look.class, HastyLook.class);
            world.plan(passing("one"), new Step("Step two", "two")).connectors(one, two);
            Preview preview = failover(world, null);
            assertThat(preview.steps().get(0).seen()).extracting(Preview.Seen::words).containsExactly("No answer within 0 s, and this look waits no longer.");
            assertThat(preview.recommended()).isEqualTo(Mode.UNPLANNED);
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    /** Waits hardly at all. */
    static class HastyLook extends Look {
        HastyLook() {
        }

        @Override
        Duration limit() {
            return Duration.ofMillis(300);
        }
    }
}
