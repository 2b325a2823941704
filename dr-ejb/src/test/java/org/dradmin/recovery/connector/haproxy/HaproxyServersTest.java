package org.dradmin.recovery.connector.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.organization.Side;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.ConnectorContract;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.HaproxyServer;
import org.dradmin.test.LateProxy;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers of a real HAProxy, switched by region. */
@Needs("haproxy")
class HaproxyServersTest extends ConnectorContract {

    private static final Map<String, List<String>> PLAIN = Map.of("us-east", List.of("plain/east"), "us-west", List.of("plain/west"));
    private static final Map<String, List<String>> CHECKED = Map.of("us-east", List.of("web/east"), "us-west", List.of("web/west"));

    private final HaproxyServer haproxy = HaproxyServer.start();

    @AfterEach
    void close() {
        haproxy.close();
    }

    private Configured<?> with(Map<String, List<String>> servers, Leave leave, List<String> files, String... endpoints) {
        return with(new Reach(allowed()), servers, leave, files, endpoints);
    }

    private static Configured<?> with(Reach reach, Map<String, List<String>> servers, Leave leave, List<String> files, String... endpoints) {
        return new Configured<>(new HaproxyConnector(reach), new HaproxySettings(List.of(endpoints), servers, leave, null, files, null, null));
    }

    private static Settings allowed() {
        Map<String, String> allowed = Map.of("dr.connector.hosts", "127.0.0.1", "dr.connector.files", System.getProperty("java.io.tmpdir"));
        return new Settings(key -> Optional.ofNullable(allowed.get(key)));
    }

    @Override
    protected Configured<?> connector() {
        return with(PLAIN, Leave.MAINT, List.of(haproxy.state().toString()), haproxy.adminEndpoint());
    }

    private Configured<?> checked() {
        return with(CHECKED, Leave.DRAIN, List.of(haproxy.state().toString()), haproxy.tcpEndpoint());
    }

    @Override
    protected List<DomainMove> batch() {
        String east = "https://east.example.test";
        String west = "https://west.example.test";
        return List.of(new DomainMove("a.example.test", Side.DISASTER_RECOVERY, "us-east", "us-west", east, west),
                new DomainMove("b.example.test", Side.DISASTER_RECOVERY, "us-east", "us-west", east, west));
    }

    @Override
    protected void undo(List<DomainMove> batch) {
        haproxy.ask("set server plain/east state ready");
        haproxy.ask("set server plain/west state maint");
    }

    @Override
    protected void cutOff() {
        haproxy.kill();
    }

    private StepResult one(Map<String, StepResult> answers) {
        assertThat(answers).hasSize(2);
        assertThat(answers.values().stream().distinct()).as("the same for the whole batch").hasSize(1);
        return answers.get("a.example.test");
    }

    /** As the engine does, until it is no Retry. */
    private StepResult switchWithPatience(Configured<?> connector) throws InterruptedException {
        StepResult answer = one(connector.switchTo(situation(), batch()));
        for (int i = 0; i < 40 && answer instanceof Retry retry; i++) {
            Thread.sleep(retry.after().toMillis());
            answer = one(connector.switchTo(situation(), batch()));
        }
        return answer;
    }

    @Test
    void movesWhatClientsGetAndLeavesOnlyOnceTheOtherIsUp() throws InterruptedException {
        haproxy.await("web/east", "UP");
        assertThat(haproxy.site()).isEqualTo("east");
        assertThat(switchWithPatience(checked())).isInstanceOfSatisfying(Done.class, done -> assertThat(done.proof().toString())
                .contains("web/west=ready (UP)", "web/east=drain"));
        assertThat(haproxy.site()).isEqualTo("west");
        assertThat(haproxy.status("web/east")).isEqualTo("DRAIN");
        assertThat(one(checked().verify(situation(), batch()))).isInstanceOf(Done.class);
        assertThat(one(checked().inspect(situation(), batch()))).isInstanceOf(AlreadyDone.class);
    }

    @Test
    void keepsTheOldRegionWhereTheNewOneDoesNotComeUp() throws InterruptedException {
        haproxy.stopSite("west");
        haproxy.await("web/east", "UP");
        assertThat(one(checked().switchTo(situation(), batch()))).as("up only because no check was made yet").isInstanceOf(Retry.class);
        haproxy.await("web/west", "DOWN");
        assertThat(one(checked().switchTo(situation(), batch()))).isInstanceOfSatisfying(Retry.class,
                retry -> assertThat(retry.reason()).contains("web/west", "DOWN", "L4CON", "still serves"));
        assertThat(haproxy.status("web/east")).isEqualTo("UP");
        assertThat(haproxy.state()).doesNotExist();
        haproxy.startSite("west");
        assertThat(switchWithPatience(checked())).isInstanceOf(Done.class);
        assertThat(haproxy.site()).isEqualTo("west");
    }

