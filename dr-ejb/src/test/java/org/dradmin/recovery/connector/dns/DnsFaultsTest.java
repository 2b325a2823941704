package org.dradmin.recovery.connector.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.dns.DnsScene.VALUES;
import static org.dradmin.recovery.connector.dns.DnsScene.move;
import static org.dradmin.recovery.connector.dns.DnsScene.moves;
import static org.dradmin.recovery.connector.dns.DnsScene.overriding;
import static org.dradmin.recovery.connector.dns.DnsScene.shop;
import static org.dradmin.recovery.connector.dns.DnsScene.situation;
import static org.dradmin.recovery.connector.dns.DnsScene.words;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.BindServer;
import org.dradmin.test.LateProxy;
import org.dradmin.test.Needs;
import org.dradmin.test.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can go wrong between the connector and a BIND, and that after each of it both tell the same story. */
@Needs({"named", "nsupdate", "dig", "rndc"})
class DnsFaultsTest {

    private static final Situation PLANNED = situation(Mode.PLANNED);
    private static final int SHOPS = 8;

    private final DnsScene scene = new DnsScene(SHOPS);
    private final List<DomainMove> batch = moves(SHOPS);

    @AfterEach
    void close() {
        scene.close();
    }

    private void standsIn(String region, int shop) {
        assertThat(scene.bind.values(shop(shop), "A")).as(shop(shop)).containsExactly(
                region.equals("us-east") ? new String[] {"192.0.2.10", "192.0.2.11"} : new String[] {"198.51.100.10"});
    }

    private void nothingMoved() {
        IntStream.range(0, SHOPS).forEach(shop -> standsIn("us-east", shop));
    }

    private static void each(Map<String, StepResult> answers, Class<? extends StepResult> kind, String... words) {
        assertThat(answers.values()).hasSize(SHOPS).hasOnlyElementsOfType(kind).allSatisfy(answer -> assertThat(words(answer)).satisfies(said -> List.of(words).forEach(word -> assertThat(said).contains(word))));
    }

    @Test
    void saysBeforeAnythingIsSwitchedThatTheSecretIsAnotherOne() {
        scene.secret(Base64.getEncoder().encodeToString("another secret, long enough".getBytes()));
        each(scene.connector().inspect(PLANNED, batch), Refused.class, "BADSIG", BindServer.KEY, "env:DR_SECRET_TSIG");
        each(scene.connector().switchTo(PLANNED, batch), Refused.class, "BADSIG");
        nothingMoved();
    }

    @Test
    void saysThatTheServerDoesNotKnowTheKey() {
        Configured<DnsSettings> known = scene.connector();
        Configured<DnsSettings> unknown = new Configured<>(known.connector(), renamed(known.settings()));
        each(unknown.inspect(PLANNED, batch), Refused.class, "BADKEY", "other-key");
        each(unknown.switchTo(PLANNED, batch), Refused.class, "BADKEY", "other-key");
        nothingMoved();
    }

    private static DnsSettings renamed(DnsSettings s) {
        return new DnsSettings(s.zone(), s.server(), s.servers(), s.nsPort(), new TsigKey("other-key", s.key().algorithm(), s.key().secret()), s.ttl(),
                s.answerSeconds(), s.timeoutSeconds(), s.patienceSeconds(), s.values(), s.domains(), s.record());
    }

    @Test
    void saysWhatIsWrongWithASecretAndNotWhatItIs() {
        for (String secret : List.of("no base64 at all!", "c2hvcnQ=")) {
            scene.secret(secret);
            assertThat(words(scene.connector().switchTo(PLANNED, batch).get(shop(0)))).contains("env:DR_SECRET_TSIG").doesNotContain(secret);
        }
        scene.secret("");
        each(scene.connector().inspect(PLANNED, batch), Refused.class, "DR_SECRET_TSIG");
        nothingMoved();
    }

    @Test
    void knowsThatNothingWasSentToAServerThatIsNotThere() {
        scene.bind.stop();
        for (Map<String, StepResult> answers : List.of(scene.connector().inspect(PLANNED, batch), scene.connector().switchTo(PLANNED, batch),
                scene.connector().verify(PLANNED, batch))) {
            each(answers, Failed.class, scene.bind.address());
            assertThat(answers.values()).allSatisfy(answer -> assertThat(((Failed) answer).unreachable()).isTrue());
        }
        scene.bind.startAgain();
        nothingMoved();
    }

