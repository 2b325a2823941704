package org.dradmin.organization;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The organization's own session times, each within the server's limit; null for one that is as long as the server allows. */
public record SessionMinutes(Integer idleMinutes, Integer lifetimeMinutes, Integer stepUpMinutes) implements Serializable {

    public static final SessionMinutes NONE = new SessionMinutes(null, null, null);
    /** Less signs people out while they read, unless the server itself allows no more. */
    public static final int LEAST = 5;

    /** What is wrong, by the name of the part. */
    Map<String, String> faults(SessionTimes limits) {
        Map<String, String> faults = new LinkedHashMap<>();
        check(faults, "idleMinutes", idleMinutes, limits.idle(), "dr.session.idle");
        check(faults, "lifetimeMinutes", lifetimeMinutes, limits.lifetime(), "dr.session.lifetime");
        check(faults, "stepUpMinutes", stepUpMinutes, limits.stepUp(), "dr.session.stepup");
        if (faults.isEmpty() && idleMinutes != null && lifetimeMinutes != null && idleMinutes > lifetimeMinutes) {
            faults.put("idleMinutes", "This is more than the " + lifetimeMinutes + " minutes that a session lasts in all.");
        }
        return faults;
    }

    private static void check(Map<String, String> faults, String part, Integer minutes, Duration limit, String setting) {
        long least = Math.max(1, Math.min(LEAST, limit.toMinutes()));
        if (minutes != null && minutes > limit.toMinutes()) {
            faults.put(part, "This server allows " + SessionTimes.words(limit) + " at most (its setting " + setting + ").");
        } else if (minutes != null && minutes < least) {
            faults.put(part, "It takes at least " + SessionTimes.words(Duration.ofMinutes(least)) + "; with less, people are signed out while they read.");
        }
    }

    /** By name, in words. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Without a request", words(idleMinutes));
        words.put("However busy", words(lifetimeMinutes));
        words.put("Step-up", words(stepUpMinutes));
        return words;
    }

    private static String words(Integer minutes) {
        return minutes == null ? "as long as the server allows" : SessionTimes.words(Duration.ofMinutes(minutes));
    }
}
