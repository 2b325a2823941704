package org.dradmin.recovery.connector.frontdoor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dradmin.organization.Side;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;

/**
 * The embedded connector: it switches the routes in the database and proves them by what the nodes really answer,
 * this one from its memory and every other living one by the revision it says it answers from.
 */
@ApplicationScoped
public class FrontDoorConnector implements Connector {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    @Inject
    private Routes routes;
    @Inject
    private FrontDoor frontDoor;

    @Override
    public String name() {
        return "front-door";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Map<String, StepResult> inspect(List<DomainMove> batch) {
        Map<String, Side> sides = routes.sides(names(batch));
        return answers(batch, move -> {
            Side now = sides.get(move.domain());
            return now == move.to() ? new AlreadyDone("The front door sends to " + words(move.to()) + " already")
                    : new Done("The front door sends to " + words(now));
        });
    }

    @Override
    public Map<String, StepResult> switchTo(List<DomainMove> batch) {
        batch.stream().collect(Collectors.groupingBy(DomainMove::to)).forEach((to, moves) -> routes.point(names(moves), to));
        return answers(batch, move -> new Done("The route was written"));
    }

    @Override
    public Map<String, StepResult> verify(List<DomainMove> batch) {
        frontDoor.follow();
        List<String> behind = routes.behind(frontDoor.revision());
        if (!behind.isEmpty()) {
            return answers(batch, move -> new Retry(PATIENCE, behind.size() + " node(s) of the front door do not answer from "
                    + "the new routes yet: " + String.join(", ", behind)));
        }
        return answers(batch, move -> frontDoor.side(move.domain()).filter(side -> side == move.to()).isPresent()
                ? new Done("The front door sends to " + words(move.to()))
                : new Failed("The front door does not send to " + words(move.to()) + "."));
    }

    private static List<String> names(List<DomainMove> batch) {
        return batch.stream().map(DomainMove::domain).toList();
    }

    private static Map<String, StepResult> answers(List<DomainMove> batch, Function<DomainMove, StepResult> answer) {
        return batch.stream().collect(Collectors.toMap(DomainMove::domain, answer));
    }

    private static String words(Side side) {
        return side == Side.PRIMARY ? "the primary region" : "the disaster recovery region";
    }
}