    @Test
    void doesNotKnowWhatBecameOfAnUpdateWithoutAnAnswerAndSeesItNextTime() throws IOException {
        try (LateProxy proxy = new LateProxy(scene.bind.port(), Duration.ofSeconds(4))) {
            Configured<?> slow = scene.connector("127.0.0.1:" + proxy.port(), ", 'answerSeconds': 2, 'servers': ['" + scene.bind.address() + "'], 'values': "
                    + VALUES);
            Map<String, StepResult> answers = slow.switchTo(PLANNED, batch);
            each(answers, Failed.class, "did not answer in time", "not known");
            assertThat(answers.values()).noneSatisfy(answer -> assertThat(((Failed) answer).unreachable()).isTrue());
            IntStream.range(0, SHOPS).forEach(shop -> standsIn("us-west", shop));
            // The late answer to the first update arrives while others are waited for.
            proxy.delay(Duration.ofMillis(100));
            each(slow.switchTo(PLANNED, batch), AlreadyDone.class, "198.51.100.10");
            each(slow.verify(PLANNED, batch), Done.class);
        }
    }

    @Test
    void keepsToTheTimeOfTheActWhenEveryAnswerIsSlow() throws IOException {
        try (LateProxy proxy = new LateProxy(scene.bind.port(), Duration.ofMillis(1500))) {
            Configured<?> slow = scene.connector("127.0.0.1:" + proxy.port(), ", 'answerSeconds': 2, 'timeoutSeconds': 2, 'servers': ['"
                    + scene.bind.address() + "'], 'values': " + VALUES);
            long before = System.nanoTime();
            each(slow.inspect(PLANNED, batch), Failed.class, "did not answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(slow.timeout());
        }
    }

    @Test
    void sendsNothingMoreOnceAnUpdateHasNoAnswer() throws IOException {
        String label = "a-rather-long-label-for-a-shop-so-that-a-message-is-soon-full-";
        List<DomainMove> many = IntStream.range(0, 600).mapToObj(i -> move(label.substring(0, 59) + i + "." + DnsScene.ZONE)).toList();
        try (BindServer bind = BindServer.serving(DnsScene.ZONE, many.stream().map(move -> move.domain() + ". A 192.0.2.10").toList());
                LateProxy proxy = new LateProxy(bind.port(), Duration.ofSeconds(6))) {
            Configured<?> slow = scene.connector("127.0.0.1:" + proxy.port(), ", 'answerSeconds': 3, 'values': "
                    + "{'us-east': {'A': ['192.0.2.10']}, 'us-west': {'A': ['198.51.100.10']}}");
            int first = slow.changes(PLANNED, many).get(0).domains();
            Map<String, StepResult> answers = slow.switchTo(PLANNED, many);
            assertThat(answers.values()).hasSize(600).hasOnlyElementsOfType(Failed.class);
            for (int i = 0; i < many.size(); i++) {
                assertThat(words(answers.get(many.get(i).domain()))).contains(i < first ? "not known" : "Not sent");
            }
            assertThat(bind.values(many.get(0).domain(), "A")).containsExactly("198.51.100.10");
            assertThat(bind.values(many.get(599).domain(), "A")).containsExactly("192.0.2.10");
        }
    }

    @Test
    void believesNoAnswerThatIsNotSigned() throws Exception {
        try (ServerSocket door = new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
            Configured<?> fooled = scene.connector("127.0.0.1:" + door.getLocalPort(), ", 'values': " + VALUES);
            CompletableFuture<Void> impostor = CompletableFuture.runAsync(() -> saysYes(door));
            each(fooled.switchTo(PLANNED, batch), Failed.class, "NOERROR", "not signed", "not known");
            impostor.get();
        }
        nothingMoved();
    }

    private static void saysYes(ServerSocket door) {
        try (Socket client = door.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] update = new byte[in.readUnsignedShort()];
            in.readFully(update);
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            out.writeShort(12);
            out.write(new byte[] {update[0], update[1], (byte) (0x80 | update[2]), 0, 0, 0, 0, 0, 0, 0, 0, 0});
            in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void leavesNoThreadBehindThatWouldOutlastTheApplication() {
        scene.connector().inspect(PLANNED, batch);
        scene.connector().switchTo(PLANNED, batch);
        scene.connector().verify(PLANNED, batch);
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).noneMatch(name -> name.contains("dnsjava"));
    }

    @Test
    void refusesWhatTheServerRefuses() {
        scene.bind.permitting("allow-update { none; };");
        each(scene.connector().inspect(PLANNED, batch), Done.class);
        each(scene.connector().switchTo(PLANNED, batch), Refused.class, "REFUSED", "update-policy");
        nothingMoved();
    }

    @Test
    void findsTheNamesThatThePolicyPermits() {
        scene.bind.permitting("update-policy { grant dr-failover name shop1.example.test. A; grant dr-failover name shop6.example.test. A; };");
        Map<String, StepResult> answers = scene.connector().switchTo(PLANNED, batch);
        for (int shop = 0; shop < SHOPS; shop++) {
            boolean permitted = shop == 1 || shop == 6;
            assertThat(answers.get(shop(shop))).as(shop(shop)).isInstanceOf(permitted ? Done.class : Refused.class);
            standsIn(permitted ? "us-west" : "us-east", shop);
        }
    }

    @Test
    void refusesTheNamesThatSomebodyElseChangedAndMovesTheRest() {
        each(scene.connector().inspect(PLANNED, batch), Done.class);
        scene.bind.update("update delete shop1.example.test A", "update add shop1.example.test 60 A 203.0.113.1", "update delete shop3.example.test",
                "update delete shop5.example.test A", "update add shop5.example.test 60 CNAME elsewhere.example.test",
                "update delete shop7.example.test A 192.0.2.11");
        Map<String, StepResult> answers = scene.connector().switchTo(PLANNED, batch);
        for (int shop = 0; shop < SHOPS; shop += 2) {
            assertThat(answers.get(shop(shop))).isInstanceOf(Done.class);
            standsIn("us-west", shop);
        }
        String[] there = {"", "A 203.0.113.1", "", "no record", "", "CNAME elsewhere.example.test.", "", "A 192.0.2.10,"};
        for (int shop = 1; shop < SHOPS; shop += 2) {
            assertThat(answers.get(shop(shop))).isInstanceOf(Refused.class);
            assertThat(words(answers.get(shop(shop)))).contains(shop(shop)).contains("somebody else")
                    .contains(there[shop].replaceAll(",$", ""));
        }
        assertThat(scene.bind.values(shop(1), "A")).containsExactly("203.0.113.1");
        assertThat(scene.bind.values(shop(3), "A")).isEmpty();
        assertThat(scene.bind.values(shop(5), "CNAME")).containsExactly("elsewhere.example.test.");
        assertThat(scene.bind.values(shop(7), "A")).containsExactly("192.0.2.10");
        Map<String, StepResult> next = scene.connector().inspect(PLANNED, batch);
        assertThat(next.get(shop(0))).isInstanceOf(AlreadyDone.class);
        assertThat(next.get(shop(1))).isInstanceOf(Refused.class);
    }

    @Test
    void overwritesWhatSomebodyElseChangedOnlyOnAPersonsWord() {
        scene.bind.update("update delete shop1.example.test A", "update add shop1.example.test 60 AAAA 2001:db8::bad",
                "update delete shop2.example.test A", "update add shop2.example.test 60 A 203.0.113.1",
                "update delete shop3.example.test A", "update add shop3.example.test 60 CNAME elsewhere.example.test");
        each(scene.connector().inspect(overriding(), batch), Done.class);
        assertThat(words(scene.connector().inspect(overriding(), batch).get(shop(2)))).contains("203.0.113.1").contains("ada");
        assertThat(scene.connector().changes(overriding(), batch).get(0).text()).contains("shop2.example.test. 0 IN A 203.0.113.1")
                .contains("shop3.example.test. 0 ANY CNAME");
        each(scene.connector().switchTo(overriding(), batch), Done.class);
        each(scene.connector().verify(PLANNED, batch), Done.class);
        assertThat(scene.bind.values(shop(1), "AAAA")).as("not of this plan").containsExactly("2001:db8::bad");
        assertThat(scene.bind.values(shop(3), "CNAME")).isEmpty();
    }

    @Test
    void goesOnAfterACrashInTheMiddle() {
        scene.connector().switchTo(PLANNED, batch.subList(0, 3));
        Map<String, StepResult> answers = scene.connector().switchTo(PLANNED, batch);
        IntStream.range(0, 3).forEach(shop -> assertThat(answers.get(shop(shop))).isInstanceOf(AlreadyDone.class));
        IntStream.range(3, SHOPS).forEach(shop -> assertThat(answers.get(shop(shop))).isInstanceOf(Done.class));
        each(scene.connector().verify(PLANNED, batch), Done.class);
    }

    @Test
    void waitsForASecondaryThatIsBehindAndFindsOneThatDiffers() {
        try (BindServer secondary = scene.bind.secondary()) {
            Configured<?> both = scene.connector(scene.bind.address(), ", 'servers': ['" + scene.bind.address() + "', '" + secondary.address()
                    + "'], 'values': " + VALUES);
            both.switchTo(PLANNED, batch);
            each(both.verify(PLANNED, batch), Retry.class, secondary.address(), "serial 1");
            secondary.follow();
            each(both.verify(PLANNED, batch), Done.class, secondary.address() + " (serial 2)", scene.bind.address() + " (serial 2)");
            scene.bind.update("update delete shop0.example.test A", "update add shop0.example.test 60 A 203.0.113.1");
            secondary.follow();
            scene.bind.update("update delete shop0.example.test A", "update add shop0.example.test 60 A 198.51.100.10");
            assertThat(both.verify(PLANNED, batch).get(shop(0))).isInstanceOf(Retry.class);
            assertThat(both.verify(PLANNED, batch).get(shop(1))).as("right, though its server is behind").isInstanceOf(Done.class);
        }
    }

    @Test
    void failsWhereASecondaryServesSomethingElseThoughItIsNotBehind() {
        try (BindServer other = BindServer.serving(DnsScene.ZONE, List.of("shop0 A 192.0.2.10"))) {
            other.update("update add a.example.test 60 A 192.0.2.1");
            other.update("update add b.example.test 60 A 192.0.2.1");
            Configured<?> both = scene.connector(scene.bind.address(), ", 'servers': ['" + other.address() + "'], 'values': " + VALUES);
            both.switchTo(PLANNED, batch);
            StepResult answer = both.verify(PLANNED, batch).get(shop(0));
            assertThat(answer).isInstanceOf(Failed.class);
            assertThat(words(answer)).contains(other.address()).contains("serial 3").contains("192.0.2.10").contains("198.51.100.10");
        }
    }

    @Test
    void passesADeadSecondaryByOnlyWhereTheRegionIsGone() {
        int nobody = Ports.free();
        Configured<?> both = scene.connector(scene.bind.address(), ", 'servers': ['127.0.0.1:" + nobody + "'], 'values': " + VALUES);
        both.switchTo(PLANNED, batch);
        each(both.verify(PLANNED, batch), Failed.class, "127.0.0.1:" + nobody);
        Map<String, StepResult> passed = both.verify(situation(Mode.UNPLANNED), batch);
        each(passed, Done.class, "no answer from 127.0.0.1:" + nobody);
        assertThat(((Done) passed.get(shop(0))).proof()).containsEntry("withoutAnswer", List.of("127.0.0.1:" + nobody));
    }

    /** Before a planned operation there is time to start it; in the middle of one, what can be switched is. */
    @Test
    void saysBeforehandThatAnAuthoritativeServerDoesNotAnswer() {
        int nobody = Ports.free();
        Configured<?> both = scene.connector(scene.bind.address(), ", 'servers': ['127.0.0.1:" + nobody + "'], 'values': " + VALUES);
        each(both.inspect(DnsScene.preview(Mode.PLANNED), batch), Failed.class, "127.0.0.1:" + nobody, "proves a planned switch");
        each(both.inspect(DnsScene.preview(Mode.UNPLANNED), batch), Done.class);
        each(both.inspect(PLANNED, batch), Done.class);
    }

    @Test
    void doesNotTakeAServerWithoutTheZoneForAnAuthority() {
        try (BindServer other = BindServer.serving("example.org", List.of())) {
            Configured<?> wrong = scene.connector(other.address(), ", 'servers': ['" + other.address() + "'], 'values': " + VALUES);
            assertThat(wrong.inspect(PLANNED, batch).values()).hasOnlyElementsOfTypes(Refused.class, Failed.class);
            assertThat(wrong.switchTo(PLANNED, batch).values()).hasOnlyElementsOfType(Refused.class)
                    .allSatisfy(answer -> assertThat(words(answer)).contains("NOTAUTH"));
        }
    }

    @Test
    void leavesADelegatedNameAlone() {
        scene.bind.update("update add sub.example.test 60 NS ns.elsewhere.test");
        DomainMove delegated = move("shop.sub.example.test");
        assertThat(words(scene.connector().inspect(PLANNED, List.of(delegated)).get(delegated.domain()))).contains("delegated");
    }

    @Test
    void goesNowhereThatTheServerDoesNotAllow() {
        Configured<?> connector = scene.connector(scene.bind.address(), ", 'values': " + VALUES, "10.0.0.0/8");
        each(connector.inspect(PLANNED, batch), Refused.class, "dr.connector.hosts");
        each(connector.switchTo(PLANNED, batch), Refused.class, "dr.connector.hosts");
        nothingMoved();
    }
}
