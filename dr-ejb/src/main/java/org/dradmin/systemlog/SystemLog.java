package org.dradmin.systemlog;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dradmin.platform.Settings;

/**
 * The System Log: every fact about who did what, when, from where, with which outcome. An event of a change commits
 * with the change; refusals and failures are written apart, so that they stand although the change was rolled back.
 * Reading goes from event to event, never by counting from the top, and so costs the same on every page.
 */
@Stateless
public class SystemLog {

    /** Most events of one page. */
    public static final int MOST = 1000;
    /** Few enough to hold, and many enough that finding the place costs little beside reading. */
    static final int EXPORT_PAGE = 5000;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Clock clock;
    @Inject
    private LogSequencer sequencer;
    @Inject
    private LogMarks marks;
    @Inject
    private Settings settings;
    @Resource
    private SessionContext context;

    /** Writes in the caller's transaction: there is never a change without its event, nor an event without its change. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void write(Entry entry) {
        persist(entry);
    }

    /** Writes in a transaction of its own, for what was denied, refused or failed. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void writeApart(Entry entry) {
        persist(entry);
    }

    private void persist(Entry entry) {
        LogEvent event = new LogEvent(entry, Client.current(), clock.instant());
        em.persist(event);
        LogTarget.write(em, isPostgresql(), LogTarget.of(event.getUuid(), event.getPublished(), entry.targets));
    }

    /**
     * The events wanted, newest first, beyond a cursor of an earlier answer; from the newest on without one.
     *
     * @param cursor null for the newest
     * @param most   how many at most, 1 to {@link #MOST}
     * @throws LogSearchTooLong if it takes too long
     */
    @RolesAllowed("okta.logs.read")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public LogPage find(LogQuery query, LogCursor cursor, int most) {
        sequencer.bring();
        int size = Math.max(1, Math.min(most, MOST));
        if (cursor == null || !cursor.newer()) {
            return LogPage.older(reader().beyond(query, cursor, size + 1), cursor, size);
        }
        List<LogEvent> nearestFirst = reader().beyond(query, cursor, size + 1);
        if (nearestFirst.size() <= size) {
            // The top is reached: show it whole, not the few events that came up to it.
            return LogPage.older(reader().beyond(query, null, size + 1), null, size);
        }
        List<LogEvent> newestFirst = new ArrayList<>(nearestFirst.subList(0, size));
        Collections.reverse(newestFirst);
        return LogPage.between(newestFirst);
    }

    /**
     * The events wanted in the order in which they came to be known. Whoever goes on from place to place gets each event
     * once, and none is left out, whatever is written meanwhile.
     *
     * @param after the place of an earlier answer; 0 from the beginning
     * @param most  how many at most, 0 to {@link #MOST}
     * @throws LogSearchTooLong if it takes too long
     */
    @RolesAllowed("okta.logs.read")
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public LogPoll poll(LogQuery query, long after, int most) {
        if (most == 0) {
            return new LogPoll(List.of(), after);
        }
        sequencer.bring();
        long last = sequencer.last();
        long from = after == 0 && query.since() != null ? marks.before(query.since()) : after;
        List<LogEvent> events = reader().between(query, from, last, Math.min(most, MOST));
        boolean all = events.size() < Math.min(most, MOST);
        // Behind the last place looked at, wanted or not, lies only what nobody has seen.
        return new LogPoll(events, all ? Math.max(after, last) : events.get(events.size() - 1).getPosition());
    }

    /**
     * The events wanted by the time they bear, beyond a cursor.
     *
     * @param cursor also says in which direction
     * @throws LogSearchTooLong if it takes too long
     */
    @RolesAllowed("okta.logs.read")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<LogEvent> beyond(LogQuery query, LogCursor cursor, int most) {
        sequencer.bring();
        return reader().beyond(query, cursor, most);
    }

    private LogReader reader() {
        return new LogReader(em, isPostgresql());
    }

    private boolean isPostgresql() {
        return settings.databaseUrl().startsWith("jdbc:postgresql:");
    }

    /**
     * Writes all events wanted, newest first; memory stays the same however many they are. A page that cannot be read is
     * tried again a few times. Every export is an event itself, also one that broke off.
     *
     * @return how many events were written
     * @throws IOException if the stream does not take them
     */
    @RolesAllowed("okta.logs.read")
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public long export(LogQuery query, LogFormat format, OutputStream out) throws IOException {
        long[] rows = new long[1];
        LogFile file = format.begin(out);
        try {
            copy(query, file, null, (written, percent, reached) -> {
                rows[0] = written;
                return true;
            });
        } catch (IOException e) {
            recordExport(query, format, rows[0], "The download ended before all events were sent.");
            throw e;
        } catch (RuntimeException e) {
            file.endEarly();
            recordExport(query, format, rows[0], "The events could not all be read.");
            throw e;
        }
        recordExport(query, format, rows[0], null);
        return rows[0];
    }

    /**
     * The same for the system, which prepares a file for somebody and records that itself.
     *
     * @param from     behind which event an earlier turn stopped; null from the beginning
     * @param progress told after each page; says whether to go on
     * @return whether all events were written
     */
    @RolesAllowed("dr.engine")
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean copy(LogQuery query, LogFormat format, OutputStream out, LogCursor from, LogProgress progress) throws IOException {
        return copy(query, from == null ? format.begin(out) : format.resume(out), from, progress);
    }

    private boolean copy(LogQuery query, LogFile file, LogCursor from, LogProgress progress) throws IOException {
        LogExtent extent = LogReread.of(() -> {
            sequencer.bring();
            return LogExtent.of(em, query);
        });
        long rows = 0;
        LogCursor cursor = from;
        List<LogEvent> events;
        do {
            LogCursor behind = cursor;
            events = LogReread.of(() -> exported(query, behind));
            for (LogEvent event : events) {
                file.write(event);
            }
            file.flush();
            rows += events.size();
            if (!events.isEmpty()) {
                LogEvent last = events.get(events.size() - 1);
                cursor = LogCursor.olderThan(last);
                if (!progress.goOn(rows, extent.percent(last.getPosition()), cursor)) {
                    return false;
                }
            }
        } while (events.size() == EXPORT_PAGE);
        return true;
    }

    List<LogEvent> exported(LogQuery query, LogCursor cursor) {
        return query.exported(em, cursor, EXPORT_PAGE);
    }

    private void recordExport(LogQuery query, LogFormat format, long rows, String fault) {
        Entry entry = Entry.of(EventType.LOG_EXPORT).fact("filter", query.describe()).fact("format", format.title()).fact("rows", rows);
        context.getBusinessObject(SystemLog.class).writeApart(fault == null ? entry : entry.failed(fault));
    }
}
