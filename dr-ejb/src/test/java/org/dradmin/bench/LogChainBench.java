package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.dradmin.TestContainer;
import org.dradmin.evidence.Sealing;
import org.dradmin.evidence.Verification;
import org.dradmin.evidence.Verifier;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogSequencer;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the chain costs and takes, on PostgreSQL. Unlike the server's pool, the tests' data source opens a connection for
 * each transaction, which is most of what a writer waits for here: the ratio is what counts. The
 * number of events to verify can be given: {@code -Ddr.bench.events=1000000}.
 */
@Needs({"initdb"})
class LogChainBench {

    private static final System.Logger LOG = System.getLogger(LogChainBench.class.getName());
    private static final int SECONDS = 10;

    private final PostgresInstance database = PostgresInstance.alone();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private TestContainer world;

    @BeforeEach
    void onPostgresql() {
        System.setProperty("dr.test.db.url", database.jdbcUrl());
        System.setProperty("dr.test.db.user", PostgresInstance.SUPERUSER);
        world = TestContainer.onDerby();
    }

    @AfterEach
    void close() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(30, TimeUnit.SECONDS);
        threads.shutdownNow();
        world.close();
        System.clearProperty("dr.test.db.url");
        System.clearProperty("dr.test.db.user");
        database.remove();
    }

    @Test
    void writingWithAndWithoutTheSequencer() throws Exception {
        List<String> table = new ArrayList<>(List.of("writers   without   sequencer each second   ratio   (events a second, " + SECONDS + " s each, after 3 s)"));
        for (int writers : new int[] {1, 16}) {
            perSecond(writers, 3);
            double without = perSecond(writers, SECONDS);
            world.get(LogSequencer.class).tick();
            var timer = clock.scheduleAtFixedRate(() -> world.get(LogSequencer.class).tick(), 0, 1, TimeUnit.SECONDS);
            double with = perSecond(writers, SECONDS);
            timer.cancel(false);
            table.add("%7d   %7.0f   %21.0f   %5.2f".formatted(writers, without, with, with / without));
        }
        table.addAll(delays());
        print("Writing events of the System Log, on PostgreSQL", table);
    }

    private double perSecond(int writers, int seconds) throws Exception {
        SystemLog log = world.get(SystemLog.class);
        AtomicBoolean on = new AtomicBoolean(true);
        AtomicLong written = new AtomicLong();
        List<Future<?>> work = new ArrayList<>();
        long begun = System.nanoTime();
        for (int writer = 0; writer < writers; writer++) {
            work.add(threads.submit(() -> {
                while (on.get()) {
                    log.writeApart(entry());
                    written.incrementAndGet();
                }
            }));
        }
        TimeUnit.SECONDS.sleep(seconds);
        on.set(false);
        for (Future<?> writer : work) {
            writer.get();
        }
        return written.get() / ((System.nanoTime() - begun) / 1e9);
    }

    private static Entry entry() {
        return Entry.of(EventType.FAILOVER).because("bench").on(new Target("d1", "Domain", "portal.example.test", "Portal", Map.of("to", "us-west"))).fact("number", 1);
    }

    /** From an event's commit until it has its place and its link, while others write as well. */
    private List<String> delays() throws Exception {
        List<String> rows = new ArrayList<>(List.of("", "delay until sequenced, of 40 events (ms):   median      most"));
        for (int writers : new int[] {0, 16}) {
            world.get(LogSequencer.class).tick();
            var timer = clock.scheduleAtFixedRate(() -> world.get(LogSequencer.class).tick(), 0, 1, TimeUnit.SECONDS);
            Future<Double> others = writers == 0 ? null : threads.submit(() -> perSecond(writers, 30));
            double[] delays = new double[40];
            for (int i = 0; i < delays.length; i++) {
                String mark = "mark " + writers + " " + i;
                world.get(SystemLog.class).writeApart(entry().because(mark));
                long committed = System.nanoTime();
                while (!placed(mark)) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                delays[i] = (System.nanoTime() - committed) / 1e6;
            }
            if (others != null) {
                others.get();
            }
            timer.cancel(false);
            Arrays.sort(delays);
            rows.add("%2d others write                              %8.0f  %8.0f".formatted(writers, delays[delays.length / 2], delays[delays.length - 1]));
        }
        return rows;
    }

    private boolean placed(String mark) {
        return world.inTransaction(() -> world.em().createNativeQuery("SELECT chain_leaf FROM log_event WHERE outcome_reason = ?").setParameter(1, mark)
                .getSingleResult() != null);
    }

    @Test
    void verifyingAMillion() throws Exception {
        int events = Integer.getInteger("dr.bench.events", 1_000_000);
        fill(events);
        LogSequencer sequencer = world.get(LogSequencer.class);
        long begun = System.nanoTime();
        sequencer.tick();
        double chained = (System.nanoTime() - begun) / 1e9;
        world.get(Sealing.class).tick();
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
        begun = System.nanoTime();
        world.get(Verifier.class).begin("bench", "bench");
        boolean intact = world.get(Verifier.class).run("bench");
        double verified = (System.nanoTime() - begun) / 1e9;
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        Verification check = world.get(Verifier.class).last().orElseThrow();
        assertThat(intact).as(() -> check.getFindings().toString()).isTrue();
        assertThat(check.getEvents()).isGreaterThanOrEqualTo(events);
        print("Chaining and verifying the System Log, on PostgreSQL", List.of("events        chained           verified          peak heap while verifying",
                "%,9d   %6.1f s %,6.0f/s   %6.1f s %,6.0f/s   %d MB".formatted(events, chained, events / chained, verified, events / verified, heap >> 20)));
    }

    private void fill(int events) throws SQLException {
        try (Connection connection = world.get(DataSource.class).getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO log_event (uuid, published, event_type, severity, display_message, actor_id, actor_type, actor_name, actor_display, client_address,
                      user_agent, session_id, transaction_id, outcome, outcome_reason, targets, debug_data, search_text)
                    SELECT u, 1700000000000 + i, 'system.dr.failover', 'INFO', 'Failover', 'p1', 'User', 'ada', 'Ada', '192.0.2.7', 'Browser/1', 'session', 'request',
                      'SUCCESS', 'reason ' || i, '[{"id":"d1","type":"Domain","alternateId":"portal","displayName":"Portal","detail":{"to":"west"}}]', '{"n":"' || i || '"}',
                      lower(concat_ws(chr(10), u, 'system.dr.failover', 'Failover', 'ada', 'Ada', 'p1', '192.0.2.7', 'Browser/1', 'session', 'request', 'SUCCESS',
                        'reason ' || i, 'Domain', 'd1', 'portal', 'Portal', 'to', 'west', 'n', i))
                    FROM (SELECT i, 'bench-' || lpad(i::text, 30, '0') AS u FROM generate_series(1, %d) AS i) AS numbered""".formatted(events));
            statement.executeUpdate("INSERT INTO log_target SELECT uuid || '-0', uuid, 'd1', 'Domain', 'portal', 'Portal' FROM log_event");
            statement.execute("ANALYZE log_event");
            statement.execute("ANALYZE log_target");
        }
    }

    private static void print(String name, List<String> table) throws IOException {
        LOG.log(System.Logger.Level.INFO, name + "\n" + String.join("\n", table));
        Files.write(Files.createDirectories(Path.of("target", "figures")).resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".txt"), table);
    }
}
