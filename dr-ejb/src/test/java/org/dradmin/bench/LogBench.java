package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dradmin.TestContainer;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogCondition;
import org.dradmin.systemlog.LogCounts;
import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.LogFormat;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.Outcome;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.test.MachineTools;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Searching, paging, counting and exporting a large System Log on PostgreSQL, with the settings it comes with. Unlike the
 * server's pool, the tests' data source opens a connection for each statement. Sizes can be given:
 * {@code -Ddr.bench.events=10000,1000000,10000000}; the export takes the largest one up to a million.
 */
@Needs({"initdb", "psql"})
class LogBench {

    private static final System.Logger LOG = System.getLogger(LogBench.class.getName());
    private static final int ROUNDS = 5;
    private static final long EXPORTED = 1_000_000;
    private static final long PORTION = 100_000;
    private static final Instant NEWEST = Instant.parse("2026-02-22T00:00:00Z");

    private final PostgresInstance database = PostgresInstance.alone();

    @BeforeEach
    void onPostgresql() {
        System.setProperty("dr.test.db.url", database.jdbcUrl());
        System.setProperty("dr.test.db.user", PostgresInstance.SUPERUSER);
    }

    @AfterEach
    void close() {
        System.clearProperty("dr.test.db.url");
        System.clearProperty("dr.test.db.user");
        database.remove();
    }

    @Test
    void searchesAndExports() throws Exception {
        List<String> table = new ArrayList<>();
        for (String size : System.getProperty("dr.bench.events", "10000,1000000").split(",")) {
            long events = Long.parseLong(size.strip());
            try (TestContainer world = TestContainer.onDerby()) {
                fill(world, events);
                table.add("%,d events, median of %d, milliseconds".formatted(events, ROUNDS));
                searches(world, events).forEach((what, act) -> table.add("  %-44s %9.1f".formatted(what, median(act))));
                if (events <= EXPORTED) {
                    table.addAll(exports(world, events));
                }
            }
        }
        LOG.log(System.Logger.Level.INFO, "The System Log\n" + String.join("\n", table));
        Files.write(Files.createDirectories(Path.of("target", "figures")).resolve("the-system-log.txt"), table);
    }

