package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.engine.PlanScene.group;
import static org.dradmin.recovery.engine.PlanScene.waiting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.dradmin.organization.Side;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepState;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Outcome;
import org.dradmin.test.LateProxy;
import org.dradmin.test.Needs;
import org.dradmin.test.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Names and load balancers in trouble, seen through the engine: after each fault the servers, the journal, the page and
 * the log tell the same story.
 */
@Needs({"named", "nsupdate", "dig", "rndc", "haproxy"})
class PlanFaultsTest {

    private static final int DOMAINS = 4;

    private final PlanScene scene = new PlanScene(DOMAINS, false);
    private final Group names = group(waiting("Names", "names"));
    private final Group frontDoor = group(new Step("Front door", "front-door"));
    private RecoveryWorld world;

    @AfterEach
    void close() {
        if (world != null) {
            world.close();
        }
        scene.close();
    }

    private String failover(Mode mode) {
        String id = world.failover(mode, null).operationId();
        scene.drive(world, id);
        return id;
    }

    @Test
    void movesNothingWhenTheNameServerIsGoneInAPlannedFailover() {
        scene.entries.put("names", scene.dns("127.0.0.1:" + Ports.free()));
        world = scene.world(group(new Step("Names", "names", false, List.of(), true, 0)), frontDoor);
        String id = failover(Mode.PLANNED);
        PlanScene.assertToldAsFailed(world, id, "Names", RecoveryWorld.name(0), RecoveryWorld.name(3), "127.0.0.1:");
        assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
        assertThat(PlanScene.step(world, id, "Front door").state()).isEqualTo(StepState.UNNEEDED);
        assertThat(PlanScene.log(world, id, "system.dr.failover")).singleElement().satisfies(event -> {
            assertThat(event.getOutcome()).isEqualTo(Outcome.FAILURE);
            assertThat(event.getOutcomeReason()).contains("4 of 4 domains were not moved");
        });
        for (int domain = 0; domain < DOMAINS; domain++) {
            scene.assertStandsIn(world, Side.PRIMARY, domain);
            assertThat(PlanScene.result(world, id, domain).isTouched()).as("nothing was sent").isFalse();
        }
    }

    @Test
    void passesTheNameServerByInAnUnplannedFailoverAndSaysSo() {
        scene.entries.put("names", scene.dns("127.0.0.1:" + Ports.free()));
        world = scene.world(group(new Step("Names", "names", false, List.of(), true, 0)), group(new Step("Load balancer", "balancer")), frontDoor);
        String id = failover(Mode.UNPLANNED);
        scene.assertToldAsMoved(world, id);
        assertThat(PlanScene.journal(world, id, "Names")).singleElement().satisfies(run -> {
            assertThat(run.getState()).isEqualTo(StepState.PASSED);
            assertThat(run.getReason()).startsWith("Not reachable, and passed by").contains(RecoveryWorld.name(2));
        });
        assertThat(PlanScene.step(world, id, "Names").reason()).contains("passed by");
        assertThat(PlanScene.logOfStep(world, id, "Names").getDebugData().get("passedBy")).contains(RecoveryWorld.name(2));
        for (int domain = 0; domain < DOMAINS; domain++) {
            scene.assertNames(Side.PRIMARY, domain);
            scene.assertBalancer(Side.DISASTER_RECOVERY, domain);
            PlanScene.assertOrganization(world, Side.DISASTER_RECOVERY, domain, true);
        }
    }

    @Test
    void refusesAWrongKeyAndMovesOnceItIsRight() {
        scene.settings.put("dr.secret.tsig", Base64.getEncoder().encodeToString("another secret, long enough".getBytes()));
        world = scene.world(names, frontDoor);
        String id = failover(Mode.PLANNED);
        PlanScene.assertToldAsFailed(world, id, "Names", "Refused", "BADSIG", "env:DR_SECRET_TSIG");
        assertThat(PlanScene.step(world, id, "Names").waitsUntil()).isNotNull();
        assertThat(PlanScene.step(world, id, "Front door").state()).isEqualTo(StepState.PENDING);
        scene.assertNames(Side.PRIMARY, 0);
        assertThat(world.operation(id).getState()).isEqualTo(OperationState.RUNNING);

        scene.settings.put("dr.secret.tsig", scene.bind.secret());
        scene.retry(world, id, "Names");
        scene.assertToldAsMoved(world, id);
        assertThat(PlanScene.step(world, id, "Names").decidedBy()).isEqualTo("Ada Marsh");
        scene.assertNames(Side.DISASTER_RECOVERY, 3);
    }

