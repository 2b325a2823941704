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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.organization.Side;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.ConnectorContract;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.test.HaproxyServer;
import org.dradmin.test.LateProxy;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of a map of a real HAProxy, one for each domain. */
@Needs("haproxy")
class HaproxyMapTest extends ConnectorContract {

    private final HaproxyServer haproxy = HaproxyServer.start("a.example.test", "b.example.test", "stays.example.test");

    @AfterEach
    void close() {
        haproxy.close();
    }

    private Configured<?> with(List<String> files, String... endpoints) {
        return with(new Reach(allowed()), files, endpoints);
    }

    private static Settings allowed() {
        Map<String, String> allowed = Map.of("dr.connector.hosts", "127.0.0.1", "dr.connector.files", System.getProperty("java.io.tmpdir"));
        return new Settings(key -> Optional.ofNullable(allowed.get(key)));
    }

    private Configured<?> with(Reach reach, List<String> files, String... endpoints) {
        return new Configured<>(new HaproxyConnector(reach), new HaproxySettings(List.of(endpoints), null, null, new HaproxyMap(haproxy.map().toString(),
                        Map.of("us-east", "east", "us-west", "west")), files, null, null));
    }

    @Override
    protected Configured<?> connector() {
        return with(List.of(haproxy.map().toString()), haproxy.adminEndpoint());
    }

    @Override
    protected List<DomainMove> batch() {
        return List.of(move("a.example.test"), move("b.example.test"));
    }

    private static DomainMove move(String domain) {
        return new DomainMove(domain, Side.DISASTER_RECOVERY, "us-east", "us-west", "https://east.example.test",
                "https://west.example.test");
    }

    @Override
    protected void undo(List<DomainMove> batch) {
        batch.forEach(move -> haproxy.ask("set map " + haproxy.map() + " " + move.domain() + " east"));
    }

    @Override
    protected void cutOff() {
        haproxy.kill();
    }

    @Test
    void movesTheDomainsOfTheBatchAndNoOther() throws IOException {
        assertThat(haproxy.mapped("a.example.test")).isEqualTo("east");
        assertThat(connector().switchTo(situation(), batch()).values()).hasOnlyElementsOfType(Done.class);
        assertThat(haproxy.mapped("a.example.test")).isEqualTo("west");
        assertThat(haproxy.mapped("b.example.test")).isEqualTo("west");
        assertThat(haproxy.mapped("stays.example.test")).isEqualTo("east");
        assertThat(Files.readAllLines(haproxy.map())).containsExactly("a.example.test west", "b.example.test west", "stays.example.test east");
    }

