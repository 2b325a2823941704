package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.engine.PlanScene.group;
import static org.dradmin.recovery.engine.PlanScene.once;
import static org.dradmin.recovery.engine.PlanScene.waiting;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.dradmin.organization.Side;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.StepState;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Outcome;
import org.dradmin.test.Await;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database in trouble, and what is behind it in the plan, seen through the engine. */
@Needs({"named", "nsupdate", "dig", "rndc", "haproxy", "initdb"})
class PlanDatabaseFaultsTest {

    private static final int DOMAINS = 2;

    private final PlanScene scene = new PlanScene(DOMAINS, true);
    private final Group stop = group(once(PlanScene.STOP, "ask-grace"));
    private final Group database = group(new Step("Database", "database", true, List.of(), false, 30));
    private final Group balancer = group(new Step("Load balancer", "balancer"), new Step("Partner", "partner"));
    private final Group frontDoor = group(new Step("Front door", "front-door"));
    private RecoveryWorld world;

    @AfterEach
    void close() {
        if (world != null) {
            world.close();
        }
        scene.close();
    }

    private static void assertRole(boolean primary, PostgresInstance server) {
        assertThat(server.sql("SELECT pg_is_in_recovery()")).isEqualTo(primary ? "f" : "t");
    }

    @Test
    void waitsForAStandbyThatLagsAndGoesOnWhenItHasEverything() {
        scene.databaseFences();
        world = scene.world(database, balancer, frontDoor);
        scene.pair.west().sql("SELECT pg_wal_replay_pause()");
        scene.pair.east().sql("INSERT INTO orders (what) VALUES ('in time')");
        assertWaitsAndGoesOn(world.failover(Mode.PLANNED, null).operationId());
    }

    @Test
    void waitsForAStandbyThatHasStillToReplayWhatAStoppedPrimarySent() {
        world = scene.world(stop, database, balancer, frontDoor);
        scene.pair.west().sql("SELECT pg_wal_replay_pause()");
        scene.pair.east().sql("INSERT INTO orders (what) VALUES ('in time')");
        String id = world.failover(Mode.PLANNED, null).operationId();
        world.drive(id);
        scene.pair.east().stop();
        Await.until("no stream", () -> "0".equals(scene.pair.west().sql("SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'")));
        world.as("grace", () -> world.control().confirm(id, 0, "It is stopped."));
        assertWaitsAndGoesOn(id);
    }

    private void assertWaitsAndGoesOn(String id) {
        world.drive(id);
        StepProgress waits = PlanScene.step(world, id, "Database");
        assertThat(waits.reason()).containsPattern("has still to replay [1-9]\\d* bytes").contains("pg_wal_replay_resume");
        assertThat(waits.state()).isEqualTo(StepState.RETRYING);
        assertThat(PlanScene.step(world, id, "Load balancer").state()).isEqualTo(StepState.PENDING);
        assertThat(PlanScene.journal(world, id, "Database").get(0).getReason()).isEqualTo(waits.reason());
        assertThat(PlanScene.log(world, id, "system.dr.failover.step").stream().map(event -> event.getDebugData().get("step"))).doesNotContain("Database");
        assertRole(false, scene.pair.west());

        scene.pair.west().sql("SELECT pg_wal_replay_resume()");
        world.node.clock().advance(Duration.ofSeconds(10));
        scene.drive(world, id);
        scene.assertToldAsMoved(world, id);
        assertRole(true, scene.pair.west());
        assertThat(scene.pair.west().sql("SELECT count(*) FROM orders")).isEqualTo("1");
        assertThat(world.proofs(id, "Database").get(0).switched()).contains("Nothing is lost");
        scene.assertBalancer(Side.DISASTER_RECOVERY, 1);
    }

    @Test
    void movesNothingWhileTheStandbyIsStoppedAndGoesOnOnceItRuns() {
        scene.databaseFences();
        scene.pair.west().stop();
        world = scene.world(database, balancer, frontDoor);
        String id = world.failover(Mode.PLANNED, null).operationId();
        scene.drive(world, id);
        PlanScene.assertToldAsFailed(world, id, "Database", "us-west", "does not answer");
        scene.assertBalancer(Side.PRIMARY, 0);
        assertThat(scene.pair.east().sql("SHOW default_transaction_read_only")).as("not fenced in vain").isEqualTo("off");

        scene.pair.west().start();
        scene.pair.awaitStreaming(scene.pair.west());
        scene.retry(world, id, "Database");
        scene.assertToldAsMoved(world, id);
        assertRole(true, scene.pair.west());
        scene.assertBalancer(Side.DISASTER_RECOVERY, 0);
    }

