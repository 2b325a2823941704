package org.dradmin.recovery.connector.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.dns.DnsScene.VALUES;
import static org.dradmin.recovery.connector.dns.DnsScene.back;
import static org.dradmin.recovery.connector.dns.DnsScene.move;
import static org.dradmin.recovery.connector.dns.DnsScene.moves;
import static org.dradmin.recovery.connector.dns.DnsScene.shop;
import static org.dradmin.recovery.connector.dns.DnsScene.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.organization.Side;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.ConnectorContract;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.test.BindServer;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Needs({"named", "nsupdate", "dig", "rndc"})
class DnsConnectorTest extends ConnectorContract {

    private DnsScene scene = new DnsScene(3);

    @AfterEach
    void close() {
        scene.close();
    }

    @Override
    protected Configured<?> connector() {
        return scene.connector();
    }

    @Override
    protected List<DomainMove> batch() {
        return moves(3);
    }

    @Override
    protected void undo(List<DomainMove> batch) {
        scene.bind.update(batch.stream().flatMap(move -> Stream.of("update delete " + move.domain() + " A",
                "update add " + move.domain() + " 60 A 192.0.2.10", "update add " + move.domain() + " 60 A 192.0.2.11")).toArray(String[]::new));
    }

    @Override
    protected void cutOff() {
        scene.bind.stop();
    }

    private void serving(String... records) {
        scene.close();
        scene = new DnsScene(BindServer.serving(DnsScene.ZONE, List.of(records)));
    }

    private Configured<DnsSettings> with(String further) {
        return scene.connector(scene.bind.address(), ", 'servers': ['" + scene.bind.address() + "']" + further);
    }

    private static void movesThere(Configured<?> connector, DomainMove move) {
        assertThat(connector.inspect(DnsScene.situation(Mode.PLANNED), List.of(move)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector.switchTo(DnsScene.situation(Mode.PLANNED), List.of(move)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector.verify(DnsScene.situation(Mode.PLANNED), List.of(move)).values()).hasOnlyElementsOfType(Done.class);
    }

    @Test
    void movesEveryTypeThereAndBack() {
        serving("shop0 300 A 192.0.2.10", "shop0 300 AAAA 2001:db8:0:0:0:0:0:10", "shop1 CNAME east.cdn.example.net.");
        Configured<?> connector = with(", 'ttl': 30, 'domains': {'shop0.example.test': {'us-east': {'A': ['192.0.2.10'], 'AAAA': ['2001:DB8::10']}, "
                + "'us-west': {'CNAME': ['west.cdn.example.net']}}, 'shop1.example.test': {'us-east': {'CNAME': ['EAST.cdn.example.net.']}, "
                + "'us-west': {'A': ['198.51.100.10'], 'AAAA': ['2001:db8:1::10', '2001:db8:1::11']}}}");
        movesThere(connector, move(shop(0)));
        movesThere(connector, move(shop(1)));
        assertThat(scene.bind.values(shop(0), "CNAME")).containsExactly("west.cdn.example.net.");
        assertThat(scene.bind.values(shop(1), "CNAME")).isEmpty();
        assertThat(scene.bind.values(shop(1), "A")).containsExactly("198.51.100.10");
        assertThat(scene.bind.values(shop(1), "AAAA")).containsExactly("2001:db8:1::10", "2001:db8:1::11");
        movesThere(connector, back(shop(0)));
        movesThere(connector, back(shop(1)));
        assertThat(scene.bind.values(shop(0), "A")).containsExactly("192.0.2.10");
        assertThat(scene.bind.values(shop(0), "AAAA")).containsExactly("2001:db8::10");
        assertThat(scene.bind.values(shop(1), "CNAME")).containsExactly("east.cdn.example.net.");
    }

    @Test
    void provesWithRecordsTtlAndSerial() {
        Done before = (Done) connector().inspect(situation(), batch()).get(shop(0));
        assertThat(before.proof()).containsEntry("serial", 1L).containsEntry("records",
                List.of("shop0.example.test. 60 IN A 192.0.2.10", "shop0.example.test. 60 IN A 192.0.2.11"));
        connector().switchTo(situation(), batch());
        Done after = (Done) connector().verify(situation(), batch()).get(shop(0));
        assertThat(after.proof().get("servers")).isEqualTo(List.of(Map.of("server", scene.bind.address(), "serial", 2L, "records",
                List.of("shop0.example.test. 60 IN A 198.51.100.10"))));
        assertThat(after.seen()).contains("198.51.100.10").contains(scene.bind.address() + " (serial 2)");
    }

    @Test
    void sendsWhatItShowed() {
        List<Change> changes = connector().changes(situation(), batch());
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).domains()).isEqualTo(3);
        assertThat(changes.get(0).to()).contains(scene.bind.address()).contains(BindServer.KEY);
        assertThat(changes.get(0).text()).startsWith(";; ZONE SECTION:\nexample.test. IN SOA\n;; PREREQUISITE SECTION:\n"
                + "shop0.example.test. 0 IN A 192.0.2.10\nshop0.example.test. 0 IN A 192.0.2.11\n")
                .endsWith("shop2.example.test. 0 ANY A\nshop2.example.test. 60 IN A 198.51.100.10").doesNotContain(scene.bind.secret());
    }

