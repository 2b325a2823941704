package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Side;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.Plan.Entry;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.Progress;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.dns.DnsConnector;
import org.dradmin.recovery.connector.frontdoor.Routes;
import org.dradmin.recovery.connector.haproxy.HaproxyConnector;
import org.dradmin.recovery.connector.manual.Confirmation;
import org.dradmin.recovery.connector.manual.ManualConnector;
import org.dradmin.recovery.connector.postgresql.PostgresqlConnector;
import org.dradmin.recovery.connector.webhook.WebhookConnector;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Outcome;
import org.dradmin.systemlog.Written;
import org.dradmin.test.BindServer;
import org.dradmin.test.HaproxyServer;
import org.dradmin.test.PostgresPair;
import org.dradmin.test.WebhookReceiver;

/**
 * An organization whose domains are in a real BIND, behind a real HAProxy, known to a receiver of webhooks and, where
 * wanted, before a real PostgreSQL pair; all in us-east. It knows what the whole of it looks like from outside.
 */
final class PlanScene implements AutoCloseable {

    static final String EAST = "us-east";
    static final String WEST = "us-west";
    static final String STOP = "Stop the old database";
    static final String EAST_ADDRESS = "192.0.2.10";
    static final String WEST_ADDRESS = "198.51.100.10";
    private static final ObjectMapper JSON = new ObjectMapper();

    final int domains;
    final BindServer bind;
    final HaproxyServer haproxy;
    final WebhookReceiver receiver;
    /** Null in a scene without a database. */
    final PostgresPair pair;
    final Map<String, String> settings = new HashMap<>();
    /** Of the plan, by name; a test may set others before it asks for the world. */
    final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Runnable> disturbances = new ConcurrentHashMap<>();
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private final List<AutoCloseable> opened = new ArrayList<>();

