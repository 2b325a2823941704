package org.dradmin.recovery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.engine.ConnectorCalls.Call;

/**
 * One step with one batch on its way: inspect, switch what needs it, verify what is said to be there; the last word on
 * each domain counts. The calls run beside the driver, the journal is written by the driver, in {@link #advance}: what a
 * switch may touch before it begins.
 */
final class Lane {

    /** People wait, and what asks for patience is mostly about to be there. */
    private static final Duration MOST_DOUBLED = Duration.ofSeconds(5);

    private enum Act { INSPECT, SWITCH, VERIFY }

    private final Lease lease;
    private final Work work;
    private final Configured<?> connector;
    private final Journal journal;
    private final ConnectorCalls calls;
    private final Semaphore turn;
    private final Runnable bell;
    private Given looked;
    private Given answers;
    private Act act;
    private Call<Given> call;

    /**
     * @param turn what a switch waits for; null where it need not
     * @param bell rung when a call is over
     */
    Lane(Lease lease, Work work, Configured<?> connector, Journal journal, ConnectorCalls calls, Semaphore turn, Runnable bell) {
        this.lease = lease;
        this.work = work;
        this.connector = connector;
        this.journal = journal;
        this.calls = calls;
        this.turn = turn;
        this.bell = bell;
    }

    Work work() {
        return work;
    }

    void begin() {
        call(Act.INSPECT, work.moves());
    }

    /** Nobody drives it any more: a switch that waits for its turn must not begin. */
    void leave() {
        call.withdraw();
    }

    /** Whether nothing of it has been switched yet. */
    boolean looks() {
        return act == Act.INSPECT;
    }

    boolean canAdvance() {
        return call.isOver();
    }

    /** Takes the answer and goes on. @return whether this lane is at its end */
    boolean advance(Instant now) {
        Given given = call.answer();
        answers = act == Act.INSPECT ? given : answers.with(given);
        if (act == Act.INSPECT) {
            looked = given;
            List<DomainMove> toSwitch = those(Done.class::isInstance);
            if (!toSwitch.isEmpty()) {
                journal.switching(lease, work, toSwitch.stream().map(DomainMove::domain).toList(), looked);
                call(Act.SWITCH, toSwitch);
                return false;
            }
        }
        List<DomainMove> toVerify = act == Act.VERIFY ? List.of() : those(Answers::good);
        if (!toVerify.isEmpty()) {
            boolean switched = act == Act.SWITCH;
            call(Act.VERIFY, toVerify);
            journal.verifying(lease, work, looked, switched ? given : null);
            return false;
        }
        end(now);
        return true;
    }

    private void end(Instant now) {
        Optional<Retry> retry = answers.answers().values().stream().filter(Retry.class::isInstance).map(Retry.class::cast).findFirst();
        Instant since = work.line().waitingSince() == null ? now : work.line().waitingSince();
        if (retry.isPresent() && since.plus(connector.patience()).isAfter(now)) {
            journal.retry(lease, work, backOff(retry.get(), work.line().attempt()), retry.get().reason());
        } else {
            journal.result(lease, work, answers);
        }
    }

    private void call(Act next, List<DomainMove> moves) {
        act = next;
        call = calls.begin(next == Act.SWITCH ? turn : null, connector.timeout(), () -> switch (next) {
            case INSPECT -> connector.inspect(work.situation(), moves);
            case SWITCH -> connector.switchTo(work.situation(), moves);
            case VERIFY -> connector.verify(work.situation(), moves);
        }, said -> Given.of(moves, said), failed -> Given.all(moves, failed), bell);
    }

    private List<DomainMove> those(Predicate<StepResult> which) {
        return work.moves().stream().filter(move -> which.test(answers.answers().get(move.domain()))).toList();
    }

    /** What the other side asked for; short pauses double with each attempt, up to five seconds. */
    private static Duration backOff(Retry retry, int attempt) {
        Duration doubled = retry.after().multipliedBy(1L << Math.min(attempt, 6));
        Duration pause = doubled.compareTo(MOST_DOUBLED) > 0 ? MOST_DOUBLED : doubled;
        return pause.compareTo(retry.after()) < 0 ? retry.after() : pause;
    }
}
