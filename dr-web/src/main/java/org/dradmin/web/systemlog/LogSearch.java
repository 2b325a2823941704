package org.dradmin.web.systemlog;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A search as the query part of the log page's address, taken apart again; what is no part of a filter is left out. */
final class LogSearch {

    private static final Map<String, String> LABELS = Map.of(LogFilter.FROM, "From", LogFilter.TO, "To", LogFilter.RANGE, "Last",
            LogFilter.TEXT, "Text", LogFilter.TYPE, "Event type", LogFilter.OUTCOME, "Outcome", LogFilter.ACTOR, "Actor",
            LogFilter.CONDITION, "Filter", LogFilter.ZONE, "Time zone");

    private LogSearch() {
    }

    static LogFilter read(String search, Instant now) {
        Map<String, String> values = new HashMap<>();
        if (search != null && search.startsWith("?")) {
            for (String part : search.substring(1).split("&")) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
                }
            }
        }
        return new LogFilter(values::get, now);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return part;
        }
    }

    /** For people: what was given, by the names of the fields on the page. */
    static String words(LogFilter filter) {
        String words = LogFilter.NAMES.stream().filter(name -> filter.given(name) != null)
                .map(name -> LABELS.get(name) + ": " + filter.given(name)).collect(Collectors.joining("; "));
        return words.isEmpty() ? "Everything" : words;
    }
}
