package org.dradmin.organization;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What importing an organization file would do to one section, in words. */
public record SectionDifference(String section, List<String> added, List<String> changed, List<String> removed) implements Serializable {

    /**
     * @param now what there is, by name, with its facts
     * @param wanted what the file says, likewise
     */
    public static SectionDifference between(String section, Map<String, Map<String, String>> now, Map<String, Map<String, String>> wanted) {
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        wanted.forEach((name, facts) -> {
            Map<String, String> before = now.get(name);
            if (before == null) {
                added.add(name + told(name, facts));
                return;
            }
            List<ChangedFact> different = ChangedFact.between(before, facts);
            if (!different.isEmpty()) {
                changed.add(name + ". " + different.stream().map(ChangedFact::words).collect(Collectors.joining(" ")));
            }
        });
        List<String> removed = new ArrayList<>(now.keySet());
        removed.removeAll(wanted.keySet());
        return new SectionDifference(section, added, changed, removed);
    }

    /** What there is to say of something new beside its name. */
    private static String told(String name, Map<String, String> facts) {
        Map<String, String> worthSaying = new LinkedHashMap<>(facts);
        worthSaying.values().removeIf(value -> value == null || value.isEmpty() || value.equals(name));
        return worthSaying.isEmpty() ? "" : " (" + ChangedFact.words(worthSaying) + ")";
    }

    public boolean isNone() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /** For the event of the import. */
    String words() {
        return words("Added", added) + words("Changed", changed) + words("Removed", removed);
    }

    private static String words(String what, List<String> names) {
        return names.isEmpty() ? "" : what + ": " + String.join("; ", names) + "\n";
    }
}
