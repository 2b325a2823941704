package org.dradmin.recovery.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What carries a step out on real infrastructure: the one port of the product. A connector is stateless; each of its
 * three acts takes a batch of domains, answers for every one of them, is harmless when repeated, and may be repeated
 * at any time, after a crash too. {@link #verify} reads by another path than {@link #switchTo} wrote, so that a switch
 * that silently did nothing is found. A connector never takes silence for success.
 */
public interface Connector {

    /** The name plans know it by. */
    String name();

    /** How long one act may take with a batch; after this the engine takes it for failed, outcome unknown. */
    Duration timeout();

    /** Looks, and touches nothing: {@code Done} means it can and must be switched. */
    Map<String, StepResult> inspect(List<DomainMove> batch);

    Map<String, StepResult> switchTo(List<DomainMove> batch);

    Map<String, StepResult> verify(List<DomainMove> batch);
}
