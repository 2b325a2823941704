package org.dradmin.recovery.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.order;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.orders;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.primary;

import java.util.Map;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.Await;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The primary is gone, or seems to be: nothing is promoted on silence alone, and never a second primary. */
@Needs("initdb")
class UnplannedSwitchTest {

    private final PostgresqlScene scene = new PostgresqlScene().unplanned();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void doesNotTakeSilenceForDeath() {
        scene.pair.east().crash();
        PostgresPairs.awaitNoStream(scene);
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .contains("us-east", "nobody is there", "Silence is no proof", "override", "fencedBy"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
        assertThat(primary(scene.pair.west())).isFalse();
    }

    @Test
    void promotesOnceTheOldPrimaryIsFencedAndSaysWhatIsNotKnown() {
        scene.fencedByStep();
        order(scene.pair.east(), "kept");
        scene.pair.awaitReceived();
        scene.pair.east().crash();
        PostgresPairs.awaitNoStream(scene);
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains(PostgresqlScene.FENCE));
        scene.stepDone();
        assertThat(scene.inspect()).isInstanceOfSatisfying(Done.class, seen -> assertThat(seen.proof()).containsEntry("evidence",
                "the step \"" + PostgresqlScene.FENCE + "\" is done"));
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Done.class, switched -> {
            assertThat(switched.seen()).contains("What is lost is not known", "us-east", "out of reach", "last known LSN 0/", "committed at 20");
            assertThat((Map<?, ?>) switched.proof().get("dataLoss")).extracting("bytesLost", "timeLost").containsOnly("not known");
        });
        assertThat(scene.verify()).isInstanceOf(Done.class);
        assertThat(orders(scene.pair.west())).isEqualTo(1);
    }

    @Test
    void promotesOnAPersonsWordAndKeepsItAsProof() {
        scene.pair.east().crash();
        PostgresPairs.awaitNoStream(scene);
        scene.overridden();
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Done.class, done -> assertThat(done.proof().toString())
                .contains("ada answers for it", "The power of the data centre is off"));
        assertThat(scene.verify()).isInstanceOf(Done.class);
    }

    @Test
    void promotesBesideNoPrimaryThatIsSeenToTakeWritesWhoeverSaysSo() {
        scene.fencedByStep().stepDone().overridden();
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .contains("alive and takes writes", "although the step \"" + PostgresqlScene.FENCE + "\" is done", "although ada"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
        assertThat(primary(scene.pair.west())).isFalse();
    }

    @Test
    void findsThatAPrimaryOutOfItsReachIsAliveByTheStandbysStream() {
        scene.instance("us-east", PostgresqlScene.at(org.dradmin.test.Ports.free(), "env:DR_SECRET_PG"));
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("still streams from it: it is alive"));
        scene.overridden();
        assertThat(scene.switchOnce()).isInstanceOfSatisfying(Retry.class, wait -> assertThat(wait.reason()).contains("still streams from"));
        assertThat(primary(scene.pair.west())).isFalse();
    }

    @Test
    void countsTheBytesThatAPrimaryItCanSeeDidNotSend() {
        scene.fence();
        order(scene.pair.east(), "kept");
        scene.pair.awaitReceived();
        scene.pair.west().stop();
        scene.pair.west().with("primary_conninfo", "").start();
        order(scene.pair.east(), "lost");
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.seen()).containsPattern("At most [1-9]\\d* bytes of WAL are lost, between 0/\\w+ and 0/\\w+, from at most PT");
            assertThat((Map<?, ?>) done.proof().get("dataLoss")).extracting("bytesLost").asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LONG)
                    .isPositive();
        });
        assertThat(scene.verify()).isInstanceOf(Done.class);
        assertThat(orders(scene.pair.west())).isEqualTo(1);
    }

    @Test
    void promotesAStandbyWhoseReplayIsPausedWithAllItHasReceived() {
        scene.fence();
        scene.pair.west().sql("SELECT pg_wal_replay_pause()");
        order(scene.pair.east(), "received");
        scene.pair.awaitReceived();
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        assertThat(orders(scene.pair.west())).isEqualTo(1);
    }

    @Test
    void saysLoudlyThatTheOldPrimaryIsBackAsASecondOne() {
        scene.fencedByStep().stepDone();
        scene.pair.east().crash();
        PostgresPairs.awaitNoStream(scene);
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        assertThat(scene.verify()).isInstanceOf(Done.class);
        scene.pair.east().start();
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .startsWith("SPLIT BRAIN").contains("timelines 2 and 1", "Stop PostgreSQL of us-east now"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
        assertThat(scene.verify()).isInstanceOfSatisfying(Failed.class, no -> assertThat(no.reason()).startsWith("SPLIT BRAIN"));
        scene.back();
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .startsWith("SPLIT BRAIN").contains("older timeline 1", "pg_rewind"));
    }

    @Test
    void cannotPromoteAStandbyThatIsStopped() {
        scene.fence();
        scene.pair.west().stop();
        assertThat(scene.inspect()).isInstanceOfSatisfying(Failed.class, no -> assertThat(no.unreachable())
                .as("a plan that passes by what is gone must not pass by the database it moves to").isFalse());
        assertThat(scene.switchTo()).isInstanceOf(Failed.class);
        order(scene.pair.east(), "not fenced in vain");
    }

    @Test
    void goesOnAfterAPromotionThatTookTooLongAndWasKilledInTheMiddle() {
        scene.fencedByStep().stepDone().promoteWithin(1);
        order(scene.pair.east(), "kept");
        scene.pair.awaitReceived();
        scene.pair.west().stop();
        scene.pair.west().with("recovery_end_command", "sleep 60").start();
        scene.pair.awaitStreaming(scene.pair.west());
        scene.pair.east().crash();
        PostgresPairs.awaitNoStream(scene);
        assertThat(scene.switchOnce()).isInstanceOfSatisfying(Retry.class, wait -> assertThat(wait.reason()).contains("has not ended that within 1 s"));
        assertThat(scene.verify()).as("not a primary yet").isNotInstanceOfAny(Done.class, AlreadyDone.class);
        scene.pair.west().crash();
        assertThat(scene.switchTo()).isInstanceOf(Failed.class);
        scene.pair.west().without("recovery_end_command").start();
        StepResult again = scene.switchTo();
        assertThat(again).isInstanceOfAny(Done.class, AlreadyDone.class);
        assertThat(scene.verify()).isInstanceOfSatisfying(Done.class, done -> assertThat(done.seen()).contains("timeline 2"));
        assertThat(orders(scene.pair.west())).isEqualTo(1);
    }

    @Test
    void doesNotKnowWhetherAPromotionHappenedWhoseAnswerItNeverGot() throws Exception {
        scene.fencedByStep().stepDone().promoteWithin(20);
        scene.pair.west().stop();
        scene.pair.west().with("recovery_end_command", "sleep 60").start();
        scene.pair.awaitStreaming(scene.pair.west());
        scene.pair.east().crash();
        PostgresPairs.awaitNoStream(scene);
        var answer = java.util.concurrent.CompletableFuture.supplyAsync(scene::switchTo);
        Await.until("asked", () -> !"0".equals(scene.pair.west().sql(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_promote%' AND state = 'active' AND pid <> pg_backend_pid()")));
        scene.pair.west().crash();
        assertThat(answer.get()).isInstanceOfSatisfying(Failed.class, no -> assertThat(no.reason()).contains("whether it did is not known"));
        scene.pair.west().without("recovery_end_command").start();
        assertThat(scene.switchTo()).isInstanceOfAny(Done.class, AlreadyDone.class);
        assertThat(scene.verify()).isInstanceOf(Done.class);
    }
}
