package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.Side;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.postgresql.PostgresqlConnector;
import org.dradmin.test.Await;
import org.dradmin.test.Figures;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresPair;
import org.junit.jupiter.api.Test;

/**
 * A promotion through the connector beside {@code pg_ctl promote}, taken in turns in one run, each on a pair of its own
 * whose primary was stopped. The connector's time is that of its whole step: both sides looked at, promoted, looked at
 * again, and a write proved.
 */
@Needs("initdb")
class PromotionBench {

    private static final int ROUNDS = 7;

    @Test
    void promotionBesidePgCtl() throws Exception {
        List<Long> tool = new ArrayList<>();
        List<Long> switched = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            try (PostgresPair pair = PostgresPair.start()) {
                pair.east().stop();
                long begun = System.nanoTime();
                pair.west().promote();
                tool.add(System.nanoTime() - begun);
            }
            try (PostgresPair pair = PostgresPair.start()) {
                Configured<?> connector = connector(pair);
                pair.east().stop();
                Await.until("the end of the stream", () -> "0".equals(pair.west().sql("SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'")));
                long begun = System.nanoTime();
                assertThat(connector.inspect(SITUATION, MOVES).values()).hasOnlyElementsOfType(Done.class);
                long inspected = System.nanoTime();
                assertThat(connector.switchTo(SITUATION, MOVES).values()).hasOnlyElementsOfType(Done.class);
                switched.add(System.nanoTime() - inspected);
                assertThat(connector.verify(SITUATION, MOVES).values()).hasOnlyElementsOfType(Done.class);
                whole.add(System.nanoTime() - begun);
            }
        }
        Figures.print("Promotion of a PostgreSQL standby beside pg_ctl promote", List.of(row("pg_ctl promote", tool, tool),
                row("connector: switchTo", switched, tool), row("connector: inspect, switchTo, verify", whole, tool)));
    }

    private static final List<DomainMove> MOVES = List.of(new DomainMove(DomainMove.ORGANIZATION, Side.DISASTER_RECOVERY, "us-east", "us-west",
            "https://a.example.test", "https://b.example.test"));
    private static final Situation SITUATION = new Situation("bench", "1.1", Mode.UNPLANNED, Side.DISASTER_RECOVERY, Set.of("Stop it"), Optional.empty());

    private static Configured<?> connector(PostgresPair pair) throws Exception {
        Map<String, String> server = Map.of("dr.connector.hosts", "127.0.0.1", "dr.secret.pg", PostgresPair.PASSWORD);
        Settings settings = new Settings(key -> Optional.ofNullable(server.get(key)));
        return new Connectors() {
            @Override
            public Optional<Connector<?>> ofType(String type) {
                return Optional.of(new PostgresqlConnector(new Reach(settings), new Secrets(settings)));
            }
        }.configured("postgresql", new ObjectMapper().valueToTree(pair.plan("Stop it")));
    }

    /** The median; the first round loads classes and files and does not count. */
    private static String row(String what, List<Long> times, List<Long> beside) {
        return "%-40s %7.1f ms   %5.2f x   %s".formatted(what, median(times) / 1e6, median(times) / (double) median(beside),
                Arrays.toString(times.stream().skip(1).mapToLong(time -> time / 1_000_000).toArray()));
    }

    private static long median(List<Long> times) {
        return times.stream().skip(1).sorted().toList().get(ROUNDS / 2);
    }
}
