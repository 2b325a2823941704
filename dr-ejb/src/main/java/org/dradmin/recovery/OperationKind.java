package org.dradmin.recovery;

import org.dradmin.organization.Side;
import org.dradmin.systemlog.EventType;

/** The two ways to move protected domains, with the words and events of each. */
public enum OperationKind {

    FAILOVER(Side.DISASTER_RECOVERY, "Failover", EventType.FAILOVER, EventType.FAILOVER_START, EventType.FAILOVER_STEP),
    FAILBACK(Side.PRIMARY, "Failback", EventType.FAILBACK, EventType.FAILBACK_START, EventType.FAILBACK_STEP);

    private final Side target;
    private final String title;
    private final EventType event;
    private final EventType startEvent;
    private final EventType stepEvent;

    OperationKind(Side target, String title, EventType event, EventType startEvent, EventType stepEvent) {
        this.target = target;
        this.title = title;
        this.event = event;
        this.startEvent = startEvent;
        this.stepEvent = stepEvent;
    }

    /** The side domains are on after it. */
    public Side target() {
        return target;
    }

    public String title() {
        return title;
    }

    /** The one event of the whole operation, written with its outcome. */
    public EventType event() {
        return event;
    }

    public EventType startEvent() {
        return startEvent;
    }

    public EventType stepEvent() {
        return stepEvent;
    }
}
