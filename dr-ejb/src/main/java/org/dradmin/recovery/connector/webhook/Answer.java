package org.dradmin.recovery.connector.webhook;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.platform.network.PinnedClient;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;

/**
 * What came back over HTTP.
 *
 * @param location null without one
 * @param retryAfter null without one
 */
record Answer(Message to, int status, String location, String retryAfter, String body) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What the status alone decides; empty where the content is to be read. */
    Optional<StepResult> verdict(Set<Integer> expected, WebhookSettings settings, Clock clock) {
        if (expected.contains(status)) {
            return Optional.empty();
        }
        String said = this + said();
        if (status >= 300 && status < 400) {
            return Optional.of(new Refused(this + " with a redirect to " + (location == null ? "nowhere" : PinnedClient.plain(location))
                    + "; redirects are not followed. Put the right URL into the plan."));
        }
        if (status == 429 || (status == 503 || status == 409) && retryAfter != null) {
            return Optional.of(new Retry(after(clock).orElse(settings.poll()), said));
        }
        if (status >= 400 && status < 500) {
            return Optional.of(new Refused(said));
        }
        return Optional.of(new Failed(said + (status >= 500 ? " Whether it was carried out is not known." : " The plan does not expect this status.")));
    }

    /** Retry-After (RFC 9110, 10.2.3): seconds or a date; never longer than five minutes, never less than a second. */
    Optional<Duration> after(Clock clock) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        try {
            Duration wait = retryAfter.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(clock.instant(), ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The receiver's reason: the text of its JSON where there is one (RFC 9457 among others), its first line otherwise. */
    private String said() {
        String reason = Report.of(body).flatMap(Report::reason).orElseGet(() -> body.strip().lines().findFirst().orElse(""));
        return reason.isEmpty() ? "." : ": " + PinnedClient.plain(reason);
    }

    Map<String, Object> proof() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("request", to.method() + " " + to.url());
        proof.put("key", to.key());
        proof.put("status", status);
        if (!body.isBlank()) {
            proof.put("answer", body.length() > 2000 ? body.substring(0, 2000) + "…" : body);
        }
        return proof;
    }

    @Override
    public String toString() {
        return to.url().getAuthority() + " answered " + status + " to " + to.method();
    }
}
