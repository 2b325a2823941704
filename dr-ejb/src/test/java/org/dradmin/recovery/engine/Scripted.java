package org.dradmin.recovery.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.NoSettings;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.Task;

/** Answers as the test says, and remembers what it was asked. */
final class Scripted implements Connector<NoSettings> {

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final List<Situation> situations = Collections.synchronizedList(new ArrayList<>());
    boolean reversible = true;
    boolean oneAtATime;
    boolean switchesInTurn;
    private final String type;
    Function<DomainMove, StepResult> inspect = move -> new Done("looked");
    /** Instead of {@link #inspect}, where the answer depends on more than the domain. */
    Function<Situation, StepResult> inspectAs;
    Function<Task<NoSettings>, List<Change>> changes = task -> List.of();
    Function<DomainMove, StepResult> switchTo = move -> new Done("switched");
    Function<DomainMove, StepResult> verify = move -> new Done("proved");

    Scripted(String type) {
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public boolean oneAtATime(NoSettings settings) {
        return oneAtATime;
    }

    @Override
    public boolean switchesInTurn(NoSettings settings) {
        return switchesInTurn;
    }

    @Override
    public boolean reversible(NoSettings settings) {
        return reversible;
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public Duration timeout(NoSettings settings) {
        return Duration.ofSeconds(5);
    }

    @Override
    public Map<String, StepResult> inspect(Task<NoSettings> task) {
        return answer("inspect", task, inspectAs == null ? inspect : move -> inspectAs.apply(task.situation()));
    }

    @Override
    public Map<String, StepResult> switchTo(Task<NoSettings> task) {
        return answer("switch", task, switchTo);
    }

    @Override
    public Map<String, StepResult> verify(Task<NoSettings> task) {
        return answer("verify", task, verify);
    }

    @Override
    public List<Change> changes(Task<NoSettings> task) {
        return changes.apply(task);
    }

    private Map<String, StepResult> answer(String act, Task<NoSettings> task, Function<DomainMove, StepResult> by) {
        asked.add(act + " " + task.moves().size());
        situations.add(task.situation());
        Map<String, StepResult> answers = new HashMap<>();
        for (DomainMove move : task.moves()) {
            StepResult answer = by.apply(move);
            if (answer != null) {
                answers.put(move.domain(), answer);
            }
        }
        return answers;
    }
}
