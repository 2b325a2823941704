package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.Plan.Entry;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.dns.DnsConnector;
import org.dradmin.recovery.connector.haproxy.HaproxyConnector;
import org.dradmin.recovery.engine.Agenda;
import org.dradmin.recovery.engine.Journal;
import org.dradmin.test.BindServer;
import org.dradmin.test.HaproxyServer;
import org.dradmin.test.MachineTools;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Failovers through the whole engine, on PostgreSQL as the product's database, beside the tools that do the same by
 * hand, in turns in one run, and where the time goes. Sizes and rounds can be given:
 * {@code -Ddr.bench.domains=1,100 -Ddr.bench.rounds=15}.
 */
@Needs({"named", "nsupdate", "dig", "rndc", "haproxy", "socat", "initdb"})
class PlanBench {

    private static final System.Logger LOG = System.getLogger(PlanBench.class.getName());
    private static final int ROUNDS = Integer.getInteger("dr.bench.rounds", 5);
    /** The first failovers of a process, which are told by themselves. */
    private static final int YOUNG = 10;
    private static final int MOST_YOUNG = 400;
    /** Names of an update, about as many as go into 64 KiB with what must be there before: so many the engine sends, too. */
    private static final int MESSAGE = 950;
    private static final String EAST = "192.0.2.10";
    private static final String WEST = "198.51.100.10";

    private final PostgresInstance database = PostgresInstance.alone();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void onPostgresql() {
        System.setProperty("dr.test.db.url", database.jdbcUrl());
        System.setProperty("dr.test.db.user", PostgresInstance.SUPERUSER);
    }

    @AfterEach
    void close() {
        System.clearProperty("dr.test.db.url");
        System.clearProperty("dr.test.db.user");
        threads.shutdownNow();
        database.remove();
    }

