package org.dradmin.recovery.connector.postgresql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dradmin.platform.Secrets;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.Task;

/**
 * Promotes the PostgreSQL standby of the region that is moved to, and proves that it takes writes. It never makes two
 * primaries: {@link Pair} says when it may. Moving back is another promotion, possible once the old primary follows the
 * new one; a promotion itself cannot be undone.
 */
@ApplicationScoped
public class PostgresqlConnector implements Connector<PostgresqlSettings> {

    @Inject
    private Reach reach;
    @Inject
    private Secrets secrets;
    @Inject
    private OperationRequests requests;
    private Function<String, Optional<Instant>> requestedAt;

    /** For the container. */
    public PostgresqlConnector() {
    }

    /** For tests and tools, whose operations began before every server was started. */
    public PostgresqlConnector(Reach reach, Secrets secrets) {
        this(reach, secrets, operation -> Optional.of(Instant.EPOCH));
    }

    /** For tests. @param requestedAt when operations were requested, by their ids */
    public PostgresqlConnector(Reach reach, Secrets secrets, Function<String, Optional<Instant>> requestedAt) {
        this.reach = reach;
        this.secrets = secrets;
        this.requestedAt = requestedAt;
    }

    @Override
    public String type() {
        return "postgresql";
    }

    @Override
    public Class<PostgresqlSettings> settings() {
        return PostgresqlSettings.class;
    }

    @Override
    public Duration timeout(PostgresqlSettings settings) {
        return Duration.ofSeconds(6L * settings.connectSeconds() + 8L * settings.statementSeconds() + settings.promoteSeconds());
    }

    @Override
    public Set<String> regions(PostgresqlSettings settings) {
        return settings.instances().keySet();
    }

    @Override
    public Duration patience(PostgresqlSettings settings) {
        return Duration.ofSeconds(settings.catchUpSeconds());
    }

    @Override
    public boolean reversible(PostgresqlSettings settings) {
        return false;
    }

    @Override
    public Optional<String> countsOn(PostgresqlSettings settings) {
        return Optional.ofNullable(settings.fencedBy());
    }

    @Override
    public Map<String, StepResult> inspect(Task<PostgresqlSettings> task) {
        return each(task, (target, other) -> look(task, target, other).judge());
    }

    @Override
    public Map<String, StepResult> switchTo(Task<PostgresqlSettings> task) {
        return each(task, (target, other) -> new Promotion(task.settings(), task.situation(), target, other).run(begun(task)));
    }

    @Override
    public Map<String, StepResult> verify(Task<PostgresqlSettings> task) {
        return each(task, (target, other) -> {
            Pair seen = look(task, target, other);
            StepResult judged = seen.judge();
            if (!(judged instanceof AlreadyDone standing)) {
                return notDone(seen, judged);
            }
            Facts now = seen.target().facts();
            if (!now.wantedSynchronous().isEmpty() && now.synchronous() == 0) {
                return new Retry(Duration.ofSeconds(2), "Commits on " + seen.target().name() + " wait for a synchronous standby, and none is "
                        + "there (synchronous_standby_names is \"" + now.wantedSynchronous() + "\"). Start one, or there: "
                        + "ALTER SYSTEM SET synchronous_standby_names = ''; SELECT pg_reload_conf();");
            }
            try {
                StepResult no = target.refusesWrites(task.situation().idempotencyKey());
                return no != null ? no : new Done("It takes writes. " + standing.seen(), standing.proof());
            } catch (SQLException e) {
                return new Failed(seen.target().name() + " did not take a write: " + Server.words(e));
            }
        });
    }

    private static StepResult notDone(Pair seen, StepResult judged) {
        if (judged instanceof Retry || judged instanceof Failed) {
            return judged;
        }
        if (seen.target().standby()) {
            return new Failed(seen.target().name() + " is a standby still: " + seen.target().facts().words() + ".");
        }
        return new Failed(judged instanceof Refused no ? no.reason() : seen.target().name() + " is the primary, and read-only.");
    }

    @Override
    public List<Change> changes(Task<PostgresqlSettings> task) {
        DomainMove move = task.moves().get(0);
        Server target = server(task.settings(), move.toRegion());
        Server other = server(task.settings(), move.fromRegion());
        return target == null || other == null ? List.of()
                : new Promotion(task.settings(), task.situation(), target, other).changes(task.moves().size());
    }

    /** One answer for all domains that move between the same two regions: they share the two servers. */
    private Map<String, StepResult> each(Task<PostgresqlSettings> task, BiFunction<Server, Server, StepResult> act) {
        Map<List<String>, StepResult> answers = new HashMap<>();
        return task.answer(move -> answers.computeIfAbsent(List.of(move.toRegion(), move.fromRegion()), regions -> {
            Server target = server(task.settings(), move.toRegion());
            Server other = server(task.settings(), move.fromRegion());
            return target == null || other == null ? new Refused("The settings of this step name no PostgreSQL server for the region "
                    + (target == null ? move.toRegion() : move.fromRegion()) + ".") : neverPassedBy(act.apply(target, other));
        }));
    }

    /** Only the server to be promoted can fail a step for being away, and an operation without its database moves nothing. */
    private static StepResult neverPassedBy(StepResult answer) {
        return answer instanceof Failed failed && failed.unreachable() ? new Failed(failed.reason()) : answer;
    }

    private Server server(PostgresqlSettings settings, String region) {
        return settings.instances().containsKey(region) ? new Server(new Door(reach, secrets), settings, region, settings.instances().get(region)) : null;
    }

    /** A server that ended before this may have been started again and have taken writes. */
    private Optional<Instant> begun(Task<PostgresqlSettings> task) {
        String operation = task.situation().operationId();
        return requestedAt == null ? requests.requestedAt(operation) : requestedAt.apply(operation);
    }

    private static Pair look(Task<PostgresqlSettings> task, Server target, Server other) {
        Sight otherSeen = other.look();
        return new Pair(task.settings(), task.situation(), target.look(), otherSeen);
    }
}
