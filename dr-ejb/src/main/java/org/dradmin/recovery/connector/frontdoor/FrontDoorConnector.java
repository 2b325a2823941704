package org.dradmin.recovery.connector.frontdoor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.organization.Side;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.NoSettings;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.Task;

/**
 * The embedded connector: it switches the routes in the database and proves them by what the nodes really answer,
 * this one from its memory and every other living one by the revision it says it answers from.
 */
@ApplicationScoped
public class FrontDoorConnector implements Connector<NoSettings> {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    /** One transaction, of statements that name each domain. */
    private static final int BATCH = 2500;

    @Inject
    private Routes routes;
    @Inject
    private FrontDoor frontDoor;

    @Override
    public String type() {
        return "front-door";
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public Duration timeout(NoSettings settings) {
        return Duration.ofSeconds(20);
    }

    @Override
    public int batchSize(NoSettings settings) {
        return BATCH;
    }

    @Override
    public Map<String, StepResult> inspect(Task<NoSettings> task) {
        Map<String, Side> sides = routes.sides(task.domains());
        return task.answer(move -> {
            Side now = sides.get(move.domain());
            return now == move.to() ? new AlreadyDone("The front door sends to " + words(move.to()) + " already")
                    : new Done("The front door sends to " + words(now));
        });
    }

    @Override
    public Map<String, StepResult> switchTo(Task<NoSettings> task) {
        routes.point(task.domains(), task.situation().to());
        return task.answer(move -> new Done("The route was written"));
    }

    @Override
    public Map<String, StepResult> verify(Task<NoSettings> task) {
        frontDoor.follow();
        List<String> behind = routes.behind(frontDoor.revision());
        if (!behind.isEmpty()) {
            return task.answer(move -> new Retry(PATIENCE, behind.size() + " node(s) of the front door do not answer from "
                    + "the new routes yet: " + String.join(", ", behind)));
        }
        return task.answer(move -> frontDoor.side(move.domain()).filter(side -> side == move.to()).isPresent()
                ? new Done("The front door sends to " + words(move.to()))
                : new Failed("The front door does not send to " + words(move.to()) + "."));
    }

    @Override
    public List<Change> changes(Task<NoSettings> task) {
        return List.of(new Change("The front door of this console", task.moves().stream()
                .map(move -> "/go/" + move.domain() + " -> " + move.toEndpoint()).collect(Collectors.joining("\n")), task.moves().size()));
    }

    private static String words(Side side) {
        return side == Side.PRIMARY ? "the primary region" : "the disaster recovery region";
    }
}
