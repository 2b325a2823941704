package org.dradmin.recovery.connector.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.dns.DnsScene.VALUES;
import static org.dradmin.recovery.connector.dns.DnsScene.back;
import static org.dradmin.recovery.connector.dns.DnsScene.move;
import static org.dradmin.recovery.connector.dns.DnsScene.moves;
import static org.dradmin.recovery.connector.dns.DnsScene.shop;
import static org.dradmin.recovery.connector.dns.DnsScene.words;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
import org.dradmin.test.LateProxy;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Section;

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
    void showsAnUpdateAsNsupdateWould() {
        List<Change> changes = connector().changes(situation(), batch());
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).domains()).isEqualTo(3);
        assertThat(changes.get(0).to()).contains(scene.bind.address()).contains(BindServer.KEY);
        assertThat(changes.get(0).text()).startsWith(";; ZONE SECTION:\nexample.test. IN SOA\n;; PREREQUISITE SECTION:\n"
                + "shop0.example.test. 0 IN A 192.0.2.10\nshop0.example.test. 0 IN A 192.0.2.11\n")
                .endsWith("shop2.example.test. 0 ANY A\nshop2.example.test. 60 IN A 198.51.100.10").doesNotContain(scene.bind.secret());
    }

    @Test
    void sendsTheUpdatesThatItShowed() throws IOException {
        try (LateProxy wire = new LateProxy(scene.bind.port(), Duration.ZERO)) {
            Configured<?> overWire = scene.connector("127.0.0.1:" + wire.port(), ", 'servers': ['" + scene.bind.address() + "'], 'values': " + VALUES);
            List<String> shown = overWire.changes(situation(), batch()).stream().map(Change::text).toList();
            assertThat(overWire.switchTo(situation(), batch()).values()).hasOnlyElementsOfType(Done.class);
            List<String> sent = new ArrayList<>();
            for (byte[] connection : wire.sent()) {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(connection));
                while (in.available() > 0) {
                    Message message = new Message(in.readNBytes(in.readUnsignedShort()));
                    if (message.getHeader().getOpcode() == Opcode.UPDATE) {
                        sent.add(";; ZONE SECTION:\n" + message.getQuestion().getName() + " IN SOA\n;; PREREQUISITE SECTION:\n"
                                + lines(message, Section.PREREQ) + "\n;; UPDATE SECTION:\n" + lines(message, Section.UPDATE));
                        assertThat(message.getTSIG()).as("signed").isNotNull();
                    }
                }
            }
            assertThat(sent).isEqualTo(shown);
        }
    }

    private static String lines(Message message, int section) {
        return message.getSection(section).stream().map(UpdateMessage::line).collect(Collectors.joining("\n"));
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
    void saysBeforehandWhichAddressesThePlanLeavesWhereTheyAre() {
        serving("shop0 A 192.0.2.10", "shop0 AAAA 2001:db8::10", "shop1 A 192.0.2.10");
        Configured<?> connector = with(", 'values': {'us-east': {'A': ['192.0.2.10']}, 'us-west': {'A': ['198.51.100.10']}}");
        Map<String, StepResult> ahead = connector.inspect(DnsScene.preview(Mode.PLANNED), moves(2));
        assertThat(ahead.values()).hasOnlyElementsOfType(Done.class);
        assertThat(words(ahead.get(shop(0)))).contains("AAAA 2001:db8::10 stays");
        assertThat(words(ahead.get(shop(1)))).doesNotContain("stays");
    }

    @Test
    void movesANameThatHasOnlyAaaa() {
        serving("shop0 AAAA 2001:db8::10");
        movesThere(with(", 'values': {'us-east': {'AAAA': ['2001:db8::10']}, 'us-west': {'AAAA': ['2001:db8:1::10']}}"), move(shop(0)));
        assertThat(scene.bind.values(shop(0), "AAAA")).containsExactly("2001:db8:1::10");
        assertThat(scene.bind.values(shop(0), "A")).isEmpty();
    }

    @Test
    void movesTheZonesOwnNameAndGivesItNoCname() {
        serving("@ A 192.0.2.10");
        movesThere(with(", 'values': {'us-east': {'A': ['192.0.2.10']}, 'us-west': {'A': ['198.51.100.10']}}"), move(DnsScene.ZONE));
        Configured<?> cname = with(", 'values': {'us-east': {'A': ['198.51.100.10']}, 'us-west': {'CNAME': ['west.example.net']}}");
        for (StepResult answer : List.of(cname.inspect(situation(), List.of(move(DnsScene.ZONE))).get(DnsScene.ZONE),
                cname.switchTo(situation(), List.of(move(DnsScene.ZONE))).get(DnsScene.ZONE))) {
            assertThat(answer).isInstanceOf(Refused.class);
            assertThat(words(answer)).contains("the zone itself").contains("CNAME");
        }
        assertThat(scene.bind.values(DnsScene.ZONE, "A")).containsExactly("198.51.100.10");
    }

    @Test
    void movesNamesInPunycodeAndAsLongAsNamesCanBe() {
        String longest = String.join(".", "a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(253 - 3 * 64 - 1 - DnsScene.ZONE.length()));
        serving("xn--mnchen-3ya A 192.0.2.10", longest + " A 192.0.2.10");
        Configured<?> connector = with(", 'values': {'us-east': {'A': ['192.0.2.10']}, 'us-west': {'A': ['198.51.100.10']}}");
        for (String label : List.of("xn--mnchen-3ya", longest)) {
            movesThere(connector, move(label + "." + DnsScene.ZONE));
            assertThat(scene.bind.values(label + "." + DnsScene.ZONE, "A")).containsExactly("198.51.100.10");
        }
        DomainMove tooLong = move(longest + "." + DnsScene.ZONE);
        Configured<?> longer = with(", 'record': 'www.{domain}', 'values': {'us-east': {'A': ['192.0.2.10']}, 'us-west': {'A': ['198.51.100.10']}}");
        assertThat(longer.switchTo(situation(), List.of(tooLong)).get(tooLong.domain())).isInstanceOf(Refused.class);
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