    @Test
    void leavesADeadRegion() throws InterruptedException {
        haproxy.stopSite("east");
        haproxy.await("web/east", "DOWN");
        assertThat(switchWithPatience(checked())).isInstanceOf(Done.class);
        haproxy.startSite("east");
        haproxy.await("web/east", "DRAIN");
        assertThat(haproxy.site()).as("drained, it does not come back with its health").isEqualTo("west");
    }

    @Test
    void holdsOverAReload() throws InterruptedException {
        haproxy.await("web/east", "UP");
        switchWithPatience(checked());
        haproxy.reload();
        assertThat(one(checked().verify(situation(), batch()))).isInstanceOf(Done.class);
        assertThat(haproxy.site()).isEqualTo("west");
    }

    @Test
    void goesOnAfterAReloadInTheMiddle() throws InterruptedException {
        haproxy.stopSite("west");
        haproxy.await("web/east", "UP");
        assertThat(one(checked().switchTo(situation(), batch()))).isInstanceOf(Retry.class);
        haproxy.reload();
        assertThat(haproxy.status("web/west")).as("the half of the switch is forgotten").isEqualTo("MAINT");
        assertThat(one(checked().verify(situation(), batch()))).isInstanceOf(Failed.class);
        haproxy.startSite("west");
        assertThat(switchWithPatience(checked())).isInstanceOf(Done.class);
        assertThat(one(checked().verify(situation(), batch()))).isInstanceOf(Done.class);
    }

    /** Right before each connection that a switch makes, one after the other. */
    @Test
    void neverTakesAReloadAtAnyPointForSuccess() throws IOException {
        int point = 0;
        ReloadingReach reach;
        do {
            undo(batch());
            Files.deleteIfExists(haproxy.state());
            reach = new ReloadingReach(allowed(), haproxy, ++point);
            Configured<?> connector = with(reach, PLAIN, Leave.MAINT, List.of(haproxy.state().toString()), haproxy.adminEndpoint());
            StepResult answer = one(connector.switchTo(situation(), batch()));
            StepResult proof = one(connector().verify(situation(), batch()));
            assertThat(proof instanceof Done).as("point %d: %s, then %s", point, answer, proof)
                    .isEqualTo(answer instanceof Done || answer instanceof AlreadyDone);
            assertThat(one(connector().switchTo(situation(), batch()))).as("point %d, once more", point).isInstanceOfAny(Done.class, AlreadyDone.class);
            assertThat(one(connector().verify(situation(), batch()))).isInstanceOf(Done.class);
            haproxy.reload();
            assertThat(one(connector().verify(situation(), batch()))).as("point %d, kept", point).isInstanceOf(Done.class);
        } while (reach.reloaded());
        assertThat(point).isGreaterThan(8);
    }

