package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.Figures;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresServer;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.Test;

/**
 * Reading the System Log by API on PostgreSQL while it grows: a page of 100 should cost the same from ten thousand
 * events on. {@code -Dbench.events=10000000} adds that size to the usual two, which takes
 * fifteen minutes and 15 GB more. What is rare is asked for in pages as short as the smallest log can fill, so that all answers are of one size.
 */
@Needs("initdb")
class LogBench {

    private static final int ROUNDS = 40;
    private static final int WARM_UP = 30;
    private static final int FEW = 10;
    /** What takes so long takes long each time. */
    private static final double SLOW_MILLIS = 3000;
    private static final long USUAL = 1_000_000;
    /** Between two events: a week holds sixty thousand of them, ten million are three years. */
    private static final long INTERVAL_MILLIS = 10_000;
    private static final String SCOPE = "okta.logs.read";
    private static final String EVER = "1970-01-01T00:00:00.000Z";

    /** One event in a thousand is a failover; one in fifty failed; fifty people are the actors. */
    private static final String EVENTS = """
            INSERT INTO log_event (uuid, published, event_type, severity, display_message, actor_id, actor_type, actor_name, actor_display, client_address, user_agent,
                transaction_id, outcome, outcome_reason, targets, debug_data, search_text, log_position)
            SELECT u, %1$d - (%3$d - n) * %4$d, t, 'INFO', 'Something was done', 'person-' || n %% 50, 'User', 'person-' || n %% 50 || '@example.test', 'Person', '192.0.2.' || n %% 200,
                'Mozilla/5.0 (X11; Linux x86_64)', u, o, NULL, '[{"id":"domain-' || n %% 1000 || '.example.test","type":"ProtectedDomain","alternateId":null,"displayName":null,"detail":{}}]',
                '{"reason":"A bench asks for it"}', t || ' person-' || n %% 50 || '@example.test something was done domain-' || n %% 1000 || '.example.test word' || n, n
            FROM (SELECT n, lower(lpad(to_hex(n), 8, '0')) || '-0000-4000-8000-000000000000' AS u,
                CASE WHEN n %% 1000 = 0 THEN 'system.dr.failover' ELSE 'app.oauth2.token.grant' END AS t, CASE WHEN n %% 50 = 0 THEN 'FAILURE' ELSE 'SUCCESS' END AS o
                FROM generate_series(%2$d::bigint, %3$d) AS n) AS made""";
    private static final String TARGETS = """
            INSERT INTO log_target (id, event_uuid, target_id, target_type, published)
            SELECT u || '-0', u, 'domain-' || n %% 1000 || '.example.test', 'ProtectedDomain', %3$d - (%2$d - n) * %4$d
            FROM (SELECT n, lower(lpad(to_hex(n), 8, '0')) || '-0000-4000-8000-000000000000' AS u FROM generate_series(%1$d::bigint, %2$d) AS n) AS made""";

    private ApiCaller caller;

    @Test
    void pagesWhileTheLogGrows() throws SQLException {
        List<Long> sizes = new ArrayList<>(List.of(10_000L, USUAL));
        if (Long.getLong("bench.events", USUAL) > USUAL) {
            sizes.add(Long.getLong("bench.events"));
        }
        Map<String, List<Double>> medians = new LinkedHashMap<>();
        try (PostgresServer postgres = PostgresServer.start();
                MicroServer server = postgres.serving(MicroServer.withEmptyData("bench-logs").with("dr.org.file", TestClients.organization().toString())
                        .with("dr.api.rate.client", "1000000").with("dr.api.rate.address", "1000000")).start()) {
            caller = new ApiCaller(server);
            for (long size : sizes) {
                // Filled while nobody reads, and for every size with a server that is as new.
                server.stop();
                fill(postgres, size);
                server.start();
                IntStream.range(0, WARM_UP).forEach(round -> requests(size).values().forEach(this::once));
                requests(size).forEach((what, query) -> medians.computeIfAbsent(what, key -> new ArrayList<>()).add(median(query)));
            }
        }
        List<String> table = new ArrayList<>();
        medians.forEach((what, times) -> table.add("%-46s %s  x %.2f".formatted(what,
                times.stream().map("%9.1f"::formatted).reduce("", String::concat), times.get(times.size() - 1) / times.get(0))));
        Figures.print("GET api v1 logs, pages of 100 (of 10 where it is rare), ms, median of " + ROUNDS + ", at " + sizes + " events on PostgreSQL", table);
    }

