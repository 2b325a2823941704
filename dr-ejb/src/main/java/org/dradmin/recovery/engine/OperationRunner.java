package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;

/**
 * Drives one operation from wherever its journal says it stands, until it ends or has to wait. It remembers nothing
 * itself: killed at any moment, the next run, here or on another node, goes on from the journal to the same end.
 */
@ApplicationScoped
public class OperationRunner {

    /** How often a connector may ask for patience before the batch is given up. */
    static final int MOST_ATTEMPTS = 8;

    @Inject
    private Journal journal;
    @Inject
    private Connectors connectors;
    @Inject
    private ConnectorCalls calls;

    /** @throws LeaseLost when another node has taken the operation over */
    public void run(Lease lease) {
        boolean more = true;
        while (more) {
            more = journal.prepare(lease);
        }
        Optional<Work> work = journal.next(lease);
        while (work.isPresent()) {
            carryOut(lease, work.get());
            work = journal.next(lease);
        }
        if (journal.nothingWaits(lease)) {
            journal.finish(lease);
        }
    }

    private void carryOut(Lease lease, Work work) {
        if (work.moves().isEmpty()) {
            journal.skip(lease, work);
            return;
        }
        journal.inspecting(lease, work);
        Optional<Connector> found = connectors.named(work.connector());
        Map<String, StepResult> answers = found
                .map(connector -> act(lease, work, connector))
                .orElseGet(() -> all(work.moves(), new Failed("There is no connector named " + work.connector() + ".")));
        Optional<Retry> retry = answers.values().stream().filter(Retry.class::isInstance).map(Retry.class::cast).findFirst();
        if (retry.isPresent() && work.attempt() + 1 < MOST_ATTEMPTS) {
            journal.retry(lease, work, backOff(retry.get(), work.attempt()), retry.get().reason());
        } else {
            journal.result(lease, work, answers);
        }
    }

    /** Inspect, switch what needs it, verify what is said to be there. The last word on each domain counts. */
    private Map<String, StepResult> act(Lease lease, Work work, Connector connector) {
        Map<String, StepResult> answers = new HashMap<>(call(connector, Connector::inspect, work.moves()));
        List<DomainMove> toSwitch = those(work, answers, Done.class::isInstance);
        if (!toSwitch.isEmpty()) {
            journal.switching(lease, work, toSwitch.stream().map(DomainMove::domain).toList());
            answers.putAll(call(connector, Connector::switchTo, toSwitch));
        }
        List<DomainMove> toVerify = those(work, answers, Answers::good);
        if (!toVerify.isEmpty()) {
            journal.verifying(lease, work);
            answers.putAll(call(connector, Connector::verify, toVerify));
        }
        return answers;
    }

    private static List<DomainMove> those(Work work, Map<String, StepResult> answers,
            Predicate<StepResult> which) {
        return work.moves().stream().filter(move -> which.test(answers.get(move.domain()))).toList();
    }

    private Map<String, StepResult> call(Connector connector, BiFunction<Connector, List<DomainMove>, Map<String, StepResult>> act,
            List<DomainMove> moves) {
        Map<String, StepResult> answers = calls.within(connector.timeout(), () -> act.apply(connector, moves),
                failed -> all(moves, failed));
        return moves.stream().collect(Collectors.toMap(DomainMove::domain, move -> answers.getOrDefault(move.domain(),
                new Failed("The connector gave no answer for this domain."))));
    }

    private static Map<String, StepResult> all(List<DomainMove> moves, StepResult answer) {
        return moves.stream().collect(Collectors.toMap(DomainMove::domain, move -> answer));
    }

    /** What the other side asked for, doubled with each attempt, half a minute at most. */
    private static Duration backOff(Retry retry, int attempt) {
        Duration pause = retry.after().multipliedBy(1L << Math.min(attempt, 6));
        Duration most = Duration.ofSeconds(30);
        return pause.compareTo(most) > 0 ? most : pause;
    }
}
