package org.dradmin.recovery.connector.postgresql;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.dradmin.organization.Side;
import org.dradmin.platform.SecretRef;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.postgresql.PostgresqlSettings.Instance;
import org.dradmin.test.Await;
import org.dradmin.test.PostgresInstance;
import org.dradmin.test.PostgresPair;

/** A connector on a pair, and an operation that asks it. Every setter counts for the acts that follow. */
final class PostgresqlScene implements AutoCloseable {

    static final String FENCE = "Stop the old database";

    /** What has a meaning in URLs, properties, SQL and shells. */
    static final String ODD = "p@ss w:/rd?&%25=#;'\"\\${x} \u00fc\u20ac";

    private static final String OPERATION = "11111111-2222-3333-4444-555555555555";

    final PostgresPair pair = PostgresPair.start();
    private final Map<String, Instance> instances = new HashMap<>();
    private final Settings server;
    private final PostgresqlConnector connector;
    private String fencedBy;
    private boolean fence;
    private int patience = 20;
    private Integer promoteSeconds;
    private Side to = Side.DISASTER_RECOVERY;
    private Mode mode = Mode.PLANNED;
    private String operation = OPERATION;
    private Instant requestedAt;
    private Set<String> done = Set.of();
    private Optional<Situation.Override> override = Optional.empty();

    PostgresqlScene() {
        Map<String, String> given = Map.of("dr.connector.hosts", "127.0.0.0/8", "dr.connector.files", System.getProperty("java.io.tmpdir"),
                "dr.secret.pg", PostgresPair.PASSWORD, "dr.secret.wrong", "hunter2", "dr.secret.odd", ODD);
        server = new Settings(key -> Optional.ofNullable(given.get(key)));
        connector = new PostgresqlConnector(new Reach(server), new Secrets(server), operation -> Optional.of(requestedAt));
        at("us-east", pair.east());
        at("us-west", pair.west());
        // PostgreSQL keeps the time of a checkpoint in whole seconds, and east was stopped and started in one of them.
        long started = Instant.now().getEpochSecond();
        Await.until("another second", () -> Instant.now().getEpochSecond() > started);
        requestedAt = Instant.now();
    }

    private void at(String region, PostgresInstance server) {
        instance(region, at(server.port(), "env:DR_SECRET_PG"));
    }

    static Instance at(int port, String password) {
        return new Instance("127.0.0.1", port, "postgres", PostgresPair.USER, new SecretRef(password), "disable", null);
    }

    PostgresqlScene instance(String region, Instance instance) {
        instances.put(region, instance);
        return this;
    }

    PostgresqlScene fence() {
        fence = true;
        return this;
    }

    PostgresqlScene fencedByStep() {
        fencedBy = FENCE;
        return this;
    }

    PostgresqlScene stepDone() {
        done = Set.of(FENCE);
        return this;
    }

    PostgresqlScene stepAhead() {
        done = Set.of();
        return this;
    }

    PostgresqlScene unplanned() {
        mode = Mode.UNPLANNED;
        return this;
    }

    PostgresqlScene planned() {
        mode = Mode.PLANNED;
        return this;
    }

    PostgresqlScene preview() {
        operation = "preview";
        return this;
    }

    PostgresqlScene requestedIn(int seconds) {
        requestedAt = Instant.now().plusSeconds(seconds);
        return this;
    }

    PostgresqlScene forReal() {
        operation = OPERATION;
        return this;
    }

    PostgresqlScene overridden() {
        override = Optional.of(new Situation.Override("ada", "The power of the data centre is off"));
        return this;
    }

    /** For servers that do not answer: waits for them no longer than it must. */
    PostgresqlScene hurried() {
        patience = 2;
        return this;
    }

    PostgresqlScene promoteWithin(int seconds) {
        promoteSeconds = seconds;
        return this;
    }

    PostgresqlScene back() {
        to = Side.PRIMARY;
        done = Set.of();
        override = Optional.empty();
        return this;
    }

    PostgresqlSettings settings() {
        return new PostgresqlSettings(instances, fencedBy, fence, patience, patience, promoteSeconds, null);
    }

    Configured<PostgresqlSettings> configured() {
        return new Configured<>(connector, settings());
    }

    Situation situation() {
        return new Situation(operation, "2.1", mode, to, done, override);
    }

    List<DomainMove> batch() {
        boolean back = to == Side.PRIMARY;
        return List.of(new DomainMove(DomainMove.ORGANIZATION, to, back ? "us-west" : "us-east", back ? "us-east" : "us-west",
                "https://a.example.test", "https://b.example.test"));
    }

    StepResult inspect() {
        return configured().inspect(situation(), batch()).get(DomainMove.ORGANIZATION);
    }

    /** As the engine does it: again and again while it is asked to come back. */
    StepResult switchTo() {
        StepResult answer = switchOnce();
        for (int i = 0; i < 30 && answer instanceof Retry retry; i++) {
            Instant again = Instant.now().plus(retry.after());
            Await.until("the next try", () -> Instant.now().isAfter(again));
            answer = switchOnce();
        }
        return answer;
    }

    StepResult switchOnce() {
        return configured().switchTo(situation(), batch()).get(DomainMove.ORGANIZATION);
    }

    /** Switches, and has something happen before the so-manieth connection to a port is opened. */
    StepResult switchToWhile(int port, int connection, Runnable happens) {
        AtomicInteger left = new AtomicInteger(connection);
        Reach reach = new Reach(server) {
            @Override
            public List<InetSocketAddress> open(String host, int to) {
                if (to == port && left.decrementAndGet() == 0) {
                    happens.run();
                }
                return super.open(host, to);
            }
        };
        return new Configured<>(new PostgresqlConnector(reach, new Secrets(server), operation -> Optional.of(requestedAt)), settings()).switchTo(situation(), batch()).get(DomainMove.ORGANIZATION);
    }

    StepResult verify() {
        return configured().verify(situation(), batch()).get(DomainMove.ORGANIZATION);
    }

    List<Change> changes() {
        return configured().changes(situation(), batch());
    }

    /** An application's commit on a server, waited for as applications wait. */
    static void order(PostgresInstance server, String what) {
        server.sql("INSERT INTO orders (what) VALUES ('" + what + "')");
    }

    static int orders(PostgresInstance server) {
        return Integer.parseInt(server.sql("SELECT count(*) FROM orders"));
    }

    static boolean primary(PostgresInstance server) {
        return "f".equals(server.sql("SELECT pg_is_in_recovery()"));
    }

    @Override
    public void close() {
        pair.close();
    }
}
