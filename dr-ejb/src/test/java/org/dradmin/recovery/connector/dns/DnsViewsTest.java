package org.dradmin.recovery.connector.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.dns.DnsScene.move;
import static org.dradmin.recovery.connector.dns.DnsScene.shop;
import static org.dradmin.recovery.connector.dns.DnsScene.situation;
import static org.dradmin.recovery.connector.dns.DnsScene.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.BindServer;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with views (split horizon): what the key's bearers see proves nothing of what everybody sees. */
@Needs({"named", "nsupdate", "dig", "rndc"})
class DnsViewsTest {

    private static final Situation PLANNED = situation(Mode.PLANNED);
    private static final int MANY = 2 * Survey.MANY;

    private DnsScene scene;

    @AfterEach
    void close() {
        scene.close();
    }

    private static List<String> records(int shops) {
        return IntStream.range(0, shops).mapToObj(i -> "shop" + i + " 60 A 192.0.2.10").toList();
    }

    private static List<DomainMove> moves(int shops) {
        return IntStream.range(0, shops).mapToObj(i -> move(shop(i))).toList();
    }

    private Configured<DnsSettings> connector() {
        return scene.connector(scene.bind.address(), ", 'servers': ['" + scene.bind.address()
                + "'], 'values': {'us-east': {'A': ['192.0.2.10']}, 'us-west': {'A': ['198.51.100.10']}}");
    }

    private long transfers() {
        return scene.bind.log().lines().filter(line -> line.contains("AXFR started")).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, MANY})
    void takesNoUpdateForDoneThatEverybodyElseDoesNotSee(int shops) {
        scene = new DnsScene(BindServer.inViews(DnsScene.ZONE, records(shops), records(shops)));
        assertThat(connector().inspect(PLANNED, moves(shops)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector().switchTo(PLANNED, moves(shops)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(scene.bind.valuesInside(shop(1), "A")).as("it was carried out").containsExactly("198.51.100.10");
        assertThat(scene.bind.values(shop(1), "A")).as("in one view").containsExactly("192.0.2.10");
        Map<String, StepResult> verified = connector().verify(PLANNED, moves(shops));
        assertThat(verified.values()).hasSize(shops).hasOnlyElementsOfType(Failed.class)
                .allSatisfy(answer -> assertThat(words(answer)).contains("192.0.2.10").contains("not A 198.51.100.10"));
        assertThat(transfers()).as("the copy was there to be believed").isEqualTo(shops == MANY ? 2 : 0);
    }

    @Test
    void seesWhatEverybodySeesBeforeItToo() {
        List<String> outside = new ArrayList<>(records(MANY));
        outside.replaceAll(record -> record.replace("192.0.2.10", "203.0.113.1"));
        scene = new DnsScene(BindServer.inViews(DnsScene.ZONE, records(MANY), outside));
        assertThat(connector().inspect(PLANNED, moves(MANY)).values()).hasSize(MANY)
                .allSatisfy(answer -> assertThat(words(answer)).contains("203.0.113.1").contains("somebody else"));
    }

    @Test
    void movesNamesThatBothViewsShare() {
        scene = new DnsScene(BindServer.inViews(DnsScene.ZONE, records(MANY), null));
        assertThat(connector().inspect(PLANNED, moves(MANY)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector().switchTo(PLANNED, moves(MANY)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector().verify(PLANNED, moves(MANY)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(scene.bind.values(shop(1), "A")).containsExactly("198.51.100.10");
        assertThat(transfers()).isEqualTo(2);
    }

    @Test
    void namesTheViewsWhereTheKeysOneIsNotAsEverybodySees() {
        List<String> inside = new ArrayList<>(records(3));
        inside.set(0, "shop0 60 A 203.0.113.1");
        scene = new DnsScene(BindServer.inViews(DnsScene.ZONE, inside, records(3)));
        assertThat(connector().switchTo(PLANNED, moves(3)).values())
                .allSatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.reason()).contains("another view")));
        assertThat(scene.bind.valuesInside(shop(0), "A")).containsExactly("203.0.113.1");
    }
}