    /** The newest event is made to be new, so that every size has its last week. */
    private static void fill(PostgresServer postgres, long size) throws SQLException {
        long now = Instant.now().toEpochMilli();
        try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE log_target, log_event, log_mark");
            List<String> indexes = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('log_event', 'log_target') AND indexname NOT LIKE '%pkey'")) {
                while (found.next()) {
                    indexes.add(found.getString(1));
                    indexes.add(found.getString(2));
                }
            }
            // Made anew from all rows, which is quicker than by each.
            for (int i = 0; i < indexes.size(); i += 2) {
                statement.execute("DROP INDEX " + indexes.get(i));
            }
            statement.execute(EVENTS.formatted(now, 1, size, INTERVAL_MILLIS));
            statement.execute(TARGETS.formatted(1, size, now, INTERVAL_MILLIS));
            statement.execute("SET maintenance_work_mem = '1GB'");
            for (int i = 1; i < indexes.size(); i += 2) {
                statement.execute(indexes.get(i));
            }
            // Places, chain and marks as if all of them had been written by the product.
            statement.execute("UPDATE log_sequence SET last_position = %1$d, chain_position = %1$d".formatted(size));
            statement.execute("INSERT INTO log_mark SELECT log_position, published FROM log_event WHERE log_position % 1000 = 0");
            for (String table : List.of("log_event", "log_target", "log_mark")) {
                statement.execute("VACUUM ANALYZE " + table);
            }
        }
    }

    private static Map<String, String> requests(long size) {
        String now = Instant.now().plusSeconds(60).toString();
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("polling, first page (the last week)", "");
        requests.put("polling, first page since ever", "?since=" + EVER);
        requests.put("polling, last page", "?after=place-" + (size - 50));
        requests.put("bounded, first page", "?since=" + EVER + "&until=" + now);
        requests.put("bounded, first page, newest first", "?since=" + EVER + "&sortOrder=DESCENDING");
        requests.put("bounded, last page", "?since=" + Instant.now().minusMillis(50 * INTERVAL_MILLIS) + "&until=" + now);
        for (String filter : List.of("outcome.result eq \"FAILURE\"", "actor.id eq \"person-7\"", "eventType eq \"nothing\"", "actor.id eq \"nobody\"")) {
            requests.put(filter, "?since=" + EVER + "&sortOrder=DESCENDING&filter=" + encoded(filter));
        }
        for (String filter : List.of("eventType eq \"system.dr.failover\"", "eventType sw \"system.dr.\"", "target.id eq \"domain-7.example.test\"",
                "eventType eq \"system.dr.failover\" and outcome.result eq \"FAILURE\"", "eventType eq \"nothing\" or eventType eq \"system.dr.failover\"")) {
            requests.put(filter, "?since=" + EVER + "&sortOrder=DESCENDING&limit=" + FEW + "&filter=" + encoded(filter));
        }
        for (String filter : List.of("eventType eq \"system.dr.failover\"", "eventType sw \"system.dr.\"", "eventType eq \"nothing\"")) {
            requests.put("polling, " + filter, "?since=" + EVER + "&limit=" + FEW + "&filter=" + encoded(filter));
        }
        requests.put("q=domain-7.example.test", "?since=" + EVER + "&sortOrder=DESCENDING&limit=" + FEW + "&q=domain-7.example.test");
        requests.put("q=nowhere", "?since=" + EVER + "&sortOrder=DESCENDING&q=nowhere");
        return requests;
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private double median(String query) {
        double[] times = new double[ROUNDS];
        for (int round = -5; round < ROUNDS; round++) {
            double took = once(query);
            if (took > SLOW_MILLIS) {
                return took;
            }
            times[Math.max(0, round)] = took;
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private double once(String query) {
        long before = System.nanoTime();
        HttpResponse<String> answer = caller.as(TestClients.ROBOT, SCOPE, "GET", "/api/v1/logs" + query, null);
        double took = (System.nanoTime() - before) / 1e6;
        assertThat(answer.statusCode()).as(query + answer.body()).isEqualTo(200);
        return took;
    }
}
