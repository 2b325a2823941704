package org.dradmin.recovery.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.junit.jupiter.api.Test;

/** What every connector promises, tried on the real thing it switches. */
public abstract class ConnectorContract {

    /** The connector under test, against infrastructure where {@link #batch} stands at its origin. */
    protected abstract Connector connector();

    /** Domains that can be moved, not moved yet. */
    protected abstract List<DomainMove> batch();

    /** Makes the infrastructure silently drop what is written, or undoes a switch behind the connector's back. */
    protected abstract void undo(List<DomainMove> batch);

    /** Makes the infrastructure unreachable until the test ends. */
    protected abstract void cutOff();

    @Test
    void answersForEveryDomainInEveryAct() {
        Set<String> domains = names();
        assertThat(connector().inspect(batch()).keySet()).isEqualTo(domains);
        assertThat(connector().switchTo(batch()).keySet()).isEqualTo(domains);
        assertThat(connector().verify(batch()).keySet()).isEqualTo(domains);
    }

    @Test
    void switchesAndProvesIt() {
        assertThat(connector().inspect(batch()).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector().switchTo(batch()).values()).hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
        assertThat(connector().verify(batch()).values()).hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
        assertThat(connector().inspect(batch()).values()).hasOnlyElementsOfType(AlreadyDone.class);
    }

    @Test
    void twiceIsHarmless() {
        connector().switchTo(batch());
        assertThat(connector().switchTo(batch()).values()).hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
        assertThat(connector().verify(batch()).values()).hasOnlyElementsOfTypes(Done.class, AlreadyDone.class);
    }

    @Test
    void inspectingTouchesNothing() {
        connector().inspect(batch());
        assertThat(connector().inspect(batch()).values()).hasOnlyElementsOfType(Done.class);
        assertThat(connector().verify(batch()).values()).hasOnlyElementsOfTypes(Failed.class, Retry.class);
    }

    @Test
    void aSwitchThatDidNotHoldIsNotSuccess() {
        connector().switchTo(batch());
        undo(batch());
        assertThat(connector().verify(batch()).values()).hasOnlyElementsOfTypes(Failed.class, Retry.class);
    }

    @Test
    void silenceIsNotSuccess() {
        cutOff();
        assertThat(outcome(() -> connector().switchTo(batch()))).doesNotContain("Done", "AlreadyDone");
        assertThat(outcome(() -> connector().verify(batch()))).doesNotContain("Done", "AlreadyDone");
    }

    @Test
    void boundsItsTime() {
        assertThat(connector().timeout()).isPositive().isLessThanOrEqualTo(java.time.Duration.ofMinutes(10));
        assertThat(connector().name()).matches("[a-z][a-z0-9-]*");
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
