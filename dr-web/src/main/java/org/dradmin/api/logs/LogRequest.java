package org.dradmin.api.logs;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dradmin.api.ErrorCode;
import org.dradmin.api.shell.ApiFault;
import org.dradmin.api.shell.Dates;
import org.dradmin.systemlog.LogCondition;
import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;

/**
 * What is asked of the System Log. Without an end and in ascending order it is polling: the order of persistence, from
 * place to place. Otherwise it is bounded: the order of the events' own times, from cursor to cursor.
 *
 * @param place for polling: behind which place to go on; negative to begin at {@code since}
 * @param cursor for bounded requests; null to begin
 */
record LogRequest(Instant since, Instant until, boolean polling, boolean ascending, long place, LogCursor cursor, int limit, LogQuery narrowed) {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int USUAL = 100;
    private static final Pattern PLACE = Pattern.compile("place-(\\d{1,18})");

    static LogRequest of(MultivaluedMap<String, String> parameters, Instant now) {
        Optional<Instant> until = date(parameters, "until");
        boolean ascending = ascending(parameters.getFirst("sortOrder"));
        boolean polling = until.isEmpty() && ascending;
        Instant end = until.orElse(now);
        Instant since = date(parameters, "since").orElseGet(() -> earlier(end));
        if (!polling && since.isAfter(end)) {
            throw ApiFault.invalid("since", "since: It lies after until.");
        }
        long place = -1;
        LogCursor cursor = null;
        String after = parameters.getFirst("after");
        if (after != null && polling) {
            var matcher = PLACE.matcher(after);
            if (!matcher.matches()) {
                throw wrongAfter();
            }
            place = Long.parseLong(matcher.group(1));
        } else if (after != null) {
            cursor = LogCursor.of(after).filter(c -> c.newer() == ascending).orElseThrow(LogRequest::wrongAfter);
        }
        return new LogRequest(since, end, polling, ascending, place, cursor, limit(parameters.getFirst("limit")), narrowed(parameters));
    }

    static String token(long place) {
        return "place-" + place;
    }

    private static Instant earlier(Instant end) {
        Instant week = end.minus(WEEK);
        return week.isBefore(Instant.EPOCH) ? Instant.EPOCH : week;
    }

    private static ApiFault wrongAfter() {
        return ApiFault.invalid("after", "after: It is none that this server gave for such a request.");
    }

    private static boolean ascending(String order) {
        if (order == null || order.equals("ASCENDING")) {
            return true;
        }
        if (order.equals("DESCENDING")) {
            return false;
        }
        throw ApiFault.invalid("sortOrder", "sortOrder: It is ASCENDING or DESCENDING.");
    }

    private static int limit(String text) {
        // Of the ASCII digits only; parseInt takes those of every script.
        int limit = text == null ? USUAL : text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
        if (limit >= 0 && limit <= SystemLog.MOST) {
            return limit;
        }
        throw ApiFault.invalid("limit", "limit: It is a whole number from 0 to " + SystemLog.MOST + ".");
    }

    private static Optional<Instant> date(MultivaluedMap<String, String> parameters, String name) {
        String text = parameters.getFirst(name);
        return text == null ? Optional.empty() : Optional.of(Dates.read(text).orElseThrow(() ->
                ApiFault.invalid(name, name + ": It is a date as 2026-11-22T10:00:00.000Z.")));
    }

    private static LogQuery narrowed(MultivaluedMap<String, String> parameters) {
        LogQuery query;
        try {
            query = LogQuery.ALL.text(parameters.getFirst("q"));
        } catch (IllegalArgumentException wrong) {
            throw ApiFault.of(ErrorCode.SEARCH, null, "q: " + wrong.getMessage());
        }
        String filter = parameters.getFirst("filter");
        try {
            return filter == null ? query : query.condition(LogCondition.parse(filter));
        } catch (IllegalArgumentException wrong) {
            throw ApiFault.of(ErrorCode.FILTER, wrong.getMessage(), wrong.getMessage());
        }
    }
}
