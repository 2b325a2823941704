package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.test.Build;
import org.dradmin.test.Figures;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Operator;
import org.dradmin.test.PayaraServer;
import org.dradmin.test.PostgresServer;
import org.dradmin.test.TestOrganization;
import org.junit.jupiter.api.Test;

/**
 * The figures of the product, printed and kept under {@code dr-ear/target/figures}; nothing here fails on a time.
 * {@code mvn -Pbench} runs it, and nothing else. It needs what the tests need (chromium, PostgreSQL), about ten minutes
 * and a machine that does nothing else meanwhile.
 */
class ProductBench {

    @Test
    void startAndMemoryOnMicro() throws IOException {
        List<String> table = new ArrayList<>();
        try (BareMicro bare = BareMicro.start(BareArchive.war(BareServlet.class))) {
            table.add(row("empty WAR on Payara Micro", bare.tookToStart(), bare.process()));
        }
        try (MicroServer server = MicroServer.withEmptyData("bench-start").with("dr.org.file", TestOrganization.file(5, 1).toString()).start()) {
            Duration first = Duration.between(server.process().info().startInstant().orElseThrow(), Instant.now());
            table.add(row("product on Payara Micro, first start", first, server.process()));
            server.stop();
            server.start();
            Duration second = Duration.between(server.process().info().startInstant().orElseThrow(), Instant.now());
            table.add(row("product on Payara Micro, second start", second, server.process()));
        }
        Figures.print("Start to ready and resident memory, Payara Micro", table);
    }

    @Test
    void deploymentMemoryAndFrontDoorOnPayaraServer() throws IOException {
        List<String> table = new ArrayList<>();
        try (PayaraServer server = PayaraServer.start("bench-server")) {
            Path bareEar = BareArchive.ear(BareServlet.class);
            Instant before = Instant.now();
            server.asadmin("deploy", "--name", "bare", "--contextroot", "/bare", bareEar.toString());
            assertThat(server.status("/bare/")).isEqualTo(307);
            table.add(row("empty EAR on Payara Server, deployed", Duration.between(before, Instant.now()), server.process()));

            before = Instant.now();
            server.deploy(Map.of("dr.org.file", TestOrganization.file(1000, 1).toString()));
            table.add(row("dr.ear on Payara Server, deployed and ready", Duration.between(before, Instant.now()), server.process()));
            Figures.print("Deployment and resident memory, Payara Server", table);

            Load bare = Load.on(server.uri().resolve("/bare/"), Duration.ofSeconds(10), Duration.ofSeconds(15));
            Load door = Load.on(server.uri().resolve("/go/" + TestOrganization.domain(500) + "/"), Duration.ofSeconds(10), Duration.ofSeconds(15));
            Figures.print("Front door beside a bare servlet in the same server, 16 connections", List.of("bare servlet  " + bare, "front door    " + door));
            assertThat(door.failures() + bare.failures()).isZero();
        }
    }

    @Test
    void failoverOnDerbyAndPostgresql() {
        List<String> table = new ArrayList<>();
        for (int domains : new int[] {1, 1000}) {
            table.add(failover("Derby", domains, MicroServer.withEmptyData("bench-derby")));
            try (PostgresServer postgres = PostgresServer.start()) {
                table.add(failover("PostgreSQL", domains, postgres.serving(MicroServer.withEmptyData("bench-postgresql"))));
            }
        }
        Figures.print("Failover, from the browser's POST", table);
    }

    /** The second of two: the first one finds classes that no request has touched yet. */
    private static String failover(String database, int domains, MicroServer server) {
        try (server; Operator ada = new Operator()) {
            server.with("dr.org.file", TestOrganization.file(domains, 1).toString()).start();
            ada.enter(server.uri());
            List<String> times = new ArrayList<>();
            for (String run : List.of("first", "second")) {
                ada.page().navigate("/console/index.xhtml");
                ada.prepare("Failover");
                AtomicLong posted = new AtomicLong();
                ada.page().onRequest(request -> {
                    if (request.method().equals("POST") && request.postData().contains("failoverConfirm")) {
                        posted.compareAndSet(0, System.nanoTime());
                    }
                });
                ada.confirm("Failover");
                ada.awaitStatus("Failed over");
                times.add("%s: request to end %6d ms, POST to the words on the page %6d ms".formatted(run, recoveryTime(ada).toMillis(), (System.nanoTime() - posted.get()) / 1_000_000));
                ada.start("Failback");
                ada.awaitStatus("Not failed over");
            }
            return "%-10s %5d domains   %s".formatted(database, domains, String.join("   ", times));
        }
    }

    private static Duration recoveryTime(Operator ada) {
        Matcher time = Pattern.compile("actualRecoveryTime\\W+(PT[0-9.HMS]+)").matcher(ada.events("system.dr.failover").get(0));
        assertThat(time.find()).isTrue();
        return Duration.parse(time.group(1));
    }

    private static String row(String what, Duration time, ProcessHandle process) throws IOException {
        String resident = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS"))
                .findFirst().orElseThrow().replaceAll("\\D", "");
        return "%-45s %6.1f s   %5d MB resident".formatted(what, time.toMillis() / 1000.0, Long.parseLong(resident) >> 10);
    }
}