    private static int[] sizes(int... otherwise) {
        String given = System.getProperty("dr.bench.domains");
        return given == null ? otherwise : Arrays.stream(given.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void namesBesideNsupdate() throws IOException {
        List<String> table = new ArrayList<>(List.of("domains   nsupdate   failover  ratio   journal, a batch of 400   peak heap   the first one   of the first " + YOUNG + "   (ms, median of " + ROUNDS + ")"));
        List<String> phases = new ArrayList<>(List.of("domains   " + Phases.HEADER));
        for (int domains : sizes(1, 100, 1000, 10_000)) {
            List<String> names = IntStream.range(0, domains).mapToObj(RecoveryWorld::name).toList();
            try (BindServer bind = BindServer.serving("example.test", names.stream().map(name -> name + ". 60 A " + EAST).toList());
                    RecoveryWorld world = RecoveryWorld.with(domains)) {
                drives(world, "dns", """
                        {"zone": "example.test", "server": "%1$s", "servers": ["%1$s"], "key": {"name": "%2$s", "secret": "env:DR_SECRET_TSIG"},
                        "values": {"us-east": {"A": ["%3$s"]}, "us-west": {"A": ["%4$s"]}}}""".formatted(bind.address(), BindServer.KEY, EAST, WEST),
                        Map.of("dr.connector.hosts", bind.address(), "dr.secret.tsig", bind.secret()));
                Path script = script(bind, names);
                table.add(row(world, domains, phases, () -> {
                    bind.nsupdate(script);
                    return null;
                }));
                assertThat(bind.values(names.get(domains - 1), "A")).containsExactly(EAST);
            }
        }
        table.addAll(phases);
        print("Failover of names through the engine beside nsupdate, on PostgreSQL", table);
    }

    @Test
    void loadBalancerBesideSocat() throws IOException {
        List<String> table = new ArrayList<>(List.of("domains      socat   failover  ratio   journal, a batch of 400   peak heap   the first one   of the first " + YOUNG + "   (ms, median of " + ROUNDS + ")"));
        List<String> phases = new ArrayList<>(List.of("domains   " + Phases.HEADER));
        for (int domains : sizes(1, 100, 1000)) {
            String[] names = IntStream.range(0, domains).mapToObj(RecoveryWorld::name).toArray(String[]::new);
            try (HaproxyServer haproxy = HaproxyServer.start(names); RecoveryWorld world = RecoveryWorld.with(domains)) {
                drives(world, "haproxy", """
                        {"endpoints": ["%s"], "files": ["%2$s"], "map": {"file": "%2$s", "values": {"us-east": "east", "us-west": "west"}}}"""
                        .formatted(haproxy.adminEndpoint(), haproxy.map()), Map.of("dr.connector.files", haproxy.folder().toString()));
                table.add(row(world, domains, phases, () -> {
                    back(haproxy, names);
                    return null;
                }));
                assertThat(haproxy.mapped(names[domains - 1])).isEqualTo("east");
            }
        }
        table.addAll(phases);
        print("Failover of a load balancer's map through the engine beside socat, on PostgreSQL", table);
    }

    /** As an administrator does it: the map in the process, and the file that it is read from after a reload. */
    private static void back(HaproxyServer haproxy, String[] names) throws IOException {
        List<String> lines = Arrays.stream(names).map(name -> name + " east").toList();
        if (names.length == 1) {
            socat(haproxy, "set map " + haproxy.map() + " " + names[0] + " east\n");
        } else {
            String version = socat(haproxy, "prepare map " + haproxy.map() + "\n").replaceAll("\\D+", "");
            for (int from = 0; from < lines.size(); from += 300) {
                socat(haproxy, "add map @" + version + " " + haproxy.map() + " <<\n" + String.join("\n", lines.subList(from, Math.min(lines.size(), from + 300))) + "\n\n");
            }
            socat(haproxy, "commit map @" + version + " " + haproxy.map() + "\n");
        }
        Files.write(haproxy.map(), lines);
    }

    private static String socat(HaproxyServer haproxy, String command) throws IOException {
        Process socat = new ProcessBuilder(MachineTools.find("socat").orElseThrow().toString(), "-t5", "-",
                "UNIX-CONNECT:" + haproxy.adminEndpoint().substring("unix:".length())).start();
        try (var in = socat.getOutputStream()) {
            in.write(command.getBytes());
        }
        return new String(socat.getInputStream().readAllBytes());
    }

    private void drives(RecoveryWorld world, String type, String settings, Map<String, String> server) throws IOException {
        Settings platform = new Settings(key -> Optional.ofNullable(server.get(key)));
        Reach reach = new Reach(platform);
        world.node.replace(Journal.class, new Phases.TimedJournal(world.node.get(Journal.class)));
        world.node.replace(Agenda.class, new Phases.TimedAgenda(world.node.get(Agenda.class)));
        world.node.replace(ManagedExecutorService.class, (ManagedExecutorService) Proxy.newProxyInstance(PlanBench.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class}, (proxy, method, arguments) -> {
                    if (arguments[0] instanceof Callable<?> call) {
                        return threads.submit(call);
                    }
                    // The driver itself: here, so that its end is seen.
                    ((Runnable) arguments[0]).run();
                    return null;
                }));
        List<Group> groups = List.of(new Group("Move", List.of(new Step("Move", "it"))));
        world.plan(new Plan(Map.of("it", new Entry(type, new ObjectMapper().readTree(settings))), groups, groups))
                .connectors(Phases.timed(new DnsConnector(reach, new Secrets(platform))), Phases.timed(new HaproxyConnector(reach)));
    }

    /** @param back the tool that brings everything home, which is what it is measured by */
    private static String row(RecoveryWorld world, int domains, List<String> phases, Callable<?> back) {
        List<Double> young = new ArrayList<>();
        for (CompilerRest rest = new CompilerRest(); young.size() < YOUNG || rest.isToCome(young.size()); ) {
            young.add(failover(world));
            home(world, back);
        }
        double[] engine = new double[ROUNDS];
        double[] tool = new double[ROUNDS];
        double[] journal = new double[ROUNDS];
        double[][] taken = new double[ROUNDS][];
        for (int round = 0; round < ROUNDS; round++) {
            engine[round] = failover(world);
            taken[round] = Phases.taken(engine[round]);
            journal[round] = (Phases.of("intents") + Phases.of("results")) / Math.ceil(domains / (double) Journal.BATCH);
            tool[round] = home(world, back);
        }
        phases.add("%7d   ".formatted(domains) + Phases.line(IntStream.range(0, taken[0].length)
                .mapToDouble(phase -> median(Arrays.stream(taken).mapToDouble(round -> round[phase]).toArray())).toArray()));
        return "%7d   %8.1f   %8.1f   %4.2f   %23.1f   %6d MB   %13.1f   %15.1f".formatted(domains, median(tool), median(engine), median(engine) / median(tool),
                median(journal), heap(world, back) >> 20, young.get(0), median(young.stream().limit(YOUNG).mapToDouble(Double::doubleValue).toArray()));
    }

    /** @return what it took, in milliseconds */
    private static double failover(RecoveryWorld world) {
        Phases.begin();
        long begun = System.nanoTime();
        String id = Phases.timed("request", () -> world.failover(Mode.PLANNED, null)).operationId();
        while (!world.operation(id).getState().ended()) {
            world.drive(id);
            world.node.clock().advance(Duration.ofSeconds(5));
        }
        double taken = (System.nanoTime() - begun) / 1e6;
        assertThat(world.operation(id).getState()).as(world.operation(id).getOutcomeReason()).isEqualTo(OperationState.SUCCEEDED);
        return taken;
    }

    /** @return what the tool took, in milliseconds */
    private static double home(RecoveryWorld world, Callable<?> back) {
        long begun = System.nanoTime();
        try {
            back.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        double taken = (System.nanoTime() - begun) / 1e6;
        world.node.inTransaction(() -> world.node.em().createQuery("UPDATE ProtectedDomain d SET d.activeSide = org.dradmin.organization.Side.PRIMARY, "
                + "d.settled = true").executeUpdate());
        return taken;
    }

    /** The most that lay on the heap in a failover, in bytes. The collection before leaves the collector little room: its time would not count. */
    private static long heap(RecoveryWorld world, Callable<?> back) {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
        failover(world);
        long most = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        home(world, back);
        return most;
    }

    /**
     * A young process compiles itself beside its work, on this machine's processors; it rests when ten failovers cost the compiler
     * less than a twentieth of their time, which takes more rounds the smaller they are. How a young process does is told beside.
     */
    private static final class CompilerRest {
        private long compiled = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
        private long at = System.nanoTime();

        boolean isToCome(int rounds) {
            if (rounds % YOUNG > 0) {
                return true;
            }
            long compiledNow = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
            long now = System.nanoTime();
            boolean atRest = compiledNow - compiled < (now - at) / 1e6 / 20;
            compiled = compiledNow;
            at = now;
            return !atRest && rounds < MOST_YOUNG;
        }
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Path script(BindServer bind, List<String> names) throws IOException {
        List<String> lines = new ArrayList<>(List.of("server 127.0.0.1 " + bind.port(), "zone example.test"));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i) + ".";
            lines.addAll(List.of("prereq yxrrset " + name + " A " + WEST, "update delete " + name + " A", "update add " + name + " 60 A " + EAST));
            if (i % MESSAGE == MESSAGE - 1 || i == names.size() - 1) {
                lines.add("send");
            }
        }
        return Files.write(bind.folder().resolve("back"), lines);
    }

    private static void print(String name, List<String> table) throws IOException {
        LOG.log(System.Logger.Level.INFO, name + "\n" + String.join("\n", table));
        Files.write(Files.createDirectories(Path.of("target", "figures")).resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".txt"), table);
    }
}
