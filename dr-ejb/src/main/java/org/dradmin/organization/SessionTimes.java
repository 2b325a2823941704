package org.dradmin.organization;

import java.time.Duration;
import org.dradmin.platform.Settings;

/**
 * How long sessions last.
 *
 * @param idle without a request of the person
 * @param lifetime however busy
 * @param stepUp for how long username and password, given again, open the console to new actions
 */
public record SessionTimes(Duration idle, Duration lifetime, Duration stepUp) {

    /** What those who run the server allow at most. */
    public static SessionTimes limits(Settings settings) {
        return new SessionTimes(settings.sessionIdle(), settings.sessionLifetime(), settings.stepUp());
    }

    /** With the organization's own where it has any; a limit that was set lower since goes before them. */
    SessionTimes with(SessionMinutes own) {
        return new SessionTimes(shorter(idle, own.idleMinutes()), shorter(lifetime, own.lifetimeMinutes()), shorter(stepUp, own.stepUpMinutes()));
    }

    private static Duration shorter(Duration limit, Integer minutes) {
        return minutes == null || limit.compareTo(Duration.ofMinutes(minutes)) < 0 ? limit : Duration.ofMinutes(minutes);
    }

    /** As people say it: 1 hour 30 minutes. */
    public static String words(Duration time) {
        String words = part(time.toHours(), "hour") + part(time.toMinutesPart(), "minute") + part(time.toSecondsPart(), "second");
        return words.isEmpty() ? "no time" : words.strip();
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + " " + unit + (count == 1 ? " " : "s ");
    }
}
