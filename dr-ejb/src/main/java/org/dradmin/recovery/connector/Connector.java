package org.dradmin.recovery.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What carries a step out on real infrastructure: the one port of the product. A connector is stateless; each of its
 * three acts takes a batch, answers for every domain of it, is harmless when repeated, and may be repeated at any
 * time, after a crash too. {@link #verify} reads by another path than {@link #switchTo} wrote, so that a switch that
 * silently did nothing is found. A connector never takes silence for success.
 *
 * @param <S> its settings: a record that Jackson reads from the plan (unknown keys are refused), whose constructor
 *     throws {@link IllegalArgumentException} with a sentence for the person who writes the plan. Secrets in it are
 *     {@link org.dradmin.platform.SecretRef}s
 */
public interface Connector<S> {

    /** The name plans know this kind of connector by. */
    String type();

    Class<S> settings();

    /** How long one act may take with a batch; after this the engine takes it for failed, outcome unknown. */
    Duration timeout(S settings);

    /** How long in all it may go on answering {@link StepResult.Retry} before the engine takes it for failed. */
    default Duration patience(S settings) {
        return Duration.ofMinutes(2);
    }

    /** How many domains it takes at once; a batch has as many as every connector of the plan takes. */
    default int batchSize(S settings) {
        return 400;
    }

    /**
     * Whether it works on one thing as a whole (a file that is replaced), so that two batches at once would undo each
     * other's work; they go one after the other then.
     */
    default boolean oneAtATime(S settings) {
        return false;
    }

    /**
     * Whether the other side carries out one switch after the other anyway, so that batches that switch side by side would
     * only end later together; in turn, one is proven and written down while the next is switched.
     */
    default boolean switchesInTurn(S settings) {
        return false;
    }

    /** Whether moving back undoes what was done, so that the engine may do so without asking what is lost. */
    default boolean reversible(S settings) {
        return true;
    }

    /** The step of the plan that must stand in an earlier group of a failover, because its settings count on it. */
    default Optional<String> countsOn(S settings) {
        return Optional.empty();
    }

    /** The codes of the regions that its settings name: a plan with one that the organization has not is not taken. */
    default Set<String> regions(S settings) {
        return Set.of();
    }

    /** Looks, and touches nothing: {@code Done} means it can and must be switched. */
    Map<String, StepResult> inspect(Task<S> task);

    Map<String, StepResult> switchTo(Task<S> task);

    Map<String, StepResult> verify(Task<S> task);

    /**
     * What {@link #switchTo} would send, made by the same code, word for word but for secrets; for a person to read
     * before it happens. It may look as {@link #inspect} does, and touches nothing.
     */
    List<Change> changes(Task<S> task);
}