    /** Events of ninety days, a few types often and others rarely, some of them failures, 500 actors, one rare word. */
    private void fill(TestContainer world, long events) throws SQLException {
        long apart = Math.max(1, ChronoUnit.DAYS.getDuration().toMillis() * 90 / events);
        // Not the product's way in, which ends what takes half a minute.
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), PostgresInstance.SUPERUSER, ""); Statement sql = connection.createStatement()) {
            connection.setSchema(schema(world));
            for (long from = 1; from <= events; from += PORTION) {
                sql.execute("INSERT INTO log_event (uuid, published, event_type, severity, display_message, actor_id, actor_type, actor_name, actor_display,"
                    + " client_address, user_agent, session_id, transaction_id, outcome, outcome_reason, targets, debug_data, search_text, log_position, chain_previous, chain_leaf)"
                    + " SELECT u, p, t, 'INFO', 'Something happened', 'id-' || a, 'User', 'person' || a || '@example.test', 'Person ' || a, '192.0.2.' || (g % 250),"
                    + " 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', 'session-' || (g / 20), 'transaction-' || (g / 3), o,"
                    + " CASE WHEN o = 'SUCCESS' THEN NULL ELSE 'The password is wrong.' END, j, d,"
                    + " lower(concat_ws(chr(10), u, t, a, '192.0.2.' || (g % 250), o, j, d, CASE WHEN g = 77 THEN 'needle' END)), g, repeat('ab', 32), repeat('cd', 32)"
                    + " FROM (SELECT g, CAST(gen_random_uuid() AS text) AS u, " + (NEWEST.toEpochMilli()) + " - (" + events + " - g) * " + apart + " AS p, g * 7919 % 500 AS a,"
                    + " (ARRAY['user.session.start','user.session.end','app.oauth2.token.grant','user.authentication.step_up','system.dr.failover'])"
                    + "[CASE WHEN g % 50000 = 0 THEN 5 ELSE 1 + g % 4 END] AS t,"
                    + " CASE WHEN g % 97 = 0 THEN 'DENY' WHEN g % 31 = 0 THEN 'FAILURE' ELSE 'SUCCESS' END AS o,"
                    + " '[{\"id\":\"target-' || (g % 1000) || '\",\"type\":\"User\",\"alternateId\":\"target-' || (g % 1000) || '\",\"displayName\":\"Target\",\"detail\":{}}]' AS j,"
                    + " '{\"path\":\"/dashboard/index.xhtml\",\"number\":\"' || g || '\"}' AS d FROM generate_series(CAST(" + from + " AS bigint), " + Math.min(events, from + PORTION - 1) + ") g) made");
            }
            sql.execute("UPDATE log_sequence SET last_position = " + events + ", chain_position = " + events);
            sql.execute("VACUUM ANALYZE log_event");
        }
    }

    private static String schema(TestContainer world) {
        return world.inTransaction(() -> (String) world.em().createNativeQuery("SELECT current_schema()").getSingleResult());
    }

    private static Map<String, Callable<?>> searches(TestContainer world, long events) {
        SystemLog log = world.get(SystemLog.class);
        LogCounts counts = world.get(LogCounts.class);
        Instant middle = NEWEST.minus(45, ChronoUnit.DAYS);
        LogQuery day = LogQuery.ALL.since(NEWEST.minus(1, ChronoUnit.DAYS)).until(NEWEST.plusMillis(1));
        Map<String, Callable<?>> searches = new LinkedHashMap<>();
        searches.put("the newest page", () -> log.find(LogQuery.ALL, null, 50));
        searches.put("a page from the middle", () -> log.find(LogQuery.ALL, LogCursor.behind(middle), 50));
        searches.put("a rare type", () -> log.find(LogQuery.ALL.type(EventType.FAILOVER), null, 50));
        searches.put("failures of one actor", () -> log.find(LogQuery.ALL.actor("person77@example.test").outcome(Outcome.FAILURE), null, 50));
        searches.put("a filter by transaction", () -> log.find(LogQuery.ALL.condition(LogCondition.parse("transaction.id eq \"transaction-33\"")), null, 50));
        searches.put("a filter by address and outcome", () -> log.find(LogQuery.ALL.condition(
                LogCondition.parse("client.ipAddress eq \"192.0.2.7\" and outcome.result ne \"SUCCESS\"")), null, 50));
        searches.put("a word of one event", () -> {
            var found = log.find(LogQuery.ALL.text("needle"), null, 50);
            assertThat(found.events()).hasSize(1);
            return found;
        });
        searches.put("counts of a day", () -> counts.of(day, ZoneOffset.UTC));
        searches.put("counts of everything", () -> counts.of(LogQuery.ALL, ZoneOffset.UTC));
        return searches;
    }

    private List<String> exports(TestContainer world, long events) throws Exception {
        SystemLog log = world.get(SystemLog.class);
        List<String> table = new ArrayList<>();
        Path file = Files.createTempFile("log-bench-", ".out");
        try {
            double psql = once(() -> new ProcessBuilder(MachineTools.find("psql").orElseThrow().toString(), "-q", "-h", "127.0.0.1", "-p", String.valueOf(database.port()),
                    "-U", PostgresInstance.SUPERUSER, "-d", "postgres", "-c", "\\copy " + schema(world) + ".log_event to '" + file + "' csv header").inheritIO().start().waitFor());
            table.add("  psql \\copy of the same table as csv: %.1f s, %,d MB".formatted(psql / 1000, Files.size(file) >> 20));
            for (LogFormat format : LogFormat.values()) {
                // What is there before is not the export's; what stays after a collection cannot be garbage.
                System.gc();
                heap().forEach(MemoryPoolMXBean::resetPeakUsage);
                long before = used();
                long[] written = new long[1];
                double time = once(() -> {
                    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                        written[0] = log.export(LogQuery.ALL.until(NEWEST.plusMillis(1)), format, out);
                    }
                    return null;
                });
                assertThat(written[0]).isEqualTo(events);
                long peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
                System.gc();
                table.add("  export as %s: %.1f s (%.2f of psql), %,d MB; heap before %d MB, peak %d MB, after %d MB".formatted(format.title(), time / 1000, time / psql,
                        Files.size(file) >> 20, before >> 20, peak >> 20, used() >> 20));
            }
        } finally {
            Files.delete(file);
        }
        return table;
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The first round loads classes and pages and does not count. */
    private static double median(Callable<?> act) {
        double[] times = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            double time = once(act);
            if (round >= 0) {
                times[round] = time;
            }
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static double once(Callable<?> act) {
        long begun = System.nanoTime();
        try {
            act.call();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - begun) / 1e6;
    }
}
