package org.dradmin.recovery.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.order;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.orders;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.primary;

import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.test.Await;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way back: only to a server that follows the one that is left. */
@Needs("initdb")
class FailbackTest {

    private final PostgresqlScene scene = new PostgresqlScene().fence();

    @AfterEach
    void close() {
        scene.close();
    }

    private void failedOver() {
        order(scene.pair.east(), "before");
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        order(scene.pair.west(), "while failed over");
    }

    @Test
    void refusesUntilTheOldPrimaryFollowsAndThenLosesNothing() {
        failedOver();
        scene.back();
        assertThat(scene.inspect()).as("read-only, on its old timeline").isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("older timeline 1", "timeline 2", "pg_rewind", "standby of us-west"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
        scene.pair.east().stop();
        assertThat(scene.switchTo()).isNotInstanceOfAny(Done.class, AlreadyDone.class);
        scene.pair.rewind();
        assertThat(scene.inspect()).isInstanceOf(Done.class);
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Done.class, done -> assertThat(done.seen()).contains("Nothing is lost"));
        assertThat(scene.verify()).isInstanceOfSatisfying(Done.class, done -> assertThat(done.seen()).contains("timeline 3"));
        order(scene.pair.east(), "after");
        assertThat(orders(scene.pair.east())).isEqualTo(3);
        assertThat(scene.pair.west().sql("SHOW default_transaction_read_only")).isEqualTo("on");
    }

    /** An earlier step of the failback makes the old primary a standby: the preview tells of the fence all the same. */
    @Test
    void showsTheFenceOfTheServingPrimaryWhileTheOldOneIsStillGone() {
        failedOver();
        scene.pair.east().stop();
        scene.back().preview();
        assertThat(scene.changes()).satisfiesExactly(
                serving -> assertThat(serving.text()).startsWith("ALTER SYSTEM SET default_transaction_read_only = on;").contains("pg_terminate_backend",
                        "pg_logical_emit_message"),
                next -> assertThat(next.text()).isEqualTo("SELECT pg_promote(true, 60);"));
    }

    @Test
    void goesBackToANewCopyOfTheOldPrimaryAndLiftsItsFence() {
        failedOver();
        scene.pair.east().stop();
        scene.pair.copyAnew();
        // As it stands after a rejoin that kept the configuration of the fenced primary.
        scene.pair.east().sql("ALTER SYSTEM SET default_transaction_read_only = on");
        scene.pair.east().reload();
        scene.back();
        assertThat(scene.changes()).anySatisfy(change -> assertThat(change.text())
                .startsWith("ALTER SYSTEM RESET default_transaction_read_only;\nSELECT pg_reload_conf();\nSELECT pg_promote"));
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        Await.until("reloaded", () -> scene.inspect() instanceof AlreadyDone);
        assertThat(scene.verify()).isInstanceOf(Done.class);
        assertThat(orders(scene.pair.east())).isEqualTo(2);
    }

    @Test
    void refusesAnOldPrimaryThatWasOnlyMadeAStandbyOfNobody() throws Exception {
        failedOver();
        scene.pair.east().stop();
        java.nio.file.Files.createFile(scene.pair.east().data().resolve("standby.signal"));
        scene.pair.east().start();
        scene.back();
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("does not follow", "streams from nowhere", "timeline 1", "timeline 2"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
        assertThat(primary(scene.pair.east())).isFalse();
        assertThat(scene.verify()).isNotInstanceOfAny(Done.class, AlreadyDone.class);
    }

    @Test
    void takesNoFencingStepForProofThatAServerHasAllOfALostOne() {
        scene.fencedByStep();
        failedOver();
        scene.pair.west().crash();
        scene.back().unplanned().fencedByStep().stepDone();
        assertThat(scene.inspect()).as("a read-only primary of the old timeline, and nobody to compare it with")
                .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("us-west", "compared", "override"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
    }

    @Test
    void findsNothingToDoOnceTheOldPrimaryFollows() {
        failedOver();
        scene.pair.east().stop();
        scene.pair.rewind();
        assertThat(scene.inspect()).isInstanceOfSatisfying(AlreadyDone.class, seen -> assertThat(seen.seen()).contains("streams from", "Nothing is lost"));
        assertThat(scene.verify()).isInstanceOf(Done.class);
    }
}
