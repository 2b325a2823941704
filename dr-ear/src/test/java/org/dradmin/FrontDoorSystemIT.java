package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.Figures;
import org.dradmin.test.ListeningSockets;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Needs;
import org.dradmin.test.Operator;
import org.dradmin.test.Ports;
import org.dradmin.test.PostgresServer;
import org.dradmin.test.TestOrganization;
import org.dradmin.test.WebClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two nodes on one PostgreSQL, each with a data directory of its own: what the front door promises on every node, with
 * and without the database, and who ends an operation whose node died. The tests are one story in their order: over,
 * an outage of the database and back, over again on a node that dies.
 */
@Needs({"initdb", "chromium"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FrontDoorSystemIT {

    private static final int DOMAINS = 1500;
    private static final String LAST = TestOrganization.domain(DOMAINS - 1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The first of the two ports of the data grid, by which the nodes share sessions. */
    private static int grid;
    private static PostgresServer postgres;
    private static MicroServer one;
    private static MicroServer two;
    private static Operator ada;

    @BeforeAll
    static void startTwoNodes() {
        postgres = PostgresServer.start();
        Path organization = TestOrganization.file(DOMAINS, 1);
        grid = Ports.freeBlock(2);
        one = node("one", organization, grid).start();
        two = node("two", organization, grid + 1).start();
        ada = new Operator();
    }

    private static int gridPort(MicroServer node) {
        return node == one ? grid : grid + 1;
    }

    private static MicroServer node(String name, Path organization, int own) {
        return postgres.serving(MicroServer.withEmptyData("node-" + name)).with("dr.org.file", organization.toString()).with("dr.engine.lease", "5")
                .with("dr.cluster", "127.0.0.1:" + grid + ",127.0.0.1:" + (grid + 1)).with("dr.cluster.self", "127.0.0.1:" + own);
    }

    @AfterAll
    static void stopEverything() {
        assertAll(Stream.<AutoCloseable>of(ada, one, two, postgres).filter(Objects::nonNull).map(running -> running::close));
    }

    @Test
    @Order(0)
    void knowsOnBothNodesWhoSignedInOnOneAndListensToNobodyElse() {
        for (MicroServer node : List.of(one, two)) {
            ListeningSockets.assertOnlyOnLoopback(node.process(), node.port(), gridPort(node));
        }
        WebClient person = new WebClient(one);
        person.signIn(TestOrganization.ADMIN, TestOrganization.PASSWORD, "");
        assertThat(person.at(two).get("/dashboard/index.xhtml").body()).contains("End-User Dashboard");
    }

    @Test
    @Order(1)
    void isRightOnEveryNodeWithinASecondOfTheEnd() throws SQLException {
        URI wanted = URI.create(TestOrganization.endpoint(DOMAINS - 1, true));
        ada.enter(one.uri()).prepare("Failover");
        ada.confirm("Failover");

        Map<MicroServer, Instant> right = new HashMap<>();
        DeployedServer.await("The switch on both nodes", Duration.ofMinutes(2), one.process(), () -> {
            for (MicroServer node : List.of(one, two)) {
                if (!right.containsKey(node) && node.go(LAST).filter(wanted::equals).isPresent()) {
                    right.put(node, Instant.now());
                }
            }
            return right.size() == 2 && ended();
        });
        Instant ended = Instant.ofEpochMilli(Long.parseLong(newest("ended_at")));
        List<String> table = new ArrayList<>();
        right.forEach((node, when) -> table.add("node on port %d right %+d ms after the operation's end".formatted(node.port(), Duration.between(ended, when).toMillis())));
        Figures.print("Front door after a switch", table);
        assertThat(right.values()).allMatch(when -> when.isBefore(ended.plusSeconds(1)));
        assertServes(one, true);
        assertServes(two, true);
        assertThat(events()).isOne();
    }

    @Test
    @Order(2)
    void staysOpenWhileTheDatabaseIsAwayAndFollowsItWhenItIsBack() throws Exception {
        postgres.stop();
        DeployedServer.await("Both nodes say what is wrong", Duration.ofMinutes(1), one.process(),
                () -> readiness(one).contains("does not answer") && readiness(two).contains("does not answer"));
        assertServes(one, true);
        assertServes(two, true);

        two.kill();
        two.start();
        assertServes(two, true);
        assertThat(readiness(two)).contains("does not answer");
        for (String page : List.of("/", "/sign-in.xhtml", "/dashboard/index.xhtml", "/console/index.xhtml")) {
            assertTellsCalmly(one, page);
            assertTellsCalmly(two, page);
        }

        postgres.startAgain();
        DeployedServer.await("Both nodes are well again", Duration.ofMinutes(2), two.process(),
                () -> readiness(one).contains("\"answers\"") && readiness(two).contains("\"answers\""));
        ada.enter(two.uri()).start("Failback");
        ada.awaitStatus("Not failed over");
        assertServes(two, false);
        assertServes(one, false);
    }

    @Test
    @Order(3)
    void endsOnTheOtherNodeWhenTheOneAtWorkDies() throws Exception {
        ada.enter(one.uri()).prepare("Failover");
        MicroServer atWork;
        MicroServer survivor;
        Instant killed;
        String stateThen;
        try (Connection holding = postgres.connect()) {
            // The switch waits for this row, so that the kill comes in its middle however fast the node is.
            holding.setAutoCommit(false);
            holding.createStatement().executeQuery("SELECT revision FROM front_door_revision FOR UPDATE");
            ada.confirm("Failover");
            DeployedServer.await("A node at work", Duration.ofMinutes(1), one.process(), () -> newest("lease_owner") != null);
            atWork = newest("lease_owner").equals(Files.readString(one.data().resolve("node-id")).strip()) ? one : two;
            survivor = atWork == one ? two : one;
            atWork.kill();
            killed = Instant.now();
            stateThen = newest("state");
        }
        assertThat(stateThen).as("the kill came before the end").isIn("REQUESTED", "RUNNING");

        DeployedServer.await("The end on the other node", Duration.ofMinutes(2), survivor.process(), FrontDoorSystemIT::ended);
        Figures.print("Take-over", List.of("killed while %s, ended on the other node %d ms later (lease 5 s)".formatted(stateThen, Duration.between(killed, Instant.now()).toMillis())));
        assertThat(newest("state")).isEqualTo("SUCCEEDED");
        assertThat(events()).as("one event for each of the two failovers").isEqualTo(2);
        assertServes(survivor, true);

        atWork.start();
        assertServes(atWork, true);
        assertThat(ada.enter(atWork.uri()).status()).isEqualTo("Failed over");
    }

    private static void assertServes(MicroServer node, boolean failedOver) {
        assertThat(IntStream.range(0, DOMAINS).filter(n -> node.go(TestOrganization.domain(n))
                .filter(URI.create(TestOrganization.endpoint(n, failedOver))::equals).isEmpty()).boxed()).as("domains that go elsewhere on %s", node.uri()).isEmpty();
    }

    private static void assertTellsCalmly(MicroServer node, String path) throws Exception {
        HttpResponse<String> page = HTTP.send(HttpRequest.newBuilder(node.uri().resolve(path)).header("Accept", "text/html").build(), BodyHandlers.ofString());
        assertThat(page.body()).as("%s on %s, status %d", path, node.uri(), page.statusCode())
                .doesNotContain("Exception").doesNotContain("\tat ").doesNotContain("Payara");
        if (page.statusCode() >= 400) {
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("database");
        }
    }

    private static String readiness(MicroServer node) {
        try {
            return HTTP.send(HttpRequest.newBuilder(node.uri().resolve("/health/ready")).build(), BodyHandlers.ofString()).body();
        } catch (IOException nobody) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean ended() {
        return newest("ended_at") != null;
    }

    private static long events() {
        return Long.parseLong(ask("SELECT COUNT(*) FROM log_event WHERE event_type = 'system.dr.failover'"));
    }

    private static String newest(String column) {
        return ask("SELECT " + column + " FROM recovery_operation WHERE kind = 'FAILOVER' AND requested_at = (SELECT MAX(requested_at) FROM recovery_operation)");
    }

    private static String ask(String query) {
        try (Connection connection = postgres.connect(); ResultSet row = connection.createStatement().executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
