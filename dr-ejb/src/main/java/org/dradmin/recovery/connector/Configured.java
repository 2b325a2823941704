package org.dradmin.recovery.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A connector with the settings that a plan gives it, ready to be asked. */
public record Configured<S>(Connector<S> connector, S settings) {

    public Duration timeout() {
        return connector.timeout(settings);
    }

    public Duration patience() {
        return connector.patience(settings);
    }

    public int batchSize() {
        return connector.batchSize(settings);
    }

    public boolean oneAtATime() {
        return connector.oneAtATime(settings);
    }

    public boolean switchesInTurn() {
        return connector.switchesInTurn(settings);
    }

    public boolean reversible() {
        return connector.reversible(settings);
    }

    public Optional<String> countsOn() {
        return connector.countsOn(settings);
    }

    public Set<String> regions() {
        return connector.regions(settings);
    }

    public Map<String, StepResult> inspect(Situation situation, List<DomainMove> moves) {
        return connector.inspect(new Task<>(settings, situation, moves));
    }

    public Map<String, StepResult> switchTo(Situation situation, List<DomainMove> moves) {
        return connector.switchTo(new Task<>(settings, situation, moves));
    }

    public Map<String, StepResult> verify(Situation situation, List<DomainMove> moves) {
        return connector.verify(new Task<>(settings, situation, moves));
    }

    public List<Change> changes(Situation situation, List<DomainMove> moves) {
        return connector.changes(new Task<>(settings, situation, moves));
    }
}
