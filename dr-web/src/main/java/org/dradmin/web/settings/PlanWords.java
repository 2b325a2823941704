package org.dradmin.web.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.Step;
import org.dradmin.web.shell.NamedValue;

/** A recovery plan as a picture in words: both directions, and the connectors it sets up. */
public record PlanWords(Plan plan) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param together whether its steps go side by side */
    public record GroupWords(int number, String name, boolean together, List<StepLine> steps) {
    }

    /** @param facts what is special about it, in sentences */
    public record StepLine(String name, String connector, String type, List<String> facts) {
    }

    public record ConnectorWords(String name, String type, List<NamedValue> settings) {
    }

    public List<GroupWords> failover() {
        return groups(OperationKind.FAILOVER);
    }

    public List<GroupWords> failback() {
        return groups(OperationKind.FAILBACK);
    }

    private List<GroupWords> groups(OperationKind kind) {
        List<GroupWords> groups = new ArrayList<>();
        for (Plan.Group group : plan.groups(kind)) {
            groups.add(new GroupWords(groups.size() + 1, group.name(), group.steps().size() > 1, group.steps().stream()
                    .map(step -> new StepLine(step.name(), step.connector(), plan.entry(step).type(), facts(step))).toList()));
        }
        return groups;
    }

    private static List<String> facts(Step step) {
        List<String> facts = new ArrayList<>();
        facts.add(step.organization() ? "Once for the whole organization" : step.domains().isEmpty() ? "For every domain"
                : "For " + String.join(", ", step.domains()));
        if (step.passUnreachable()) {
            facts.add("Passes by what it cannot reach, in an unplanned operation");
        }
        if (step.waitMinutes() > 0) {
            facts.add("A failure waits " + step.waitMinutes() + " min for a decision");
        }
        return facts;
    }

    /** The plan's own connectors; secrets among their settings are references. */
    public List<ConnectorWords> connectors() {
        return plan.connectors().entrySet().stream().map(entry -> new ConnectorWords(entry.getKey(), entry.getValue().type(),
                entry.getValue().settings() == null ? List.of() : NamedValue.of(JSON.convertValue(entry.getValue().settings(), Object.class)))).toList();
    }
}
