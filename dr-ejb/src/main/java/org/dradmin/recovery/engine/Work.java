package org.dradmin.recovery.engine;

import java.util.List;
import org.dradmin.recovery.connector.DomainMove;

/** The next thing an operation has to do: one step with one batch of domains that are still in play. */
record Work(int step, int batch, int attempt, String name, String connector, List<DomainMove> moves) {

    List<String> domains() {
        return moves.stream().map(DomainMove::domain).toList();
    }
}
