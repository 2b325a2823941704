package org.dradmin.organization;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.systemlog.Entry;

/**
 * A fact that is different in two looks at the same thing: for events, for previews, and for whoever is to be shown what
 * somebody else has changed.
 *
 * @param before null where there was none
 * @param after null where there is none any more
 */
public record ChangedFact(String name, String before, String after) implements Serializable {

    /** The facts that differ, in the order in which they stand. */
    public static List<ChangedFact> between(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<ChangedFact> changed = new ArrayList<>();
        for (String name : names) {
            String was = before.get(name);
            String is = after.get(name);
            if (was == null ? is != null : !was.equals(is)) {
                changed.add(new ChangedFact(name, was, is));
            }
        }
        return changed;
    }

    /** Tells an event of a change what was before and what is after it. */
    static Entry told(Entry entry, List<ChangedFact> changed) {
        return entry.fact("before", words(changed, true)).fact("after", words(changed, false));
    }

    /** The whole of something that has just been made, or is about to go. */
    static String words(Map<String, String> facts) {
        return facts.entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue()).collect(Collectors.joining("; "));
    }

    private static String words(List<ChangedFact> changed, boolean before) {
        return changed.stream().map(fact -> fact.name + ": " + shown(before ? fact.before : fact.after)).collect(Collectors.joining("; "));
    }

    /** The sentence for a person. */
    public String words() {
        return name + ": was " + shown(before) + ", is now " + shown(after) + ".";
    }

    private static String shown(String value) {
        return value == null || value.isEmpty() ? "nothing" : value;
    }
}
