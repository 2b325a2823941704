package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.engine.PlanScene.group;
import static org.dradmin.recovery.engine.PlanScene.once;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dradmin.organization.Side;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.ProvenStep;
import org.dradmin.recovery.StepState;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Outcome;
import org.dradmin.test.Needs;
import org.dradmin.test.WebhookReceiver.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Crashes the engine at every point of its journal while it carries out a plan with every kind of connector on real
 * servers, and starts it again: what the servers do, the journal, the log and the mail are the same as without the crash.
 */
@Needs({"named", "nsupdate", "dig", "rndc", "haproxy", "initdb"})
class PlanCrashTest {

    private static final int DOMAINS = 2;
    /** Of the eight points of a step, the first of the two at which its switch is done and not yet written down. */
    private static final int VERIFYING = 5;
    private static final List<Group> MOVES = List.of(group(new Step("Load balancer", "balancer"), new Step("Partner", "partner")),
            group(new Step("Names", "names")), group(new Step("Front door", "front-door")));

    @AfterEach
    void crashNoMore() {
        CrashingJournal.neverAgain();
    }

    /** A failover crashes at each point, and so does the failback after it. */
    @Test
    void everyCrashLeavesServersAndJournalAsNoneDoes() {
        List<Group> plan = with(group(once(PlanScene.STOP, "ask-grace")), MOVES);
        try (PlanScene scene = new PlanScene(DOMAINS, false); RecoveryWorld world = scene.world(plan, plan)) {
            int points = pointsOfAnUndisturbedRun(scene, world, OperationKind.FAILOVER);
            assertThat(pointsOfAnUndisturbedRun(scene, world, OperationKind.FAILBACK)).isEqualTo(points);
            assertThat(points).as("steps of five kinds").isGreaterThan(50);
            for (int point = 1; point <= points; point++) {
                for (OperationKind kind : OperationKind.values()) {
                    CrashingJournal.at(point);
                    crash(scene, world, kind, "point " + point);
                }
            }
        }
    }

    /** A database goes one way only: each point has the pair as it was at the beginning. */
    @Test
    void noCrashAroundAPromotionMakesTwoPrimariesOrNone() {
        List<Group> failover = with(group(once(PlanScene.STOP, "ask-grace")), with(group(once("Database", "database")), MOVES));
        try (PlanScene scene = new PlanScene(DOMAINS, true); RecoveryWorld world = scene.world(failover, MOVES)) {
            for (int point = 1; point <= 8; point++) {
                CrashingJournal.at(point, "postgresql");
                String id = crash(scene, world, OperationKind.FAILOVER, "the database's point " + point);
                assertThat(scene.pair.west().sql("SELECT pg_is_in_recovery()")).isEqualTo("f");
                assertThat(scene.pair.west().sql("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)")).as("promoted once").isEqualTo("00000002");
                scene.pair.west().sql("INSERT INTO orders (what) VALUES ('after')");
                ProvenStep database = world.proofs(id, "Database").get(0);
                assertThat(database.after()).contains("It takes writes");
                // A promotion whose answer died with the node is found done; what it lost cannot be said any more, and is not.
                boolean answerDied = point == VERIFYING || point == VERIFYING + 1;
                assertThat(database.switched() + database.after()).contains(answerDied ? "can no longer be measured" : "Nothing is lost");
                back(scene, world);
            }
        }
    }

