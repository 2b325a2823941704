package org.dradmin.recovery.connector.haproxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of a map: a key, blanks, and the rest of the line as its value. A key may stand there more than once; the
 * first one counts for HAProxy, and {@code set map} changes them all.
 */
final class MapText {

    private final List<String> lines;
    private Map<String, Set<String>> values;

    private MapText(List<String> lines) {
        this.lines = lines;
    }

    /** Of a map file, whose comments stay. */
    static MapText ofFile(String text) {
        return new MapText(text.lines().toList());
    }

    /** Of {@code show map}, which puts an address before each entry. */
    static MapText shownBy(RuntimeApi api, String map) {
        String answer = api.ask("show map " + Words.MAP.check(map));
        List<String> lines = answer.lines().filter(line -> !line.isBlank()).toList();
        for (String line : lines) {
            if (!line.startsWith("0x")) {
                throw api.unwilling(answer);
            }
        }
        return new MapText(lines.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList());
    }

    /** The values of each key; no key, no value. */
    Map<String, Set<String>> values() {
        if (values == null) {
            // Few values for many keys: each of them once.
            Map<String, Set<String>> single = new HashMap<>();
            values = new LinkedHashMap<>();
            for (String line : lines) {
                String[] entry = entry(line);
                if (entry != null) {
                    values.merge(entry[0], single.computeIfAbsent(entry[1], Set::of), MapText::both);
                }
            }
        }
        return values;
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> both = new LinkedHashSet<>(some);
        both.addAll(others);
        return both;
    }

    /** With these values: entries that are there are changed where they stand, others are added at the end. */
    MapText with(Map<String, String> changed) {
        List<String> result = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>(changed);
        for (String line : lines) {
            String[] entry = entry(line);
            String value = entry == null ? null : changed.get(entry[0]);
            result.add(value == null ? line : entry[0] + " " + value);
            if (value != null) {
                missing.remove(entry[0]);
            }
        }
        missing.forEach((key, value) -> result.add(key + " " + value));
        return new MapText(result);
    }

    List<String> lines() {
        return lines;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    private static String[] entry(String line) {
        String stripped = line.strip();
        if (stripped.isEmpty() || stripped.startsWith("#")) {
            return null;
        }
        int end = 0;
        while (end < stripped.length() && stripped.charAt(end) != ' ' && stripped.charAt(end) != '\t') {
            end++;
        }
        return new String[] {stripped.substring(0, end), stripped.substring(end).strip()};
    }
}
