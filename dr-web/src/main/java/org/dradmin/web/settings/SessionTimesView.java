package org.dradmin.web.settings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import org.dradmin.platform.Settings;
import org.dradmin.web.shell.NamedValue;

/** Settings &gt; Session times: as those who run the server have set them. */
@Named("sessionTimesView")
@RequestScoped
public class SessionTimesView {

    @Inject
    private Settings settings;

    public List<NamedValue> getTimes() {
        return List.of(new NamedValue("Without a request a session ends after", words(settings.sessionIdle())),
                new NamedValue("However busy, a session ends after", words(settings.sessionLifetime())),
                new NamedValue("A step-up for disaster recovery lasts", words(settings.stepUp())));
    }

    static String words(Duration time) {
        String words = part(time.toHours(), "hour") + part(time.toMinutesPart(), "minute") + part(time.toSecondsPart(), "second");
        return words.isEmpty() ? "no time" : words.strip();
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + " " + unit + (count == 1 ? " " : "s ");
    }
}
