package org.dradmin.recovery.connector.haproxy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.Task;

/**
 * Switches HAProxy by its runtime API: the servers of a region, or the entry of each domain in a map. A reload forgets
 * what was done there, so the files that HAProxy reads at its start are written too, and file and process must agree.
 */
@ApplicationScoped
public class HaproxyConnector implements Connector<HaproxySettings> {

    private static final Duration ACT = Duration.ofSeconds(60);
    /** Each batch reads, compares and writes the whole map and its files: the fewer, the better. */
    private static final int BATCH = 10_000;

    @Inject
    private Reach reach;

    /** For the container. */
    public HaproxyConnector() {
    }

    /** For tests and tools. */
    public HaproxyConnector(Reach reach) {
        this.reach = reach;
    }

    @Override
    public String type() {
        return "haproxy";
    }

    @Override
    public Class<HaproxySettings> settings() {
        return HaproxySettings.class;
    }

    @Override
    public Duration timeout(HaproxySettings settings) {
        return ACT.plusSeconds(5);
    }

    @Override
    public int batchSize(HaproxySettings settings) {
        return BATCH;
    }

    @Override
    public boolean oneAtATime(HaproxySettings settings) {
        return true;
    }

    @Override
    public Set<String> regions(HaproxySettings settings) {
        return settings.servers() == null ? settings.map().values().keySet() : settings.servers().keySet();
    }

    @Override
    public Duration patience(HaproxySettings settings) {
        return settings.patience();
    }

    @Override
    public Map<String, StepResult> inspect(Task<HaproxySettings> task) {
        return act(task, ServerSwitch::inspect, MapSwitch::inspect);
    }

    @Override
    public Map<String, StepResult> switchTo(Task<HaproxySettings> task) {
        return act(task, ServerSwitch::switchTo, MapSwitch::switchTo);
    }

    @Override
    public Map<String, StepResult> verify(Task<HaproxySettings> task) {
        return act(task, ServerSwitch::verify, MapSwitch::verify);
    }

    @Override
    public List<Change> changes(Task<HaproxySettings> task) {
        if (task.settings().servers() == null) {
            return new MapSwitch(task, apis(task), reach).changes();
        }
        List<DomainMove> moves = task.moves().stream().filter(move -> noServers(task.settings(), move).isEmpty()).toList();
        return moves.isEmpty() ? List.of() : servers(task, moves).changes(moves.size());
    }

    private Map<String, StepResult> act(Task<HaproxySettings> task, Function<ServerSwitch, StepResult> ofServers,
            Function<MapSwitch, Map<String, StepResult>> ofMap) {
        try {
            if (task.settings().servers() == null) {
                return ofMap.apply(new MapSwitch(task, apis(task), reach));
            }
            List<DomainMove> moves = new ArrayList<>(task.moves());
            moves.removeIf(move -> noServers(task.settings(), move).isPresent());
            StepResult answer = moves.isEmpty() ? null : ofServers.apply(servers(task, moves));
            return task.answer(move -> noServers(task.settings(), move).<StepResult>map(Refused::new).orElse(answer));
        } catch (Trouble e) {
            return task.all(e.answer());
        } catch (Reach.OutOfReach e) {
            return task.all(e.answer());
        }
    }

    private ServerSwitch servers(Task<HaproxySettings> task, List<DomainMove> moves) {
        return new ServerSwitch(task.settings(), apis(task), reach, moves);
    }

    private static Optional<String> noServers(HaproxySettings settings, DomainMove move) {
        return Stream.of(move.fromRegion(), move.toRegion()).filter(region -> !settings.servers().containsKey(region)).findFirst()
                .map(region -> "The plan names no servers for the region " + region + ".");
    }

    private List<RuntimeApi> apis(Task<HaproxySettings> task) {
        long end = System.nanoTime() + ACT.toNanos();
        return task.settings().endpoints().stream().map(Endpoint::of)
                .map(endpoint -> new RuntimeApi(endpoint, reach, task.settings().answer(), end)).toList();
    }
}
