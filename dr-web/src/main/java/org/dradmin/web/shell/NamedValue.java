package org.dradmin.web.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One value of a JSON document under a name that says where it stands, for people who do not read JSON. */
public record NamedValue(String name, String value) {

    /** Every value of maps and lists within each other, in their order. @param document of maps, lists and plain values */
    public static List<NamedValue> of(Object document) {
        List<NamedValue> all = new ArrayList<>();
        add("", document, all);
        return all;
    }

    private static void add(String name, Object value, List<NamedValue> all) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> add((name.isEmpty() ? "" : name + ", ") + key, part, all));
        } else if (value instanceof List<?> list && list.stream().anyMatch(part -> part instanceof Map || part instanceof List)) {
            for (int i = 0; i < list.size(); i++) {
                add(name + " " + (i + 1), list.get(i), all);
            }
        } else if (value != null) {
            all.add(new NamedValue(name, value instanceof List<?> list ? list.isEmpty() ? "none"
                    : String.join(", ", list.stream().map(String::valueOf).toList()) : value.toString()));
        }
    }
}