    @Test
    void signsWithSha512() {
        scene.close();
        scene = new DnsScene(BindServer.serving(DnsScene.ZONE, "hmac-sha512", List.of("shop0 A 192.0.2.10", "shop0 A 192.0.2.11")));
        movesThere(connector(), move(shop(0)));
    }

    @Test
    void findsTheServersOfTheZoneItself() {
        Configured<?> connector = scene.connector(scene.bind.address(), ", 'nsPort': " + scene.bind.port() + ", 'values': " + VALUES);
        movesThere(connector, move(shop(0)));
        Configured<?> forbidden = scene.connector(scene.bind.address(), ", 'values': " + VALUES, scene.bind.address());
        StepResult answer = forbidden.inspect(situation(), List.of(move(shop(1)))).get(shop(1));
        assertThat(answer).isInstanceOf(Refused.class);
        assertThat(words(answer)).contains("localhost:53").contains("dr.connector.hosts");
    }

    @Test
    void movesTheRecordThatATemplateNames() {
        serving("shop0.origin A 192.0.2.10", "shop0.origin A 192.0.2.11", "www A 192.0.2.10", "www A 192.0.2.11");
        movesThere(with(", 'record': '{label}.origin.example.test', 'values': " + VALUES), move("shop0.example.com"));
        DomainMove organization = move(DomainMove.ORGANIZATION);
        movesThere(with(", 'record': 'www.example.test', 'values': " + VALUES), organization);
        assertThat(words(connector().inspect(situation(), List.of(organization)).get("*"))).contains("whole organization");
        assertThat(words(connector().inspect(situation(), List.of(move("a.example.org"))).get("a.example.org"))).contains("not in the zone example.test");
    }

    @Test
    void leavesANameWithMailAloneWhereACnameIsToStand() {
        serving("shop0 A 192.0.2.10", "shop1 A 192.0.2.10", "shop1 MX 10 mail", "mail A 192.0.2.25");
        Configured<?> connector = with(", 'values': {'us-east': {'A': ['192.0.2.10']}, 'us-west': {'CNAME': ['west.example.net']}}");
        assertThat(words(connector.inspect(situation(), moves(2)).get(shop(1)))).contains("MX").contains("CNAME");
        Map<String, StepResult> answers = connector.switchTo(situation(), moves(2));
        assertThat(answers.get(shop(0))).isInstanceOf(Done.class);
        assertThat(answers.get(shop(1))).isInstanceOf(Refused.class);
        assertThat(scene.bind.values(shop(1), "A")).containsExactly("192.0.2.10");
    }

    @Test
    void movesAThousandNamesInAsManyMessagesAsTheyNeed() {
        List<String> labels = IntStream.range(0, 1000).mapToObj(i -> "a-rather-long-label-for-a-shop-so-that-messages-fill-up-" + i).toList();
        List<String> records = new ArrayList<>();
        labels.forEach(label -> records.addAll(List.of(label + " A 192.0.2.10", label + " A 192.0.2.11")));
        serving(records.toArray(String[]::new));
        List<DomainMove> all = labels.stream().map(label -> move(label + "." + DnsScene.ZONE)).toList();
        List<Change> changes = connector().changes(situation(), all);
        assertThat(changes).hasSizeBetween(5, 7);
        assertThat(changes.stream().mapToInt(Change::domains).sum()).isEqualTo(1000);
        assertThat(connector().inspect(situation(), all).values()).hasSize(1000).hasOnlyElementsOfType(Done.class);
        assertThat(connector().switchTo(situation(), all).values()).hasSize(1000).hasOnlyElementsOfType(Done.class);
        assertThat(connector().verify(situation(), all).values()).hasSize(1000).hasOnlyElementsOfType(Done.class);
        assertThat(connector().switchTo(situation(), all).values()).hasSize(1000).hasOnlyElementsOfType(AlreadyDone.class);
        assertThat(scene.bind.log().lines().filter(line -> line.contains("approved"))).hasSizeBetween(changes.size(), 3 * changes.size());
    }

    @Test
    void knowsNoRegionThatThePlanLeavesOut() {
        DomainMove elsewhere = new DomainMove(shop(0), Side.DISASTER_RECOVERY, "us-east", "eu-north", null, null);
        assertThat(words(connector().inspect(situation(), List.of(elsewhere)).get(shop(0)))).contains("eu-north");
        assertThat(connector().changes(situation(), List.of(elsewhere))).isEmpty();
        assertThat(connector().verify(situation(), List.of(elsewhere)).get(shop(0))).isNotInstanceOf(Done.class).isNotInstanceOf(Failed.class);
    }
}
