package org.dradmin.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.systemlog.Entry;

/** What a change changed, for its event: the parts that differ, before and after. */
final class Difference {

    private final Map<String, String> before = new LinkedHashMap<>();
    private final Map<String, String> after = new LinkedHashMap<>();

    /** @param was what {@code facts()} said before; @param is what it says now */
    Difference(Map<String, String> was, Map<String, String> is) {
        is.forEach((part, value) -> {
            if (!value.equals(was.get(part))) {
                before.put(part, was.get(part));
                after.put(part, value);
            }
        });
    }

    boolean isNone() {
        return after.isEmpty();
    }

    Entry told(Entry entry) {
        return entry.fact("before", words(before)).fact("after", words(after));
    }

    /** The whole of something that has just been made, or is about to go. */
    static String words(Map<String, String> facts) {
        return facts.entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue()).collect(Collectors.joining("; "));
    }
}
