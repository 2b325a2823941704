package org.dradmin.recovery.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.postgresql.PostgresqlScene.primary;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dradmin.platform.SecretRef;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.postgresql.PostgresqlSettings.Instance;
import org.dradmin.test.Await;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How it gets to the servers, and what it says when it does not. */
@Needs({"initdb", "openssl"})
class PostgresqlAccessTest {

    private final PostgresqlScene scene = new PostgresqlScene().fence();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void saysThatThePasswordIsWrongAndNotWhichItIs() {
        scene.instance("us-west", PostgresqlScene.at(scene.pair.west().port(), "env:DR_SECRET_WRONG"));
        assertThat(scene.inspect()).isInstanceOfSatisfying(Failed.class, no -> assertThat(no.reason())
                .contains("us-west", "password authentication failed", "28P01").doesNotContain("hunter2"));
        assertThat(scene.switchTo()).isInstanceOf(Failed.class);
        assertThat(primary(scene.pair.west())).isFalse();
    }

    @Test
    void takesAPasswordOfEveryCharacter() {
        scene.pair.east().sql("ALTER ROLE " + PostgresPair.USER + " PASSWORD '" + PostgresqlScene.ODD.replace("'", "''") + "'");
        Await.until("the new password in west", () -> scene.pair.east().sql("SELECT rolpassword FROM pg_authid WHERE rolname = '" + PostgresPair.USER + "'")
                .equals(scene.pair.west().sql("SELECT rolpassword FROM pg_authid WHERE rolname = '" + PostgresPair.USER + "'")));
        for (String region : List.of("us-east", "us-west")) {
            int port = (region.equals("us-east") ? scene.pair.east() : scene.pair.west()).port();
            scene.instance(region, PostgresqlScene.at(port, "env:DR_SECRET_ODD"));
        }
        assertThat(scene.inspect()).isInstanceOf(Done.class);
        assertThat(scene.switchTo()).isInstanceOf(Done.class);
        assertThat(scene.verify()).isInstanceOf(Done.class);
    }

    @Test
    void takesAPrimaryThatLetsItSeeNothingForAliveEvenOnAPersonsWord() {
        scene.unplanned().overridden().instance("us-east", PostgresqlScene.at(scene.pair.east().port(), "env:DR_SECRET_WRONG"));
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("us-east", "runs", "cannot be seen"));
        assertThat(primary(scene.pair.west())).isFalse();
    }

    @Test
    void namesASecretThatIsNotThere() {
        scene.instance("us-west", PostgresqlScene.at(scene.pair.west().port(), "env:DR_SECRET_GONE"));
        assertThat(scene.inspect()).isInstanceOfSatisfying(Failed.class, no -> assertThat(no.reason()).contains("DR_SECRET_GONE"));
    }

    @Test
    void goesNowhereThatTheServerDoesNotAllow() {
        scene.instance("us-west", new Instance("192.0.2.1", 5432, "postgres", "dr_admin", null, "disable", null));
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("dr.connector.hosts"));
        assertThat(scene.switchTo()).isInstanceOf(Refused.class);
    }

    @Test
    void givesUpOnAServerThatSaysNothingInTime() throws Exception {
        // The system takes the connection; nobody ever reads from it.
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            scene.hurried().instance("us-west", PostgresqlScene.at(mute.getLocalPort(), "env:DR_SECRET_PG"));
            Instant before = Instant.now();
            assertThat(scene.inspect()).isInstanceOfSatisfying(Failed.class, no -> {
                assertThat(no.unreachable()).as("somebody took the connection").isFalse();
                assertThat(no.reason()).contains("us-west", "no usable answer within the time set");
            });
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void takesAHungPrimaryNeitherForDeadNorForFenced() {
        scene.unplanned().hurried();
        scene.pair.east().signal("STOP");
        try {
            assertThat(scene.switchTo()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("Silence is no proof"));
            assertThat(primary(scene.pair.west())).isFalse();
        } finally {
            scene.pair.east().signal("CONT");
        }
    }

    @Test
    void refusesTwoServersThatAreNotOneCluster() {
        try (PostgresPair stranger = PostgresPair.startOther()) {
            scene.instance("us-west", PostgresqlScene.at(stranger.west().port(), "env:DR_SECRET_PG"));
            assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("not the same cluster", "system identifiers"));
            assertThat(scene.switchTo()).isInstanceOf(Refused.class);
            assertThat(primary(stranger.west())).isFalse();
        }
    }

    @Test
    void saysWhichRightIsMissing() {
        scene.pair.east().sql("REVOKE EXECUTE ON FUNCTION pg_promote(boolean, integer) FROM dr_admin");
        Await.until("replayed", () -> scene.inspect() instanceof Refused);
        assertThat(scene.inspect()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .contains("GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer) TO dr_admin"));
        scene.pair.east().sql("REVOKE pg_monitor FROM dr_admin");
        Await.until("replayed", () -> reason(scene.inspect()).contains("GRANT pg_monitor TO dr_admin"));
        scene.pair.east().sql("GRANT pg_monitor TO dr_admin");
        scene.pair.east().sql("GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer) TO dr_admin");
        scene.pair.east().sql("REVOKE ALTER SYSTEM ON PARAMETER default_transaction_read_only FROM dr_admin");
        Await.until("replayed", () -> scene.inspect() instanceof Done);
        assertThat(scene.switchTo()).isInstanceOfSatisfying(Failed.class, no -> assertThat(no.reason())
                .contains("Before the promotion, which was not asked for", "permission denied"));
        assertThat(primary(scene.pair.west())).isFalse();
    }

    private static String reason(StepResult answer) {
        return answer instanceof Refused no ? no.reason() : "";
    }

    @Test
    void comparesTheCertificateWithTheName() {
        Path certificate = scene.pair.west().certifyFor("localhost");
        scene.pair.awaitStreaming(scene.pair.west());
        scene.instance("us-west", verified("localhost", certificate));
        assertThat(scene.inspect()).isInstanceOf(Done.class);
        scene.instance("us-west", verified("127.0.0.1", certificate));
        assertThat(scene.inspect()).as("the name is not the certificate's").isInstanceOf(Failed.class);
        scene.instance("us-west", verified("localhost", null));
        assertThat(scene.inspect()).as("nobody whom Java trusts has signed it").isInstanceOf(Failed.class);
    }

    private Instance verified(String host, Path authority) {
        return new Instance(host, scene.pair.west().port(), "postgres", PostgresPair.USER, new SecretRef("env:DR_SECRET_PG"), null,
                authority == null ? null : authority.toString());
    }

    @Test
    void namesARegionThatTheSettingsDoNotHave() {
        try (PostgresqlScene other = new PostgresqlScene()) {
            assertThat(other.configured().inspect(other.situation(), java.util.List.of(new org.dradmin.recovery.connector.DomainMove("a.example.test",
                    org.dradmin.organization.Side.DISASTER_RECOVERY, "us-east", "eu-north", null, null))).get("a.example.test"))
                    .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("eu-north"));
        }
    }
}
