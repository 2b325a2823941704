package org.dradmin.recovery.connector.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.dns.DnsScene.move;
import static org.dradmin.recovery.connector.dns.DnsScene.situation;
import static org.dradmin.recovery.connector.dns.DnsScene.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dradmin.organization.Side;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.test.BindServer;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many names are read out of a copy of the zone, and a copy says of none anything else than the server would if asked. */
@Needs({"named", "nsupdate", "dig", "rndc"})
class DnsTransferTest {

    private static final Situation PLANNED = situation(Mode.PLANNED);
    private static final String VALUES = ", 'values': {'us-east': {'A': ['192.0.2.10']}, 'us-west': {'A': ['198.51.100.10']}}";
    private static final int MANY = 2 * Survey.MANY;

    private DnsScene scene;

    @AfterEach
    void close() {
        scene.close();
    }

    private List<DomainMove> serving(int shops, String... further) {
        List<String> records = new ArrayList<>(List.of(further));
        IntStream.range(0, shops).forEach(i -> records.add("shop" + i + " A 192.0.2.10"));
        scene = new DnsScene(BindServer.serving(DnsScene.ZONE, records));
        return IntStream.range(0, MANY).mapToObj(i -> move(DnsScene.shop(i))).toList();
    }

    private Configured<DnsSettings> connector() {
        return scene.connector(scene.bind.address(), ", 'servers': ['" + scene.bind.address() + "']" + VALUES);
    }

    private long transfers() {
        return scene.bind.log().lines().filter(line -> line.contains("AXFR started")).count();
    }

    private void movesAll(List<DomainMove> moves) {
        assertThat(connector().inspect(PLANNED, moves).values()).hasSize(MANY).hasOnlyElementsOfType(Done.class);
        assertThat(connector().switchTo(PLANNED, moves).values()).hasSize(MANY).hasOnlyElementsOfType(Done.class);
        assertThat(connector().verify(PLANNED, moves).values()).hasSize(MANY).hasOnlyElementsOfType(Done.class);
        assertThat(scene.bind.values(DnsScene.shop(MANY - 1), "A")).containsExactly("198.51.100.10");
    }

    @Test
    void readsManyNamesOutOfACopyWithTheirRecords() {
        List<DomainMove> moves = serving(MANY);
        movesAll(moves);
        assertThat(transfers()).isEqualTo(2);
        assertThat(((Done) connector().verify(PLANNED, moves).get(DnsScene.shop(7))).proof().get("servers")).isEqualTo(List.of(Map.of(
                "server", scene.bind.address(), "serial", 2L, "records", List.of("shop7.example.test. 60 IN A 198.51.100.10"))));
        connector().inspect(PLANNED, moves.subList(0, 3));
        assertThat(transfers()).as("a few names are asked for").isEqualTo(3);
    }

    private static Situation batch(String step) {
        return new Situation("operation", step, Mode.PLANNED, Side.DISASTER_RECOVERY, Set.of(), Optional.empty());
    }

    @Test
    void batchesOfAStepShareACopyBeforeTheySwitch() {
        List<DomainMove> moves = serving(MANY);
        Configured<DnsSettings> connector = connector();
        assertThat(connector.inspect(batch("1.1"), moves.subList(0, Survey.MANY)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector.switchTo(batch("1.1"), moves.subList(0, Survey.MANY)).values()).hasOnlyElementsOfType(Done.class);
        Map<String, StepResult> second = connector.inspect(batch("1.2"), moves.subList(Survey.MANY, MANY));
        assertThat(second.values()).hasOnlyElementsOfType(Done.class);
        assertThat(transfers()).isEqualTo(1);
        List<DomainMove> read = moves.subList(Survey.MANY, MANY);
        assertThat(((Done) second.get(read.get(1).domain())).proof()).as("as of the copy").containsEntry("serial", 1L);
        assertThat(((Done) second.get(read.get(0).domain())).proof()).as("asked for as well, now").containsEntry("serial", 2L);
    }

    @Test
    void whoLooksAgainOrLaterGetsACopyOfTheirOwn() {
        List<DomainMove> moves = serving(MANY);
        Configured<DnsSettings> connector = connector();
        scene.bind.update("update delete shop3.example.test A", "update add shop3.example.test 60 A 203.0.113.1");
        assertThat(connector.inspect(batch("1.1"), moves).get(DnsScene.shop(3))).isInstanceOf(Refused.class);
        scene.bind.update("update delete shop3.example.test A", "update add shop3.example.test 60 A 192.0.2.10");
        assertThat(connector.inspect(batch("1.1"), moves).get(DnsScene.shop(3))).as("tried again").isInstanceOf(Done.class);
        assertThat(connector.switchTo(batch("1.1"), moves).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector.inspect(batch("2.1"), moves).values()).as("another step").hasOnlyElementsOfType(AlreadyDone.class);
        assertThat(transfers()).isEqualTo(3);
    }

    @Test
    void asksForEachNameWhereTheServerHandsNoCopyOut() {
        List<DomainMove> moves = serving(MANY);
        scene.bind.permitting("allow-update { key dr-failover; }; allow-transfer { none; };");
        movesAll(moves);
        assertThat(transfers()).isZero();
    }

    @Test
    void asksForEachNameWhereTheZoneIsMuchLarger() {
        movesAll(serving(20 * MANY));
        assertThat(scene.bind.log()).as("begun, and cut off").contains("AXFR started");
    }

    @Test
    void findsTheRecordsThatSomebodyElseChangedInACopyToo() {
        List<DomainMove> moves = serving(MANY);
        scene.bind.update("update delete shop3.example.test A", "update add shop3.example.test 60 A 203.0.113.1", "update delete shop5.example.test A",
                "update add shop5.example.test 60 CNAME elsewhere.example.test");
        Map<String, StepResult> answers = connector().inspect(PLANNED, moves);
        assertThat(transfers()).isEqualTo(1);
        assertThat(words(answers.get(DnsScene.shop(3)))).contains("203.0.113.1").contains("somebody else");
        assertThat(words(answers.get(DnsScene.shop(5)))).contains("CNAME elsewhere.example.test");
        assertThat(answers.values().stream().filter(Refused.class::isInstance)).hasSize(2);
        Map<String, StepResult> verified = connector().verify(PLANNED, moves);
        assertThat(verified.values()).as("nothing was switched").hasOnlyElementsOfType(Failed.class);
    }

    /** What hides a name from those who ask, or answers in its place, does not show in the name's own records. */
    @Test
    void saysOfHiddenAndMissingNamesWhatTheServerAnswers() {
        List<DomainMove> plain = serving(MANY, "shop.sub A 192.0.2.10", "sub NS ns.elsewhere.test.", "shop.old A 192.0.2.10", "old DNAME new.example.test.",
                "*.wild A 192.0.2.10");
        List<DomainMove> moves = new ArrayList<>(plain);
        List<DomainMove> special = List.of(move("shop.sub.example.test"), move("shop.old.example.test"), move("any.wild.example.test"), move("none.example.test"));
        moves.addAll(special);
        Map<String, StepResult> many = connector().inspect(PLANNED, moves);
        assertThat(transfers()).isEqualTo(1);
        Map<String, StepResult> few = connector().inspect(PLANNED, special);
        assertThat(transfers()).isEqualTo(1);
        special.forEach(move -> assertThat(many.get(move.domain())).as(move.domain()).isEqualTo(few.get(move.domain())));
        assertThat(words(many.get("shop.sub.example.test"))).contains("delegated");
        assertThat(words(many.get("none.example.test"))).contains("no record");
    }
}
