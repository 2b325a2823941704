package org.dradmin.systemlog;

import jakarta.persistence.EntityManager;
import java.time.Instant;

/** Where the time range of a query lies in the order of the log's places: says how far somebody is who goes back through it. */
record LogExtent(long newest, long oldest) {

    static LogExtent of(EntityManager em, LogQuery query) {
        LogQuery range = LogQuery.ALL.since(query.since()).until(query.until());
        return new LogExtent(range.firstPlace(em, null), range.firstPlace(em, LogCursor.before(Instant.EPOCH)));
    }

    /** In whole percent, 0 to 99: only who has come to the end knows that it is the end. */
    int percent(long place) {
        return newest <= oldest ? 0 : (int) Math.max(0, Math.min(99, (newest - place) * 100 / (newest - oldest)));
    }
}