    private static List<Group> with(Group first, List<Group> others) {
        List<Group> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    private static int pointsOfAnUndisturbedRun(PlanScene scene, RecoveryWorld world, OperationKind kind) {
        CrashingJournal.neverAgain();
        RecoveryWorld node = node(scene, world);
        int jobs = scene.receiver.jobs();
        String operation = start(node, kind);
        scene.drive(node, operation);
        int points = CrashingJournal.met();
        assertSameEnd(scene, node, operation, kind, jobs);
        return points;
    }

    private static String crash(PlanScene scene, RecoveryWorld world, OperationKind kind, String where) {
        RecoveryWorld dies = node(scene, world);
        int jobs = scene.receiver.jobs();
        String operation = start(dies, kind);
        scene.drive(dies, operation);
        assertThat(CrashingJournal.hasCrashed()).as("crashed at " + where).isTrue();

        CrashingJournal.neverAgain();
        RecoveryWorld next = node(scene, world);
        scene.drive(next, operation);
        try {
            assertSameEnd(scene, next, operation, kind, jobs);
        } catch (AssertionError e) {
            throw new AssertionError(kind + " crashed at " + where + ": " + e.getMessage(), e);
        }
        return operation;
    }

    private static RecoveryWorld node(PlanScene scene, RecoveryWorld world) {
        RecoveryWorld node = world.restarted();
        node.node.subclass(Journal.class, CrashingJournal.class);
        node.node.inTransaction(() -> {
            // The lease of the one before runs out, and its last sign of life at the front door is too old.
            node.node.em().createQuery("UPDATE RecoveryOperation o SET o.leaseUntil = null").executeUpdate();
            node.node.em().createQuery("DELETE FROM FrontDoorNode n").executeUpdate();
        });
        return scene.dressed(node);
    }

    private static String start(RecoveryWorld world, OperationKind kind) {
        return (kind == OperationKind.FAILOVER ? world.failover(Mode.PLANNED, null) : world.failback()).operationId();
    }

    private static void assertSameEnd(PlanScene scene, RecoveryWorld world, String id, OperationKind kind, int jobsBefore) {
        assertThat(world.operation(id).getState()).as(world.operation(id).getOutcomeReason()).isEqualTo(OperationState.SUCCEEDED);
        for (int domain = 0; domain < DOMAINS; domain++) {
            scene.assertStandsIn(world, kind.target(), domain);
        }
        assertThat(scene.receiver.jobs() - jobsBefore).as("jobs at the receiver").isEqualTo(1);
        assertThat(requests(scene, id).stream().map(Received::body).distinct()).as("each repeat is the same request").hasSize(1);
        assertThat(PlanScene.progress(world, id).moved()).isEqualTo(DOMAINS);
        assertThat(PlanScene.progress(world, id).steps()).extracting(StepProgress::state).containsOnly(StepState.DONE);
        assertThat(PlanScene.log(world, id, kind.event().wireName())).singleElement().extracting(LogEvent::getOutcome).isEqualTo(Outcome.SUCCESS);
        List<String> told = PlanScene.log(world, id, kind.stepEvent().wireName()).stream().map(event -> event.getDebugData().get("step")).toList();
        assertThat(told).as("each step is told once").containsExactlyInAnyOrderElementsOf(
                PlanScene.progress(world, id).steps().stream().map(StepProgress::name).toList());
        List<String> mails = world.node.inTransaction(() -> world.node.em().createQuery("SELECT m.subject FROM OutboxMail m WHERE m.text LIKE :id", String.class)
                .setParameter("id", "%" + id + "%").getResultList());
        boolean asked = told.contains(PlanScene.STOP);
        assertThat(mails.stream().collect(Collectors.groupingBy(subject -> subject.split(":")[0], Collectors.counting())).values())
                .as("mails: " + mails).containsExactlyInAnyOrderElementsOf(asked ? List.of(2L, 1L, 2L) : List.of(2L, 2L));
        assertThat(world.count("SELECT COUNT(o) FROM RecoveryOperation o WHERE o.activeSlot IS NOT NULL")).isZero();
    }

    private static List<Received> requests(PlanScene scene, String operation) {
        return scene.receiver.received().stream().filter(request -> request.method().equals("POST") && request.body().contains(operation)).toList();
    }

    /** Everything is in us-east again, the database as it was at the beginning. */
    private static void back(PlanScene scene, RecoveryWorld world) {
        RecoveryWorld node = node(scene, world);
        scene.drive(node, start(node, OperationKind.FAILBACK));
        scene.assertStandsIn(node, Side.PRIMARY, 0);
        scene.pair.east().start();
        scene.pair.undoPromotion();
        scene.pair.awaitStreaming(scene.pair.west());
    }
}
