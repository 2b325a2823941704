package org.dradmin.recovery.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.Plan.Entry;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.Progress;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.manual.ManualConnector;

/** Plans of two connectors that do what a test says, and a manual one that asks grace. */
abstract class TwoConnectors {

    final Scripted one = new Scripted("one");
    final Scripted two = new Scripted("two");

    RecoveryWorld world(Group... groups) {
        RecoveryWorld world = RecoveryWorld.with(3);
        return world.plan(new Plan(Map.of("ask-grace", ask()), List.of(groups), List.of(groups)))
                .connectors(one, two, world.node.get(ManualConnector.class));
    }

    static Entry ask() {
        return new Entry("manual", new ObjectMapper().createObjectNode().put("person", "grace").put("instructions", "Power the rack down."));
    }

    static Group group(Step... steps) {
        return new Group("Group of " + steps[0].name(), List.of(steps));
    }

    static Step step(String connector) {
        return new Step("Step " + connector, connector);
    }

    static Step once(String connector, boolean passes, int waitMinutes) {
        return new Step("Step " + connector, connector, true, List.of(), passes, waitMinutes);
    }

    static Step waiting(String connector) {
        return new Step("Step " + connector, connector, false, List.of(), false, 30);
    }

    static List<StepState> states(RecoveryWorld world, String id) {
        return progress(world, id).steps().stream().map(StepProgress::state).toList();
    }

    static Progress progress(RecoveryWorld world, String id) {
        return world.asAda(() -> world.recovery().progress(id)).orElseThrow();
    }

    static Map<String, DomainState> domains(RecoveryWorld world, String id) {
        return world.asAda(() -> world.results(id)).stream().collect(Collectors.toMap(DomainResult::getDomainName, DomainResult::getState));
    }

    static boolean first(DomainMove move) {
        return move.domain().equals(RecoveryWorld.name(0));
    }
}
