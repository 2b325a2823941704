package org.dradmin.recovery.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.order;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.orders;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.primary;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.Await;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A planned switch loses nothing, or does not happen. */
@Needs("initdb")
class PlannedSwitchTest {

    private final PostgresqlScene scene = new PostgresqlScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void losesNothingThatWasCommittedAndProvesIt() {
        scene.fence();
        for (int i = 0; i < 100; i++) {
            order(scene.pair.east(), "order " + i);
        }
        assertThat(scene.inspect()).isInstanceOfSatisfying(Done.class, seen -> {
            assertThat(seen.seen()).contains("us-west", "standby", "timeline 1", "is fenced first");
            assertThat(seen.proof()).containsKeys("us-east", "us-west", "lagBytes");
        });
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Done.class, switched -> {
            assertThat(switched.seen()).contains("Nothing is lost");
            assertThat(switched.proof()).containsKeys("before", "after");
            assertThat(switched.proof().get("dataLoss")).asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("bytesLost", 0L).containsEntry("timeLost", "PT0S").containsKeys("oldPrimaryLsn", "newPrimaryHasUpTo");
        });
        assertThat(scene.verify()).isInstanceOfSatisfying(Done.class, proven -> {
            assertThat(proven.seen()).contains("takes writes", "timeline 2");
            assertThat((Map<?, ?>) proven.proof().get("us-west")).extracting("role", "timeline").containsExactly("primary", 2);
        });
        assertThat(orders(scene.pair.west())).isEqualTo(100);
        order(scene.pair.west(), "after");
        assertThatThrownBy(() -> order(scene.pair.east(), "too late")).hasMessageContaining("read-only transaction");
    }

    @Test
    void endsTheSessionsThatWouldWriteOn() throws SQLException {
        scene.fence();
        try (Connection open = scene.pair.east().connect()) {
            open.createStatement().execute("SET ROLE app");
            open.setAutoCommit(false);
            open.createStatement().execute("INSERT INTO orders (what) VALUES ('half')");
            // A superuser's session: the connector's user may not end it, and says so in place of promoting beside it.
            assertThat(scene.switchOnce()).isInstanceOfSatisfying(Retry.class, wait -> assertThat(wait.reason()).contains("1 session(s)", "still write"));
            assertThat(primary(scene.pair.west())).isFalse();
            open.rollback();
        }
        try (Connection open = java.sql.DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + scene.pair.east().port() + "/postgres", "app", "")) {
            scene.pair.east().sql("ALTER SYSTEM RESET default_transaction_read_only");
            scene.pair.east().reload();
            open.setAutoCommit(false);
            open.createStatement().execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
            open.commit();
            open.createStatement().execute("INSERT INTO orders (what) VALUES ('half')");
            assertThat(scene.switchTo()).isInstanceOf(Done.class);
            assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
        }
        assertThat(orders(scene.pair.west())).isZero();
    }

    @Test
    void refusesBesideAPrimaryThatTakesWritesUnlessItMayFenceIt() {
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .contains("us-east", "alive and takes writes", "two primaries", "\"fence\": true", "ALTER SYSTEM SET default_transaction_read_only"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
        assertThat(primary(scene.pair.west())).isFalse();
    }

    @Test
    void waitsForAStandbyThatLagsAndSaysByHowMuch() {
        scene.fence();
        scene.pair.west().sql("SELECT pg_wal_replay_pause()");
        order(scene.pair.east(), "in time");
        assertThat(scene.inspect()).isInstanceOf(Done.class);
        assertThat(scene.switchOnce()).isInstanceOfSatisfying(Retry.class, wait -> assertThat(wait.reason())
                .containsPattern("has still to replay [1-9]\\d* bytes").contains("pg_wal_replay_resume", "ALTER SYSTEM RESET default_transaction_read_only"));
        assertThat(primary(scene.pair.west())).isFalse();
        scene.pair.west().sql("SELECT pg_wal_replay_resume()");
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        assertThat(orders(scene.pair.west())).isEqualTo(1);
    }

    @Test
    void refusesWhatWouldBeLostAndSaysHowMuch() {
        scene.fence();
        scene.pair.west().stop();
        scene.pair.west().with("primary_conninfo", "").start();
        order(scene.pair.east(), "never arrives");
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .contains("does not stream").containsPattern("lacks [1-9]\\d* bytes").contains("unplanned"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
        order(scene.pair.east(), "not fenced in vain");
    }

    @Test
    void takesAPrimaryThatItsStepHasStoppedCleanlyForComplete() {
        scene.fencedByStep();
        order(scene.pair.east(), "last");
        scene.pair.east().stop();
        assertThat(scene.switchTo()).as("the step is not done").isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("Silence is no proof", PostgresqlScene.FENCE));
        scene.stepDone();
        PostgresPairs.awaitNoStream(scene);
        assertThat(scene.inspect()).isInstanceOf(Done.class);
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.seen()).contains("Nothing is lost");
            assertThat(done.proof()).extractingByKey("dataLoss").asString().contains("bytesLost=0");
        });
        assertThat(scene.verify()).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.seen()).as("does not gainsay the receipt").doesNotContain("lost is not known").contains("stands at the switch")
                    .doesNotContain("..", ".;");
            assertThat(done.proof()).doesNotContainKey("dataLoss");
        });
        assertThat(orders(scene.pair.west())).isEqualTo(1);
    }

    @Test
    void refusesWhenTheOldPrimaryCrashesInTheLastMoment() {
        scene.fencedByStep().stepDone();
        scene.pair.east().sql("ALTER SYSTEM SET default_transaction_read_only = on");
        scene.pair.east().reload();
        // Looked at, marked, and gone when it is looked at again.
        assertThat(scene.switchToWhile(scene.pair.east().port(), 3, scene.pair.east()::crash)).isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("promises that nothing is lost"));
        assertThat(primary(scene.pair.west())).isFalse();
    }

    /** Stopped cleanly, started where the standby did not hear of it, written to, and gone: the standby remembers the clean end. */
    @Test
    void takesNoCleanEndForTheLastWordThatIsOlderThanTheOperation() {
        scene.fencedByStep().stepDone();
        scene.pair.east().stop();
        PostgresPairs.awaitNoStream(scene);
        scene.requestedIn(2);
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .contains("shut down cleanly since this operation was requested", "may have been started", "Start it"));
        assertThat(primary(scene.pair.west())).isFalse();
        scene.requestedIn(-3600);
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
    }

    @Test
    void refusesWhenTheOldPrimaryEndedInACrash() {
        scene.fencedByStep().stepDone();
        order(scene.pair.east(), "last");
        scene.pair.east().crash();
        PostgresPairs.awaitNoStream(scene);
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .contains("promises that nothing is lost", "has not seen it shut down cleanly", "unplanned"));
        assertThat(primary(scene.pair.west())).isFalse();
    }

    @Test
    void showsBeforehandTheStatementsItSends() {
        scene.fence();
        assertThat(scene.changes()).hasSize(2).satisfiesExactly(
                old -> assertThat(old.text()).startsWith("ALTER SYSTEM SET default_transaction_read_only = on;\nSELECT pg_reload_conf();\nSELECT count(pg_terminate_backend"),
                next -> {
                    assertThat(next.to()).contains("us-west", "127.0.0.1:" + scene.pair.west().port());
                    assertThat(next.text()).isEqualTo("SELECT pg_promote(true, 60);");
                });
        assertThat(scene.changes().toString()).doesNotContain("horse");
    }

    /** The step before has stopped the server that the preview still saw at work. */
    @Test
    void sendsAfterTheFencingStepWhatItShowedBeforeIt() {
        scene.pair.west().logStatements();
        scene.pair.east().logStatements();
        scene.fencedByStep().preview();
        assertThat(scene.changes()).satisfiesExactly(
                old -> assertThat(old.text()).startsWith("-- Only if the step \"" + PostgresqlScene.FENCE + "\" leaves it running"),
                next -> assertThat(next.text()).isEqualTo("CHECKPOINT;\nSELECT pg_promote(true, 60);"));
        scene.pair.east().stop();
        PostgresPairs.awaitNoStream(scene);
        scene.stepDone().forReal();
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        assertThat(PostgresPairs.sentTo(scene.pair.west())).containsExactly("CHECKPOINT", "SELECT pg_promote(true, 60)");
        assertThat(PostgresPairs.sentTo(scene.pair.east())).isEmpty();
    }

    @Test
    void sendsTheStatementsThatItShowed() {
        scene.fence();
        scene.pair.west().logStatements();
        scene.pair.east().logStatements();
        List<String> shown = scene.changes().stream().flatMap(change -> change.text().lines()).map(line -> line.replaceFirst(";$", "")).toList();
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        List<String> sent = new ArrayList<>(PostgresPairs.sentTo(scene.pair.east()));
        sent.addAll(PostgresPairs.sentTo(scene.pair.west()));
        assertThat(sent).isEqualTo(shown);
    }

    @Test
    void callsAPromotedServerDoneInAPreviewOfAnotherTry() {
        scene.fencedByStep().stepDone();
        scene.pair.east().stop();
        PostgresPairs.awaitNoStream(scene);
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        scene.stepAhead().preview();
        assertThat(scene.inspect()).as("the fencing step is done again before it").isInstanceOf(AlreadyDone.class);
    }

    @Test
    void promisesInAPreviewWhatTheFencingStepWillMakeTrue() {
        scene.fencedByStep().preview();
        assertThat(scene.inspect()).isInstanceOf(Done.class);
        assertThat(scene.switchTo()).as("not by it").isInstanceOf(Refused.class);
        assertThat(primary(scene.pair.west())).isFalse();
    }

    @Test
    void tellsWhenCommitsWouldWaitForAStandbyThatIsNotThere() {
        scene.fence();
        scene.pair.west().sql("ALTER SYSTEM SET synchronous_standby_names = 'elsewhere'");
        scene.pair.west().reload();
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        assertThat(scene.verify()).isInstanceOfSatisfying(Retry.class, wait -> assertThat(wait.reason())
                .contains("synchronous standby", "elsewhere", "ALTER SYSTEM SET synchronous_standby_names = ''"));
        scene.pair.west().sql("ALTER SYSTEM RESET synchronous_standby_names");
        scene.pair.west().reload();
        assertThat(scene.verify()).isInstanceOf(Done.class);
    }

    @Test
    void findsAPromotedServerThatIsReadOnly() {
        scene.fence();
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        scene.pair.west().sql("ALTER SYSTEM SET default_transaction_read_only = on");
        scene.pair.west().reload();
        assertThat(scene.verify()).isInstanceOfSatisfying(Failed.class, no -> assertThat(no.reason()).contains("read-only"));
        assertThat(scene.inspect()).isInstanceOf(Done.class);
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        Await.until("reloaded", () -> scene.inspect() instanceof AlreadyDone);
        assertThat(scene.verify()).isInstanceOf(Done.class);
    }
}
