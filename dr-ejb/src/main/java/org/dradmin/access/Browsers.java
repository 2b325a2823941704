package org.dradmin.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a User-Agent header says, in words people know. It is a claim, good for recognizing one's own sessions and for nothing else. */
final class Browsers {

    // In this order: each browser also claims to be those after it.
    private static final Map<String, String> BROWSERS = ordered("Edg", "Edge", "OPR/", "Opera", "Firefox/", "Firefox",
            "Chrome/", "Chrome", "Chromium/", "Chromium", "Safari/", "Safari");
    private static final Map<String, String> SYSTEMS = ordered("Windows", "Windows", "Android", "Android", "iPhone", "iPhone",
            "iPad", "iPad", "Mac OS X", "macOS", "CrOS", "ChromeOS", "Linux", "Linux");

    private Browsers() {
    }

    static String named(String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return "Unknown browser";
        }
        String browser = first(BROWSERS, userAgent);
        String system = first(SYSTEMS, userAgent);
        return (browser == null ? "Unknown browser" : browser) + (system == null ? "" : " on " + system);
    }

    private static String first(Map<String, String> names, String userAgent) {
        return names.entrySet().stream().filter(name -> userAgent.contains(name.getKey())).map(Map.Entry::getValue).findFirst().orElse(null);
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