    PlanScene(int domains, boolean withDatabase) {
        this.domains = domains;
        try {
            bind = opened(BindServer.serving("example.test", names().map(name -> name.split("\\.")[0] + " 60 A " + EAST_ADDRESS).toList()));
            haproxy = opened(HaproxyServer.start(names().toArray(String[]::new)));
            receiver = opened(WebhookReceiver.start(null));
            pair = withDatabase ? opened(PostgresPair.start()) : null;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        names().forEach(name -> receiver.regions().put(name, EAST));
        settings.putAll(Map.of("dr.connector.hosts", "127.0.0.0/8,127.0.0.1:" + receiver.port(), "dr.connector.files", System.getProperty("java.io.tmpdir"),
                "dr.secret.tsig", bind.secret(), "dr.secret.hook", WebhookReceiver.SECRET, "dr.secret.pg", PostgresPair.PASSWORD));
        entries.put("names", dns(bind.address()));
        entry("balancer", "haproxy", "{'endpoints': ['" + haproxy.adminEndpoint() + "'], 'files': ['" + haproxy.map() + "'], 'map': {'file': '"
                + haproxy.map() + "', 'values': {'us-east': 'east', 'us-west': 'west'}}}");
        String hook = "http://127.0.0.1:" + receiver.port();
        entry("partner", "webhook", "{'url': '" + hook + "/switch', 'secrets': ['env:DR_SECRET_HOOK'], 'verifyUrl': '" + hook + "/regions', 'reversible': true}");
        entry("ask-grace", "manual", "{'person': 'grace', 'instructions': 'Stop the old database.', 'patienceMinutes': 600}");
        if (pair != null) {
            entries.put("database", new Entry("postgresql", JSON.valueToTree(pair.plan(STOP))));
        }
    }

    private <T extends AutoCloseable> T opened(T server) {
        opened.add(server);
        return server;
    }

    /** @param server who takes the updates; BIND itself is asked afterwards */
    Entry dns(String server) {
        return read("dns", "{'zone': 'example.test', 'server': '" + server + "', 'servers': ['" + bind.address() + "'], 'key': {'name': '" + BindServer.KEY
                + "', 'secret': 'env:DR_SECRET_TSIG'}, 'answerSeconds': 5, 'values': {'us-east': {'A': ['" + EAST_ADDRESS + "']}, 'us-west': {'A': ['"
                + WEST_ADDRESS + "']}}}");
    }

    /** The pair, whose old primary the connector makes read-only itself. */
    void databaseFences() {
        Map<String, Object> plan = new HashMap<>(pair.plan(STOP));
        plan.remove("fencedBy");
        plan.put("fence", true);
        entries.put("database", new Entry("postgresql", JSON.valueToTree(plan)));
    }

    /** Has something happen, once, right before a connector carries out an act: "haproxy verify". */
    void before(String act, Runnable happens) {
        disturbances.put(act, happens);
    }

    private <S> Connector<S> disturbed(Connector<S> connector) {
        return (Connector<S>) Proxy.newProxyInstance(Connector.class.getClassLoader(), new Class<?>[] {Connector.class}, (proxy, method, arguments) -> {
            Runnable happens = disturbances.remove(connector.type() + " " + method.getName());
            if (happens != null) {
                happens.run();
            }
            try {
                return method.invoke(connector, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    void entry(String name, String type, String json) {
        entries.put(name, read(type, json));
    }

    private static Entry read(String type, String json) {
        try {
            return new Entry(type, JSON.readTree(json.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> names() {
        return IntStream.range(0, domains).mapToObj(RecoveryWorld::name);
    }

    static Group group(Step... steps) {
        return new Group(steps[0].name(), List.of(steps));
    }

    static Step once(String name, String connector) {
        return new Step(name, connector, true, List.of(), false, 0);
    }

    /** One whose failure waits for a decision. */
    static Step waiting(String name, String connector) {
        return new Step(name, connector, false, List.of(), false, 30);
    }

    /** With the same groups both ways. */
    RecoveryWorld world(Group... groups) {
        return world(List.of(groups), List.of(groups));
    }

    RecoveryWorld world(List<Group> failover, List<Group> failback) {
        return dressed(RecoveryWorld.with(domains).plan(new Plan(entries, failover, failback)));
    }

    /** Gives a node the connectors. */
    RecoveryWorld dressed(RecoveryWorld world) {
        Settings server = new Settings(key -> Optional.ofNullable(settings.get(key)));
        Reach reach = new Reach(server);
        Secrets secrets = new Secrets(server);
        return world.connectors(disturbed(new DnsConnector(reach, secrets)), disturbed(new HaproxyConnector(reach)),
                disturbed(new PostgresqlConnector(reach, secrets)), disturbed(new WebhookConnector(reach, secrets, Clock.systemUTC(), alarms)),
                world.node.get(ManualConnector.class));
    }

    /** Looks again and again as the engine's timer does, until it has ended, has crashed, or waits for a person. */
    void drive(RecoveryWorld world, String operation) {
        for (int look = 0; look < 30 && !world.operation(operation).getState().ended(); look++) {
            world.drive(operation);
            if (CrashingJournal.hasCrashed() || progress(world, operation).steps().stream().anyMatch(step -> step.waitsUntil() != null)) {
                return;
            }
            confirm(world, operation);
            world.node.clock().advance(Duration.ofSeconds(10));
        }
    }

    /** Grace stops the old database when she is asked to, and says so. */
    private void confirm(RecoveryWorld world, String operation) {
        boolean asked = world.node.inTransaction(() -> world.node.em().createQuery("SELECT s FROM StepRun s WHERE s.operationId = :id AND s.connector = 'ask-grace' "
                        + "AND s.state = :waits", StepRun.class).setParameter("id", operation).setParameter("waits", StepState.RETRYING).getResultStream()
                .anyMatch(run -> world.node.em().find(Confirmation.class, new Confirmation.Key(operation, run.situationStep())) == null));
        if (asked) {
            if (pair != null) {
                pair.east().stop();
            }
            world.as("grace", () -> world.control().confirm(operation, 0, "It is stopped."));
        }
    }

    static Progress progress(RecoveryWorld world, String operation) {
        return world.asAda(() -> world.recovery().progress(operation)).orElseThrow();
    }

    static StepProgress step(RecoveryWorld world, String operation, String name) {
        return progress(world, operation).steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
    }

    void retry(RecoveryWorld world, String operation, String step) {
        world.order(control -> control.retry(operation, step(world, operation, step).index()));
        drive(world, operation);
    }

    static DomainResult result(RecoveryWorld world, String operation, int domain) {
        return world.asAda(() -> world.results(operation)).stream().filter(r -> r.getDomainName().equals(RecoveryWorld.name(domain))).findFirst().orElseThrow();
    }

    static List<StepRun> journal(RecoveryWorld world, String operation, String step) {
        return world.node.inTransaction(() -> world.node.em().createQuery("SELECT s FROM StepRun s WHERE s.operationId = :id AND s.name = :step "
                + "ORDER BY s.batch", StepRun.class).setParameter("id", operation).setParameter("step", step).getResultList());
    }

    /** What the engine wrote to the System Log about an operation, oldest first. */
    static List<LogEvent> log(RecoveryWorld world, String operation, String type) {
        return Written.events(world.node, type).stream().filter(event -> operation.equals(event.getDebugData().get("operationId"))).toList();
    }

    static LogEvent logOfStep(RecoveryWorld world, String operation, String step) {
        List<LogEvent> events = log(world, operation, world.operation(operation).getKind().stepEvent().wireName()).stream().filter(event -> step.equals(event.getDebugData().get("step"))).toList();
        return events.get(events.size() - 1);
    }

    /** Journal, page and log agree that a step failed for these reasons. */
    static void assertToldAsFailed(RecoveryWorld world, String operation, String step, String... reasons) {
        assertThat(journal(world, operation, step)).singleElement().satisfies(run -> {
            assertThat(run.getState()).isEqualTo(StepState.FAILED);
            assertThat(run.getReason()).contains(reasons);
        });
        assertThat(world.proofs(operation, step)).singleElement().satisfies(proven -> assertThat(proven.after()).contains("\"result\":"));
        StepProgress shown = step(world, operation, step);
        assertThat(shown.state()).isEqualTo(StepState.FAILED);
        assertThat(shown.reason()).contains(reasons);
        assertThat(shown.failed()).as("can be decided about").isTrue();
        LogEvent logged = logOfStep(world, operation, step);
        assertThat(logged.getOutcome()).isEqualTo(Outcome.FAILURE);
        assertThat(logged.getOutcomeReason()).contains(reasons);
    }

    /** Operation, page and log agree that every domain was moved. */
    void assertToldAsMoved(RecoveryWorld world, String operation) {
        assertThat(world.operation(operation).getState()).as(() -> told(world, operation)).isEqualTo(OperationState.SUCCEEDED);
        assertThat(progress(world, operation).moved()).isEqualTo(domains);
        String type = world.operation(operation).getKind().event().wireName();
        assertThat(log(world, operation, type)).singleElement().extracting(LogEvent::getOutcome).isEqualTo(Outcome.SUCCESS);
    }

    private static String told(RecoveryWorld world, String operation) {
        return world.operation(operation).getOutcomeReason() + "; " + progress(world, operation).steps().stream()
                .map(step -> step.name() + " " + step.state() + ": " + step.reason()).toList();
    }

    /** Names, load balancer (the process and its file), partner, front door and organization all say that it is there. */
    void assertStandsIn(RecoveryWorld world, Side side, int domain) {
        String region = side == Side.PRIMARY ? EAST : WEST;
        String name = RecoveryWorld.name(domain);
        assertNames(side, domain);
        assertBalancer(side, domain);
        assertThat(receiver.regions()).containsEntry(name, region);
        assertThat(world.node.get(Routes.class).sides(List.of(name))).containsEntry(name, side);
        assertOrganization(world, side, domain, true);
    }

    void assertNames(Side side, int domain) {
        assertThat(bind.values(RecoveryWorld.name(domain), "A")).as("dig").containsExactly(side == Side.PRIMARY ? EAST_ADDRESS : WEST_ADDRESS);
    }

    void assertBalancer(Side side, int domain) {
        String name = RecoveryWorld.name(domain);
        String site = side == Side.PRIMARY ? "east" : "west";
        assertThat(haproxy.mapped(name)).as("what HAProxy does").isEqualTo(site);
        try {
            assertThat(Files.readAllLines(haproxy.map())).as("what it would do after a reload").contains(name + " " + site);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertOrganization(RecoveryWorld world, Side side, int domain, boolean settled) {
        ProtectedDomain stored = world.domain(domain);
        assertThat(stored.getActiveSide()).isEqualTo(side);
        assertThat(stored.isSettled()).as("known for certain").isEqualTo(settled);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        RuntimeException first = null;
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception e) {
                first = first == null ? new IllegalStateException(e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
