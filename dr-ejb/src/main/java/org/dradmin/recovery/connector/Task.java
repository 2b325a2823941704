package org.dradmin.recovery.connector;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a connector is asked to do: how it is set up, in which situation, for which domains. Never empty. */
public record Task<S>(S settings, Situation situation, List<DomainMove> moves) {

    public List<String> domains() {
        return moves.stream().map(DomainMove::domain).toList();
    }

    /** The same for some of its domains. */
    public Task<S> of(List<DomainMove> some) {
        return new Task<>(settings, situation, some);
    }

    /** The answer of each domain. */
    public Map<String, StepResult> answer(Function<DomainMove, StepResult> answer) {
        return moves.stream().collect(Collectors.toMap(DomainMove::domain, answer));
    }

    /** The same answer for every domain. */
    public Map<String, StepResult> all(StepResult answer) {
        return answer(move -> answer);
    }
}
