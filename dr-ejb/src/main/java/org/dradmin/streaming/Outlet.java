package org.dradmin.streaming;

import java.util.List;
import org.dradmin.systemlog.LogEvent;

/** The way to one target, for as long as one node streams there. Each call comes back in time, whatever the other side does. */
interface Outlet {

    /** How many events it takes at a time. */
    int most();

    /**
     * Sends events in this order.
     *
     * @param upTo the place behind which there is nothing that was not wanted, or not sent before
     * @throws Undelivered and then everything behind {@link #proven} is to be sent once more
     */
    void send(List<LogEvent> events, long upTo) throws Undelivered;

    /** Looks whether the way is still there and whether what was sent can be taken for received. */
    void tend() throws Undelivered;

    /** The place up to which everything counts as received, and will not be sent again. */
    long proven();

    /** Ends it in good order, so that as much as possible is proven; may be used again after that. */
    void end();

    /** Gives up what is open, at once; may be used again after that. */
    void abandon();
}