    @Test
    void findsAReloadThatForgot() throws IOException {
        connector().switchTo(situation(), batch());
        Files.delete(haproxy.state());
        assertThat(one(connector().verify(situation(), batch()))).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.reason()).contains(haproxy.state().toString(), "reload"));
        assertThat(one(connector().inspect(situation(), batch()))).as("the file is still to be written").isInstanceOf(Done.class);
        haproxy.reload();
        assertThat(one(connector().verify(situation(), batch()))).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.reason()).contains("Not switched", "plain/west maint"));
        assertThat(one(connector().switchTo(situation(), batch()))).isInstanceOf(Done.class);
        assertThat(one(connector().verify(situation(), batch()))).isInstanceOf(Done.class);
    }

    @Test
    void tellsAFileThatSaysOtherwise() throws IOException {
        connector().switchTo(situation(), batch());
        String kept = Files.readString(haproxy.state());
        undo(batch());
        assertThat(one(connector().inspect(situation(), batch()))).isInstanceOfSatisfying(Done.class,
                done -> assertThat(done.seen()).contains("plain/west is ready in the file and maint (MAINT) in the process"));
        connector().switchTo(situation(), batch());
        Files.writeString(haproxy.state(), kept.replaceAll("(?m)^(\\d+ plain \\d+ west \\S+ \\d+) 4 ", "$1 5 "));
        assertThat(one(connector().verify(situation(), batch()))).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.reason()).contains("plain/west is maint in the file and ready (no check) in the process"));
    }

    @Test
    void keepsThePermissionsOfTheFileAndLeavesNoOther() throws IOException {
        Files.writeString(haproxy.state(), "1\n");
        Files.setPosixFilePermissions(haproxy.state(), PosixFilePermissions.fromString("rw-r-----"));
        connector().switchTo(situation(), batch());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(haproxy.state()))).isEqualTo("rw-r-----");
        assertThat(Files.readString(haproxy.state())).startsWith("1\n# be_id").doesNotContain("\n\n");
        try (var files = Files.list(haproxy.folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".new"));
        }
    }

    @Test
    void refusesASocketThatMayNotAdministrate() {
        Configured<?> operator = with(PLAIN, null, List.of(), haproxy.operatorEndpoint());
        assertThat(one(operator.inspect(situation(), batch()))).isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("level admin", "operator"));
        assertThat(one(operator.switchTo(situation(), batch()))).isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("level admin", "Permission denied"));
        assertThat(haproxy.status("plain/west")).isEqualTo("MAINT");
    }

    @Test
    void refusesServersAndRegionsThatAreNotThere() {
        Configured<?> wrong = with(Map.of("us-east", List.of("plain/east"), "us-west", List.of("plain/nobody")), null, List.of(),
                haproxy.adminEndpoint());
        assertThat(one(wrong.switchTo(situation(), batch()))).isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("plain/nobody"));
        Configured<?> elsewhere = with(Map.of("eu", List.of("plain/east"), "us-west", List.of("plain/west")), null, List.of(),
                haproxy.adminEndpoint());
        assertThat(one(elsewhere.inspect(situation(), batch()))).isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("us-east"));
    }

    @Test
    void refusesABatchThatPullsBothWays() {
        DomainMove there = batch().get(0);
        DomainMove back = new DomainMove("b.example.test", Side.DISASTER_RECOVERY, "us-west", "us-east", there.toEndpoint(), there.fromEndpoint());
        assertThat(connector().switchTo(situation(), List.of(there, back)).values()).hasOnlyElementsOfType(Refused.class);
        assertThat(haproxy.status("plain/east")).isEqualTo("no check");
    }

    @Test
    void refusesADirectoryThatTheServerDoesNotAllow() {
        Configured<?> outside = with(PLAIN, null, List.of("/etc/haproxy.state"), haproxy.adminEndpoint());
        assertThat(one(outside.switchTo(situation(), batch()))).isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("dr.connector.files"));
        assertThat(haproxy.status("plain/west")).isEqualTo("MAINT");
    }

    @Test
    void switchesTwoProcessesOrNone() {
        try (HaproxyServer second = HaproxyServer.start()) {
            Configured<?> both = with(PLAIN, null, List.of(haproxy.state().toString(), second.state().toString()),
                    haproxy.adminEndpoint(), second.adminEndpoint());
            assertThat(one(both.switchTo(situation(), batch()))).isInstanceOf(Done.class);
            second.ask("set server plain/east state ready");
            assertThat(one(both.verify(situation(), batch()))).isInstanceOfSatisfying(Failed.class,
                    failed -> assertThat(failed.reason()).contains(second.adminEndpoint() + ": plain/west ready (no check), plain/east ready"));
            assertThat(one(both.switchTo(situation(), batch()))).isInstanceOf(Done.class);
            assertThat(one(both.verify(situation(), batch()))).isInstanceOf(Done.class);
            undo(batch());
            second.kill();
            assertThat(one(both.switchTo(situation(), batch()))).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.reason()).contains(second.adminEndpoint());
                assertThat(failed.unreachable()).isTrue();
            });
            assertThat(haproxy.status("plain/west")).as("the first one was not touched").isEqualTo("MAINT");
        }
    }

    @Test
    void showsTheCommandsItSends() {
        List<Change> changes = checked().changes(situation(), batch());
        assertThat(changes.get(0)).isEqualTo(new Change("HAProxy at " + haproxy.tcpEndpoint(),
                "set server web/west state ready\nset server web/east state drain", 2));
        assertThat(changes.get(1).to()).isEqualTo("File " + haproxy.state());
        assertThat(checked().patience()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void sendsTheCommandsThatItShowed() throws IOException {
        try (LateProxy wire = new LateProxy(Integer.parseInt(haproxy.tcpEndpoint().split(":")[1]), Duration.ZERO)) {
            Configured<?> overWire = with(PLAIN, Leave.DRAIN, List.of(haproxy.state().toString()), "127.0.0.1:" + wire.port());
            List<Change> shown = overWire.changes(situation(), batch());
            assertThat(overWire.switchTo(situation(), batch()).values()).hasOnlyElementsOfType(Done.class);
            assertThat(wire.sent().stream().map(sent -> new String(sent, StandardCharsets.US_ASCII).strip()).filter(sent -> !sent.startsWith("show ")))
                    .containsExactlyElementsOf(shown.get(0).text().lines().toList());
            ServerTable kept = ServerTable.ofFile(Files.readString(haproxy.state()));
            assertThat(List.of("plain/west ready", "plain/east drain")).as("what the file was shown to get")
                    .allSatisfy(line -> assertThat(shown.get(1).text()).contains(line))
                    .allSatisfy(line -> assertThat(kept.words(line.split(" ")[0])).isEqualTo(line.split(" ")[1]));
        }
    }
}