    @Test
    void refusesToFailBackToAnOldPrimaryThatCameBackWriting() {
        scene.databaseFences();
        world = scene.world(database, balancer, frontDoor);
        scene.pair.east().crash();
        Await.until("no stream", () -> "0".equals(scene.pair.west().sql("SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'")));
        String failover = world.failover(Mode.UNPLANNED, "The data centre burns, I see it.").operationId();
        scene.drive(world, failover);
        scene.assertToldAsMoved(world, failover);
        assertThat(world.proofs(failover, "Database").get(0).switched()).contains("What is lost is not known", "The data centre burns");

        scene.pair.east().start();
        String refused = world.failback().operationId();
        scene.drive(world, refused);
        PlanScene.assertToldAsFailed(world, refused, "Database", "Refused", "SPLIT BRAIN", "pg_rewind");
        world.order(control -> control.cancel(refused, "It has to follow first."));
        scene.drive(world, refused);
        assertThat(world.operation(refused).getState()).isEqualTo(OperationState.CANCELLED);
        assertThat(PlanScene.log(world, refused, "system.dr.failback")).singleElement().extracting(LogEvent::getOutcome).isEqualTo(Outcome.FAILURE);
        for (int domain = 0; domain < DOMAINS; domain++) {
            scene.assertBalancer(Side.DISASTER_RECOVERY, domain);
            PlanScene.assertOrganization(world, Side.DISASTER_RECOVERY, domain, true);
        }
        assertRole(true, scene.pair.west());

        scene.pair.east().stop();
        scene.pair.rewind();
        String back = world.failback().operationId();
        scene.drive(world, back);
        scene.assertToldAsMoved(world, back);
        assertRole(true, scene.pair.east());
        scene.assertBalancer(Side.PRIMARY, 0);
    }

    @Test
    void undoesEverythingButTheDatabaseWhenTheNamesDoNotMove() {
        scene.settings.put("dr.secret.tsig", Base64.getEncoder().encodeToString("another secret, long enough".getBytes()));
        world = scene.world(stop, database, balancer, frontDoor, group(waiting("Names", "names")));
        String id = world.failover(Mode.PLANNED, null).operationId();
        scene.drive(world, id);
        PlanScene.assertToldAsFailed(world, id, "Names", "BADSIG");
        scene.assertBalancer(Side.DISASTER_RECOVERY, 0);

        world.order(control -> control.rollBack(id, "Nobody finds it there."));
        scene.drive(world, id);
        assertThat(world.operation(id).getState()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(PlanScene.progress(world, id).steps()).extracting(StepProgress::name).containsExactly(PlanScene.STOP, "Database", "Load balancer",
                "Partner", "Front door", "Names", "Undo: Front door", "Undo: Partner", "Undo: Load balancer");
        for (int domain = 0; domain < DOMAINS; domain++) {
            scene.assertStandsIn(world, Side.PRIMARY, domain);
            assertThat(PlanScene.result(world, id, domain).getState()).isEqualTo(DomainState.ROLLED_BACK);
            assertThat(PlanScene.result(world, id, domain).getReason()).contains("Nobody finds it there", "Not undone: " + PlanScene.STOP + ", Database.");
        }
        assertRole(true, scene.pair.west());
        assertThat(PlanScene.journal(world, id, "Database")).singleElement().extracting(StepRun::getState).isEqualTo(StepState.DONE);
        assertThat(PlanScene.log(world, id, "system.dr.failover")).singleElement().satisfies(event -> {
            assertThat(event.getOutcome()).isEqualTo(Outcome.FAILURE);
            assertThat(event.getOutcomeReason()).contains("Rolled back by Ada Marsh", "Not undone: " + PlanScene.STOP + ", Database.");
        });
    }
}
