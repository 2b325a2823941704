package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dradmin.test.Account;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.Needs;
import org.dradmin.test.Operator;
import org.dradmin.test.SystemDemo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What config/system-demo promises to a person: names, load balancer, database and front door move by the pages of the
 * console, and dig, curl and psql show it. The tests are one story in their order.
 */
@Needs({"named", "dig", "haproxy", "initdb", "psql", "curl", "chromium"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemDemoSystemIT {

    private static final List<String> DOMAINS = List.of("portal.example.test", "hr.example.test", "travel.example.test");

    private static SystemDemo demo;
    private static Operator ada;

    @BeforeAll
    static void startIt() {
        demo = SystemDemo.make();
        demo.start();
        ada = new Operator(Account.ADA).enter(demo.uri());
    }

    @AfterAll
    static void stopIt() {
        assertAll(Stream.<AutoCloseable>of(ada, demo).filter(Objects::nonNull).map(running -> running::close));
    }

    @Test
    @Order(1)
    void tellsWhatToWatchAndKeepsItsSecrets() throws Exception {
        assertThat(demo.output()).contains(demo.uri().toString(), Account.ADA.password(), "dig +short", "curl http://", "psql ");
        for (String secret : List.of("dns", "machines", "postgresql", "superuser", "app", "pgpass")) {
            assertThat(Files.getPosixFilePermissions(demo.folder().resolve("secrets").resolve(secret)).toString()).as(secret)
                    .doesNotContain("GROUP").doesNotContain("OTHERS");
        }
        assertServes("us-east");
        assertThat(role("us-west")).isEqualTo("standby");
    }

    @Test
    @Order(2)
    void movesEverythingByAFailover() {
        order("before");
        ada.start("Failover");
        ada.awaitStatus("Failed over");
        assertServes("us-west");
        assertThat(orders()).contains("before");
        assertThat(role("us-east")).isEqualTo("no answer");
    }

    @Test
    @Order(3)
    void movesEverythingBackAndTheOtherRegionStandsByAgain() {
        order("meanwhile");
        ada.start("Failback");
        ada.awaitStatus("Not failed over");
        assertServes("us-east");
        assertThat(orders()).contains("before", "meanwhile");
        assertThat(role("us-west")).isEqualTo("standby");
    }

    @Test
    @Order(4)
    void getsOverADisasterAndOutOfItAgain() {
        order("shared");
        awaitReceived();
        demo.demo("outage", "us-east");
        assertThat(demo.watch("curl", "-fsm3", "http://127.0.1.1:" + demo.port(90) + "/")).isEmpty();
        ada.start("Failover");
        ada.awaitStatus("Failed over");
        assertServes("us-west");
        order("in the other region");
        ada.start("Failback");
        ada.awaitStatus("Not failed over");
        assertServes("us-east");
        assertThat(orders()).contains("shared", "in the other region");
        assertThat(ada.events("system.dr.failover")).hasSize(2);
        assertThat(ada.events("system.dr.failback")).hasSize(2);
    }

    @Test
    @Order(5)
    void leavesNothingBehindWhenItsStartWasKilledAndEndsNoStranger() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            demo.kill();
            assertThat(demo.processes()).as("SIGKILL reaches the script alone").hasSizeGreaterThan(9);
            // As if the id of one of its processes had been given to somebody else.
            Files.writeString(demo.folder().resolve("run/haproxy-old.pid"), stranger.pid() + " 1 another-boot\n");

            demo.stop();

            assertThat(stranger.isAlive()).isTrue();
            assertNothingIsLeft();
        } finally {
            stranger.destroyForcibly();
        }
        assertThat(demo.demo("stop")).contains("nothing is left");
    }

    @Test
    @Order(6)
    void endsInTheMiddleOfItsStartByCtrlC() throws Exception {
        SystemDemo second = SystemDemo.make().begin();
        try {
            DeployedServer.await("A process of it", Duration.ofMinutes(2), second.process(), () -> Files.exists(second.folder().resolve("run/dns-secondary.pid")));
            new ProcessBuilder("kill", "-INT", Long.toString(second.process().pid())).start().waitFor();
            second.process().onExit().get(2, TimeUnit.MINUTES);
            assertThat(second.processes()).isEmpty();
            assertThat(second.folder()).doesNotExist();
        } finally {
            second.close();
        }
    }

    private static void assertNothingIsLeft() {
        assertThat(demo.processes()).extracting(process -> process.info().commandLine()).isEmpty();
        assertThat(demo.folder()).doesNotExist();
    }

    /** By every way that a person has to look. */
    private static void assertServes(String region) {
        String address = region.equals("us-east") ? "127.0.1.1" : "127.0.2.1";
        for (String domain : DOMAINS) {
            for (int server : new int[] {53, 54}) {
                assertThat(demo.watch("dig", "+short", "-p", Integer.toString(demo.port(server)), "@127.0.0.1", domain)).as("%s on port %d", domain, server)
                        .isEqualTo(address);
            }
            assertThat(demo.go(domain)).as("the front door of %s", domain).contains(URI.create("http://" + address + ":" + demo.port(90) + "/"));
        }
        assertThat(demo.watch("curl", "-fsm5", "http://127.0.0.1:" + demo.port(81) + "/")).startsWith(region + " serves");
        assertThat(order("asked")).isEqualTo(Integer.toString(demo.port(region.equals("us-east") ? 32 : 33)));
        assertThat(role(region)).isEqualTo("primary");
    }

    private static String role(String region) {
        return demo.demo("status").lines().filter(line -> line.strip().startsWith(region)).map(line -> line.replaceAll(".*database: ", "")).findFirst().orElseThrow();
    }

    /** Writes where applications would, and says at which port that was. */
    private static String order(String what) {
        return shop("INSERT INTO orders (what) VALUES ('" + what + "') RETURNING port").lines().findFirst().orElse("");
    }

    private static List<String> orders() {
        return shop("SELECT what FROM orders").lines().toList();
    }

    /** Replication is asynchronous: what a standby never got, a disaster takes away. */
    private static void awaitReceived() {
        String standby = "host=127.0.0.1 user=app dbname=shop port=" + demo.port(33);
        DeployedServer.await("The standby to have it", Duration.ofSeconds(30), demo.process(),
                () -> demo.watch("psql", "-XAtq", standby, "-c", "SELECT what FROM orders").contains("shared"));
    }

    private static String shop(String sql) {
        return demo.watch("psql", "-XAtq", "postgresql://app@127.0.0.1:" + demo.port(32) + ",127.0.0.1:" + demo.port(33)
                + "/shop?target_session_attrs=read-write", "-c", sql);
    }
}
