package org.dradmin.organization;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is said of a region; the code stays the same for its life. */
public record RegionFacts(String code, String name, List<String> ipRanges) implements Serializable {

    static final int NAME_LENGTH = 200;
    /** The form of a code; empty where there is none yet. */
    static final String CODE = "([a-z0-9]([a-z0-9-]*[a-z0-9])?)?";
    private static final int CODE_LENGTH = 64;
    private static final int MOST_RANGES = 1000;

    public RegionFacts {
        ipRanges = new ArrayList<>(ipRanges);
    }

    static String requireCode(String code) {
        if (!code.matches(CODE)) {
            throw new IllegalArgumentException("it takes small letters, digits and hyphens, with no hyphen at either end");
        }
        return code;
    }

    /** In the form in which it is stored; what is wrong is found by the check. */
    RegionFacts checked(FieldCheck fields) {
        List<String> ranges = fields.of(this::checkedRanges);
        return new RegionFacts(fields.of(() -> TypedText.ruled("code", code, CODE_LENGTH, "no code", RegionFacts::requireCode)),
                fields.of(() -> TypedText.line("name", name, NAME_LENGTH)), ranges == null ? List.of() : ranges);
    }

    private List<String> checkedRanges() {
        Set<String> ranges = new LinkedHashSet<>();
        if (ipRanges.size() > MOST_RANGES) {
            throw new FaultyField("ipRanges", "A region has at most " + MOST_RANGES + " address ranges.");
        }
        for (String range : ipRanges) {
            if (!ranges.add(TypedText.ruled("ipRanges", range, 64, "no address range", Cidr::of))) {
                throw new FaultyField("ipRanges", range + " stands here twice.");
            }
        }
        return List.copyOf(ranges);
    }

    /** By name, in words. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Name", name);
        words.put("IP ranges", String.join(", ", ipRanges));
        return words;
    }
}
