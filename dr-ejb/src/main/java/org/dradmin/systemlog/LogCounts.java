package org.dradmin.systemlog;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dradmin.systemlog.LogFigures.Share;
import org.dradmin.systemlog.LogFigures.Span;

/**
 * Counts the events a query wants. However large the log is, no more than {@link #MOST} of them are counted, the newest,
 * and it takes four seconds or little more: an answer says which of the two held it back.
 */
@Stateless
public class LogCounts {

    /** Most events that are counted. */
    public static final int MOST = 100_000;
    /** Most values that are named; the others are counted together. */
    static final int NAMED = 8;


    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Clock clock;
    @Inject
    private LogSequencer sequencer;

    /** @param zone whose midnights the days begin at */
    @RolesAllowed("okta.logs.read")
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public LogFigures of(LogQuery query, ZoneId zone) {
        sequencer.bring();
        LogPatience patience = new LogPatience(patience());
        try {
            Instant first = first(query, patience);
            return count(first == null ? query : query.since(first), first == null, zone, patience);
        } catch (LogSearchTooLong stopped) {
            return LogFigures.notInTime();
        }
    }

    /** For everything that is counted together; the page waits for it. */
    Duration patience() {
        return Duration.ofSeconds(4);
    }

    /** From which instant on no more events are wanted than are counted; null where all are. */
    private Instant first(LogQuery query, LogPatience patience) {
        List<Long> beyond = patience.list(query.select(em, Long.class, "e.at", "ORDER BY e.published DESC, e.uuid DESC")
                .setFirstResult(MOST).setMaxResults(1));
        if (beyond.isEmpty()) {
            return null;
        }
        Instant behind = Instant.ofEpochMilli(beyond.get(0) + 1);
        return query.until() == null || behind.isBefore(query.until()) ? behind : behind.minusMillis(1);
    }

    private LogFigures count(LogQuery query, boolean complete, ZoneId zone, LogPatience patience) {
        Object[] range = patience.list(query.select(em, Object[].class, "MIN(e.at), MAX(e.at), COUNT(e.uuid)", "")).get(0);
        long counted = ((Number) range[2]).longValue();
        if (counted == 0) {
            return LogFigures.none();
        }
        Instant begin = query.since() != null && complete ? query.since() : Instant.ofEpochMilli(((Number) range[0]).longValue());
        Instant last = Instant.ofEpochMilli(((Number) range[1]).longValue()).plusMillis(1);
        Instant now = clock.instant();
        Instant end = query.until() != null && query.until().isBefore(now) ? query.until() : now.isAfter(last) ? now : last;
        List<Span> spans = spans(query, LogSpans.of(begin, end, zone), patience);
        return new LogFigures(counted, complete, true, spans, shares(query, "e.eventType", counted, patience),
                shares(query, "e.actorName", counted, patience), outcomes(spans));
    }

    private static List<Share> outcomes(List<Span> spans) {
        return Stream.of(new Share(Outcome.SUCCESS.name(), spans.stream().mapToLong(Span::success).sum()),
                        new Share(Outcome.FAILURE.name(), spans.stream().mapToLong(Span::failure).sum()),
                        new Share(Outcome.DENY.name(), spans.stream().mapToLong(Span::deny).sum()))
                .filter(share -> share.events() > 0).sorted(Comparator.comparing(Share::events).reversed()).toList();
    }

    private List<Span> spans(LogQuery query, LogSpans spans, LogPatience patience) {
        long[][] numbers = new long[spans.number()][3];
        // Numbers of our own, written out: neither database groups by an expression with parameters.
        String place = "SQL('(? - " + spans.origin() + ") / " + spans.length() + "', e.at)";
        for (Object[] row : patience.list(query.select(em, Object[].class, place + ", e.outcomeName, COUNT(e.uuid)",
                "GROUP BY " + place + ", e.outcomeName"))) {
            int span = ((Number) row[0]).intValue();
            numbers[span][Outcome.valueOf((String) row[1]).ordinal()] = ((Number) row[2]).longValue();
        }
        List<Span> counted = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            counted.add(new Span(spans.begin(i), spans.begin(i + 1), numbers[i][Outcome.SUCCESS.ordinal()],
                    numbers[i][Outcome.FAILURE.ordinal()], numbers[i][Outcome.DENY.ordinal()]));
        }
        return counted;
    }

    private List<Share> shares(LogQuery query, String field, long counted, LogPatience patience) {
        List<Share> shares = new ArrayList<>(patience.list(query.select(em, Object[].class, field + ", COUNT(e.uuid)",
                "GROUP BY " + field + " ORDER BY COUNT(e.uuid) DESC, " + field).setMaxResults(NAMED)).stream()
                .map(row -> new Share((String) row[0], ((Number) row[1]).longValue())).toList());
        long others = counted - shares.stream().mapToLong(Share::events).sum();
        if (others > 0 && shares.size() == NAMED) {
            shares.add(new Share(null, others));
        }
        return shares;
    }
}
