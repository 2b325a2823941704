package org.dradmin.recovery.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.junit.jupiter.api.Test;

/** What every connector promises, tried on the real thing it switches. */
public abstract class ConnectorContract {

    /** The connector under test, against infrastructure where {@link #batch} stands at its origin. */
    protected abstract Configured<?> connector();

    /** The situation of the operation that the contract plays. */
    protected Situation situation() {
        return new Situation("11111111-2222-3333-4444-555555555555", "1.1", Mode.PLANNED, batch().get(0).to(), Set.of(), Optional.empty());
    }

    /** Domains that can be moved, not moved yet. */
    protected abstract List<DomainMove> batch();

    /** Makes the infrastructure silently drop what is written, or undoes a switch behind the connector's back. */
    protected abstract void undo(List<DomainMove> batch);

    /** Makes the infrastructure unreachable until the test ends. */
    protected abstract void cutOff();

    @Test
    void answersForEveryDomainInEveryAct() {
        Set<String> domains = names();
        assertThat(inspect().keySet()).isEqualTo(domains);
        assertThat(switchTo().keySet()).isEqualTo(domains);
        assertThat(verify().keySet()).isEqualTo(domains);
    }

    @Test
    void switchesAndProvesIt() {
        assertThat(inspect().values()).hasOnlyElementsOfType(Done.class);
        assertThat(switchTo().values()).hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
        assertThat(verify().values()).hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
        assertThat(inspect().values()).hasOnlyElementsOfType(AlreadyDone.class);
    }

    @Test
    void twiceIsHarmless() {
        switchTo();
        assertThat(switchTo().values()).hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
        assertThat(verify().values()).hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
    }

    @Test
    void inspectingTouchesNothing() {
        inspect();
        assertThat(inspect().values()).hasOnlyElementsOfType(Done.class);
        assertThat(verify().values()).hasOnlyElementsOfTypes(Failed.class, Retry.class);
    }

    @Test
    void aSwitchThatDidNotHoldIsNotSuccess() {
        switchTo();
        undo(batch());
        assertThat(verify().values()).hasOnlyElementsOfTypes(Failed.class, Retry.class);
    }

    @Test
    void silenceIsNotSuccess() {
        cutOff();
        assertThat(outcome(this::switchTo)).doesNotContain("Done", "AlreadyDone");
        assertThat(outcome(this::verify)).doesNotContain("Done", "AlreadyDone");
    }

    @Test
    void boundsItsTime() {
        assertThat(connector().timeout()).isPositive().isLessThanOrEqualTo(java.time.Duration.ofMinutes(10));
        assertThat(connector().connector().type()).matches("[a-z][a-z0-9-]*");
    }

    @Test
    void saysWhatItWillSendAndTouchesNothing() {
        List<Change> changes = connector().changes(situation(), batch());
        assertThat(changes).isNotEmpty().allSatisfy(change -> assertThat(change.text()).isNotBlank());
        assertThat(inspect().values()).hasOnlyElementsOfType(Done.class);
    }

    private Map<String, StepResult> inspect() {
        return connector().inspect(situation(), batch());
    }

    private Map<String, StepResult> switchTo() {
        return connector().switchTo(situation(), batch());
    }

    private Map<String, StepResult> verify() {
        return connector().verify(situation(), batch());
    }

    private Set<String> names() {
        return batch().stream().map(DomainMove::domain).collect(java.util.stream.Collectors.toSet());
    }

    /** A connector may answer or throw; the engine takes an exception for {@link Failed}. */
    private static List<String> outcome(java.util.function.Supplier<Map<String, StepResult>> act) {
        try {
            return act.get().values().stream().map(answer -> answer.getClass().getSimpleName()).toList();
        } catch (RuntimeException e) {
            return List.of("exception");
        }
    }
}
