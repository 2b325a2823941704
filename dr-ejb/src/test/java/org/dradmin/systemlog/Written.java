package org.dradmin.systemlog;

import java.util.List;
import org.dradmin.TestContainer;

/** What the product wrote to the System Log of a test's world. */
public final class Written {

    private Written() {
    }

    /** The events of this type, in the order in which they were written: also where the test's clock stands still. */
    public static List<LogEvent> events(TestContainer world, EventType type) {
        return events(world, type.wireName());
    }

    public static List<LogEvent> events(TestContainer world, String type) {
        return world.inTransaction(() -> world.em().createQuery("SELECT e FROM LogEvent e WHERE e.eventType = :type ORDER BY e.published, e.uuid", LogEvent.class)
                .setParameter("type", type).getResultList());
    }
}