    @Test
    void leavesOtherLinesAndThePermissionsOfTheFileAsTheyAre() throws IOException {
        Files.writeString(haproxy.map(), "# who serves what\n\n  a.example.test\teast\n/odd; <<key\\x  a \"value\" # with; all \\ of it\n");
        Files.setPosixFilePermissions(haproxy.map(), PosixFilePermissions.fromString("rw-r-----"));
        haproxy.reload();
        assertThat(connector().switchTo(situation(), batch()).values()).hasOnlyElementsOfType(Done.class);
        assertThat(Files.readString(haproxy.map())).isEqualTo("# who serves what\n\na.example.test west\n"
                + "/odd; <<key\\x  a \"value\" # with; all \\ of it\nb.example.test west\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(haproxy.map()))).isEqualTo("rw-r-----");
        assertThat(haproxy.ask("show map " + haproxy.map()).lines().map(line -> line.substring(line.indexOf(' ') + 1)).toList())
                .containsExactly("a.example.test west", "/odd; <<key\\x  a \"value\" # with; all \\ of it", "b.example.test west");
        haproxy.reload();
        assertThat(connector().verify(situation(), batch()).values()).hasOnlyElementsOfType(Done.class);
    }

    @Test
    void switchesOneDomainByOneCommand() {
        assertThat(connector().changes(situation(), List.of(move("a.example.test"))).get(0).text())
                .isEqualTo("set map " + haproxy.map() + " a.example.test west");
        assertThat(connector().changes(situation(), List.of(move("new.example.test"))).get(0).text())
                .isEqualTo("add map " + haproxy.map() + " new.example.test west");
        assertThat(connector().changes(situation(), batch()).get(0).text()).isEqualTo("prepare map " + haproxy.map()
                + "\nadd map @<version> " + haproxy.map() + " <<\na.example.test west\nb.example.test west\n(and 1 other entries as they are)\n\n"
                + "commit map @<version> " + haproxy.map());
        assertThat(connector().switchTo(situation(), List.of(move("new.example.test"))).values()).hasOnlyElementsOfType(Done.class);
        assertThat(haproxy.mapped("new.example.test")).isEqualTo("west");
    }

    @Test
    void sendsTheCommandsThatItShowed() throws IOException {
        try (LateProxy wire = new LateProxy(Integer.parseInt(haproxy.tcpEndpoint().split(":")[1]), Duration.ZERO)) {
            Configured<?> overWire = with(List.of(haproxy.map().toString()), "127.0.0.1:" + wire.port());
            List<Change> shown = overWire.changes(situation(), batch());
            assertThat(overWire.switchTo(situation(), batch()).values()).hasOnlyElementsOfType(Done.class);
            String sent = wire.sent().stream().map(one -> new String(one, StandardCharsets.US_ASCII).stripTrailing())
                    .filter(one -> !one.startsWith("show ")).collect(Collectors.joining("\n"));
            assertThat(sent.replaceAll("@\\d+", "@<version>").replace("stays.example.test east", "(and 1 other entries as they are)"))
                    .isEqualTo(shown.get(0).text().replace("\n\n", "\n"));
            assertThat(Files.readAllLines(haproxy.map())).containsAll(shown.get(1).text().lines().toList());
        }
    }

    @Test
    void switchesThousandsAtOnce() {
        List<DomainMove> many = IntStream.range(0, 5000).mapToObj(i -> move("host-" + i + ".example.test")).toList();
        assertThat(connector().switchTo(situation(), many).values()).hasSize(5000).hasOnlyElementsOfType(Done.class);
        assertThat(connector().verify(situation(), many).values()).hasSize(5000).hasOnlyElementsOfType(Done.class);
        assertThat(haproxy.mapped("host-4999.example.test")).isEqualTo("west");
        assertThat(haproxy.mapped("stays.example.test")).isEqualTo("east");
    }

    /** Right before each connection that a switch makes, one after the other. */
    @Test
    void neverTakesAReloadAtAnyPointForSuccess() throws IOException {
        List<String> origin = Files.readAllLines(haproxy.map());
        int point = 0;
        ReloadingReach reach;
        do {
            Files.write(haproxy.map(), origin);
            haproxy.reload();
            reach = new ReloadingReach(allowed(), haproxy, ++point);
            Configured<?> connector = with(reach, List.of(haproxy.map().toString()), haproxy.adminEndpoint());
            Map<String, StepResult> answers = connector.switchTo(situation(), batch());
            Map<String, StepResult> proofs = connector().verify(situation(), batch());
            assertThat(proofs.values().stream().allMatch(Done.class::isInstance)).as("point %d: %s, then %s", point, answers, proofs)
                    .isEqualTo(answers.values().stream().allMatch(answer -> answer instanceof Done || answer instanceof AlreadyDone));
            assertThat(connector().switchTo(situation(), batch()).values()).as("point %d, once more", point)
                    .hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
            haproxy.reload();
            assertThat(connector().verify(situation(), batch()).values()).as("point %d, kept", point).hasOnlyElementsOfType(Done.class);
            assertThat(haproxy.mapped("stays.example.test")).isEqualTo("east");
        } while (reach.reloaded());
        assertThat(point).isGreaterThan(5);
    }

    @Test
    void findsADriftBetweenFileAndProcess() throws IOException {
        connector().switchTo(situation(), batch());
        Files.writeString(haproxy.map(), "a.example.test east\nb.example.test west\n");
        Map<String, StepResult> answers = connector().verify(situation(), batch());
        assertThat(answers.get("a.example.test")).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.reason()).contains("reload", "the file " + haproxy.map() + " has east"));
        assertThat(answers.get("b.example.test")).isInstanceOf(Done.class);
        assertThat(connector().inspect(situation(), batch()).get("a.example.test")).isInstanceOf(Done.class);
        connector().switchTo(situation(), batch());
        haproxy.reload();
        assertThat(connector().inspect(situation(), batch()).values()).hasOnlyElementsOfType(AlreadyDone.class);
        assertThat(haproxy.mapped("a.example.test")).isEqualTo("west");
    }

    @Test
    void refusesWhatSomebodyElseChangedAndMovesTheRest() {
        haproxy.ask("set map " + haproxy.map() + " a.example.test sorry-page");
        Map<String, StepResult> answers = connector().switchTo(situation(), batch());
        assertThat(answers.get("a.example.test")).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("sorry-page"));
        assertThat(answers.get("b.example.test")).isInstanceOf(Done.class);
        assertThat(haproxy.ask("show map " + haproxy.map())).contains("a.example.test sorry-page", "b.example.test west");
        Situation told = new Situation(situation().operationId(), situation().step(), situation().mode(), situation().to(), situation().stepsDone(),
                Optional.of(new Situation.Override("ada", "The page is no longer wanted")));
        assertThat(connector().switchTo(told, batch()).get("a.example.test")).isInstanceOf(Done.class);
        assertThat(haproxy.mapped("a.example.test")).isEqualTo("west");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example.test x;set map", "a\nshow info", "a <<", "a\\ b", "a b", "#0x1", "", "*", "a;", "-x", "@1", "ä.example.test"})
    void makesNoCommandOfAName(String name) {
        String before = haproxy.ask("show map " + haproxy.map());
        for (Map<String, StepResult> answers : List.of(connector().inspect(situation(), List.of(move(name), move("b.example.test"))),
                connector().switchTo(situation(), List.of(move(name))), connector().verify(situation(), List.of(move(name))))) {
            assertThat(answers.get(name)).isInstanceOf(Refused.class);
        }
        assertThat(connector().changes(situation(), Stream.of(move(name)).toList())).isEmpty();
        assertThat(haproxy.ask("show map " + haproxy.map())).isEqualTo(before);
    }

    @Test
    void refusesAMapThatHaproxyDoesNotHave() throws IOException {
        var other = new Configured<>(new HaproxyConnector(new Reach(new Settings(key -> Optional.of(System.getProperty("java.io.tmpdir"))))),
                new HaproxySettings(List.of(haproxy.adminEndpoint()), null, null, new HaproxyMap("/etc/other.map",
                        Map.of("us-east", "east", "us-west", "west")), List.of(), null, null));
        assertThat(other.inspect(situation(), batch()).values()).allSatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(Refused.class,
                no -> assertThat(no.reason()).contains("Unknown map")));
        Files.delete(haproxy.map());
        assertThat(connector().switchTo(situation(), batch()).values()).hasOnlyElementsOfType(Refused.class);
    }

    @Test
    void askOfTwoProcessesBoth() {
        try (HaproxyServer second = HaproxyServer.start("a.example.test")) {
            Configured<?> both = with(List.of(), haproxy.adminEndpoint(), second.adminEndpoint());
            assertThat(both.switchTo(situation(), batch()).values()).as("the second knows no such map").hasOnlyElementsOfType(Refused.class);
            assertThat(haproxy.mapped("a.example.test")).isEqualTo("east");
        }
    }
}