    @Test
    void movesTheRestOfABatchAndWhatSomebodyElseHadChangedAfterMending() {
        for (int domain = 0; domain < 2; domain++) {
            changeByHand(domain, "203.0.113.99");
        }
        world = scene.world(names, frontDoor);
        String id = failover(Mode.PLANNED);
        PlanScene.assertToldAsFailed(world, id, "Names", RecoveryWorld.name(0) + ": Refused", RecoveryWorld.name(1) + ": Refused", "203.0.113.99");
        assertThat(PlanScene.logOfStep(world, id, "Names").getOutcomeReason()).doesNotContain(RecoveryWorld.name(2));
        assertThat(PlanScene.result(world, id, 0).getState()).isEqualTo(DomainState.FAILED);
        assertThat(PlanScene.result(world, id, 0).getReason()).contains("203.0.113.99");
        assertThat(PlanScene.result(world, id, 0).isTouched()).isFalse();
        assertThat(PlanScene.result(world, id, 2).getState()).isEqualTo(DomainState.MOVING);
        assertThat(scene.bind.values(RecoveryWorld.name(0), "A")).containsExactly("203.0.113.99");
        scene.assertNames(Side.DISASTER_RECOVERY, 2);
        scene.assertNames(Side.DISASTER_RECOVERY, 3);

        changeByHand(0, PlanScene.EAST_ADDRESS);
        changeByHand(1, PlanScene.EAST_ADDRESS);
        scene.retry(world, id, "Names");
        scene.assertToldAsMoved(world, id);
        for (int domain = 0; domain < DOMAINS; domain++) {
            scene.assertNames(Side.DISASTER_RECOVERY, domain);
            PlanScene.assertOrganization(world, Side.DISASTER_RECOVERY, domain, true);
        }
    }

    private void changeByHand(int domain, String address) {
        String name = RecoveryWorld.name(domain);
        scene.bind.update("update delete " + name + " A", "update add " + name + " 60 A " + address);
    }

    @Test
    void leavesWhatSomebodyElseChangedBehindWhenNobodyDecides() {
        changeByHand(0, "203.0.113.99");
        world = scene.world(group(new Step("Names", "names")), group(new Step("Load balancer", "balancer")), frontDoor);
        String id = failover(Mode.PLANNED);
        assertThat(world.operation(id).getState()).isEqualTo(OperationState.FAILED);
        assertThat(PlanScene.progress(world, id).moved()).isEqualTo(3);
        assertThat(PlanScene.progress(world, id).failed()).isEqualTo(1);
        assertThat(PlanScene.log(world, id, "system.dr.failover")).singleElement().satisfies(event -> {
            assertThat(event.getOutcomeReason()).contains("1 of 4 domains were not moved", RecoveryWorld.name(0), "203.0.113.99");
            assertThat(event.getTargets()).filteredOn(target -> target.id().equals(RecoveryWorld.name(0))).singleElement()
                    .satisfies(target -> assertThat(target.detail()).containsEntry("result", "FAILURE"));
        });
        scene.assertBalancer(Side.PRIMARY, 0);
        scene.assertBalancer(Side.DISASTER_RECOVERY, 1);
        PlanScene.assertOrganization(world, Side.PRIMARY, 0, true);
        assertThat(world.asAda(() -> world.recovery().status()).words()).isEqualTo("Partly failed over (3 of 4 domains)");
    }

    @Test
    void findsNamesMovedByAnUpdateWhoseAnswerCameTooLate() throws IOException {
        try (LateProxy late = new LateProxy(scene.bind.port(), Duration.ZERO)) {
            scene.entries.put("names", scene.dns("127.0.0.1:" + late.port()));
            scene.before("dns switchTo", () -> late.delay(Duration.ofSeconds(7)));
            world = scene.world(names, frontDoor);
            String id = failover(Mode.UNPLANNED);
            PlanScene.assertToldAsFailed(world, id, "Names", RecoveryWorld.name(3), "not known");
            for (int domain = 0; domain < DOMAINS; domain++) {
                scene.assertNames(Side.DISASTER_RECOVERY, domain);
                PlanScene.assertOrganization(world, Side.PRIMARY, domain, false);
                assertThat(PlanScene.result(world, id, domain).isTouched()).isTrue();
            }
            late.delay(Duration.ZERO);
            scene.retry(world, id, "Names");
            scene.assertToldAsMoved(world, id);
            assertThat(world.proofs(id, "Names").get(0).before()).as("the first look counts").contains(PlanScene.EAST_ADDRESS);
            PlanScene.assertOrganization(world, Side.DISASTER_RECOVERY, 0, true);
        }
    }

    @Test
    void switchesOverReloadsBeforeAndAfterTheSwitch() {
        world = scene.world(group(waiting("Load balancer", "balancer")), frontDoor);
        scene.before("haproxy switchTo", scene.haproxy::reload);
        scene.before("haproxy verify", scene.haproxy::reload);
        String id = failover(Mode.PLANNED);
        scene.assertToldAsMoved(world, id);
        for (int domain = 0; domain < DOMAINS; domain++) {
            scene.assertBalancer(Side.DISASTER_RECOVERY, domain);
        }
    }

    /** As configuration management does that knows nothing of the failover. */
    @Test
    void believesNoSwitchThatAReloadOfOldFilesHasTakenBack() throws IOException {
        List<String> old = Files.readAllLines(scene.haproxy.map());
        scene.before("haproxy verify", () -> {
            write(old);
            scene.haproxy.reload();
        });
        world = scene.world(group(waiting("Load balancer", "balancer")), frontDoor);
        String id = failover(Mode.PLANNED);
        PlanScene.assertToldAsFailed(world, id, "Load balancer", RecoveryWorld.name(0), RecoveryWorld.name(3));
        scene.assertBalancer(Side.PRIMARY, 0);
        PlanScene.assertOrganization(world, Side.PRIMARY, 0, false);
        scene.retry(world, id, "Load balancer");
        scene.assertToldAsMoved(world, id);
        scene.assertBalancer(Side.DISASTER_RECOVERY, 0);
    }

    private void write(List<String> lines) {
        try {
            Files.write(scene.haproxy.map(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
