package org.dradmin.systemlog;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for events to which no index leads in the order wanted, bit by bit from where they begin: what is frequent is found
 * among the first ones, however long the log is. What is not found there is left to the database, which has an index of
 * words for what is rare; for what is frequent that index would bring up everything there is of it.
 */
final class LogSearch {

    private static final long FIRST = 2000;
    /** So many are looked at before something is taken for rare. */
    private static final long ENOUGH = 20_000;
    /** More at once take longer than an index of words. */
    private static final long MOST = 300_000;

    private final EntityManager em;
    private final LogPatience patience;
    private final boolean wordsIndexed;

    LogSearch(EntityManager em, LogPatience patience, boolean wordsIndexed) {
        this.em = em;
        this.patience = patience;
        this.wordsIndexed = wordsIndexed;
    }

    /** A way through the log, gone bit by bit. */
    private interface Way {

        /** What is found among the next ones, so many as are given, and is gone past. */
        List<LogEvent> next(long length, int most);

        boolean isAtItsEnd();

        /** What is found in all that is left. */
        List<LogEvent> rest(int most);
    }

    private static List<LogEvent> along(Way way, int most) {
        List<LogEvent> events = new ArrayList<>();
        long passed = 0;
        for (long length = FIRST; length <= MOST && events.size() < most && !way.isAtItsEnd(); length = next(passed, events.size(), most)) {
            events.addAll(way.next(length, most - events.size()));
            passed += length;
        }
        if (events.size() < most && !way.isAtItsEnd()) {
            events.addAll(way.rest(most - events.size()));
        }
        return events;
    }

    /** Where some were found, so many as the others will probably take, and half as many again. */
    private static long next(long passed, int found, int most) {
        return found > 0 ? Math.max(passed, passed * (most - found) / found * 3 / 2) : passed < ENOUGH ? ENOUGH : Long.MAX_VALUE;
    }

    List<LogEvent> byTime(LogQuery query, LogCursor cursor, int most) {
        boolean newer = cursor != null && cursor.newer();
        return along(new Way() {
            private LogCursor from = cursor;
            private boolean ended;

            @Override
            public List<LogEvent> next(long length, int few) {
                Instant to = patience.list(query.times(em, from).setFirstResult((int) length).setMaxResults(1)).stream().findFirst().map(Instant::ofEpochMilli).orElse(null);
                LogCursor begin = from;
                ended = to == null;
                LogQuery bit = query;
                if (newer && !ended) {
                    bit = query.until(to.plusMillis(1));
                    from = LogCursor.before(to.plusMillis(1));
                } else if (!ended) {
                    bit = query.since(to);
                    from = LogCursor.behind(to);
                }
                return patience.list(bit.in(em, begin, !wordsIndexed).setMaxResults(few));
            }

            @Override
            public boolean isAtItsEnd() {
                return ended;
            }

            @Override
            public List<LogEvent> rest(int few) {
                return patience.list(query.in(em, from).setMaxResults(few));
            }
        }, most);
    }

    List<LogEvent> byPlace(LogQuery query, long after, long last, int most) {
        return along(new Way() {
            private long from = after;

            @Override
            public List<LogEvent> next(long length, int few) {
                long begin = from;
                from = Math.min(last, from + length);
                return patience.list(query.between(em, begin, from, !wordsIndexed).setMaxResults(few));
            }

            @Override
            public boolean isAtItsEnd() {
                return from >= last;
            }

            @Override
            public List<LogEvent> rest(int few) {
                return patience.list(query.between(em, from, last).setMaxResults(few));
            }
        }, most);
    }
}
