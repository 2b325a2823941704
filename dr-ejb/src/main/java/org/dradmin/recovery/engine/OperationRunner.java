package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;
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
        Map<String, StepResult> answers = act(lease, work);
        Optional<Retry> retry = answers.values().stream().filter(Retry.class::isInstance).map(Retry.class::cast).findFirst();
        if (retry.isPresent() && work.attempt() + 1 < MOST_ATTEMPTS) {
            journal.retry(lease, work, backOff(retry.get(), work.attempt()), retry.get().reason());
        } else {
            journal.result(lease, work, answers);
        }
    }

    /** Inspect, switch what needs it, verify what is said to be there. The last word on each domain counts. */
    private Map<String, StepResult> act(Lease lease, Work work) {
        Configured<?> connector;
        try {
            connector = connectors.configured(work.connector(), null);
        } catch (IllegalArgumentException e) {
            return all(work.moves(), new Failed(e.getMessage()));
        }
        Situation situation = new Situation(lease.operationId(), (work.step() + 1) + "." + (work.batch() + 1), Mode.PLANNED,
                work.moves().get(0).to(), Set.of(), Optional.empty());
        Map<String, StepResult> answers = new HashMap<>(call(connector, work.moves(), moves -> connector.inspect(situation, moves)));
        List<DomainMove> toSwitch = those(work, answers, Done.class::isInstance);
        if (!toSwitch.isEmpty()) {
            journal.switching(lease, work, toSwitch.stream().map(DomainMove::domain).toList());
            answers.putAll(call(connector, toSwitch, moves -> connector.switchTo(situation, moves)));
        }
        List<DomainMove> toVerify = those(work, answers, Answers::good);
        if (!toVerify.isEmpty()) {
            journal.verifying(lease, work);
            answers.putAll(call(connector, toVerify, moves -> connector.verify(situation, moves)));
        }
        return answers;
    }

    private static List<DomainMove> those(Work work, Map<String, StepResult> answers,
            Predicate<StepResult> which) {
        return work.moves().stream().filter(move -> which.test(answers.get(move.domain()))).toList();
    }

    private Map<String, StepResult> call(Configured<?> connector, List<DomainMove> moves,
            Function<List<DomainMove>, Map<String, StepResult>> act) {
        Map<String, StepResult> answers = calls.within(connector.timeout(), () -> act.apply(moves),
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
