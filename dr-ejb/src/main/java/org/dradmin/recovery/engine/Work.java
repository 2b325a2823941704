package org.dradmin.recovery.engine;

import java.util.List;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.StepLine;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;

/**
 * The next thing an operation has to do: one step with one batch of domains that are still in play.
 *
 * @param connector which connector, and how it is set up
 * @param passes whether what it cannot reach is passed by
 * @param waitMinutes how long its failure waits for a decision
 * @param moves what is to be moved; empty where nothing is left
 * @param others the domains of the batch that are not among them
 * @param blocked why nothing of it may be done any more; null where it may
 */
public record Work(StepLine line, Plan.Entry connector, boolean passes, int waitMinutes, Situation situation, List<DomainMove> moves,
        List<String> others, String blocked) {

    /** The step of the plan that it does or undoes, from 0. */
    int planStep() {
        return line.undoes() != null ? line.undoes() : line.step();
    }

    boolean undoes() {
        return line.undoes() != null;
    }

    List<String> domains() {
        return moves.stream().map(DomainMove::domain).toList();
    }
}
