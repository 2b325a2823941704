package org.dradmin.recovery.connector.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dradmin.platform.network.PinnedClient;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;

/**
 * What a receiver says of its work: {@code {"status": "running|succeeded|failed", "message": "…", "region": "…",
 * "domains": {"name": {"status": …, "message": …, "region": …}}}}. What stands at a domain counts before what stands on
 * top; a region is where the domain is served from, and weighs more than "succeeded".
 */
record Report(JsonNode document) {

    /** Empty for what is no JSON object. */
    static Optional<Report> of(String text) {
        try {
            JsonNode read = JsonMapper.builder().build().readTree(text);
            return read != null && read.isObject() ? Optional.of(new Report(read)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether it speaks of the work at all. */
    boolean tells() {
        return Stream.of("status", "region", "domains").anyMatch(document::hasNonNull);
    }

    boolean running(DomainMove move) {
        return "running".equals(text(move, "status"));
    }

    /** @param who in words */
    StepResult judge(DomainMove move, String who, Duration poll, Map<String, Object> proof) {
        String status = text(move, "status");
        String region = text(move, "region");
        String message = text(move, "message").isEmpty() ? "" : ": " + PinnedClient.plain(text(move, "message"));
        if (status.equals("running")) {
            return new Retry(poll, who + " is still at it" + message);
        }
        if (status.equals("failed")) {
            return new Failed(who + " reports that it failed" + (message.isEmpty() ? "." : message));
        }
        if (!status.isEmpty() && !status.equals("succeeded")) {
            return new Failed(who + " reports the status \"" + PinnedClient.plain(status) + "\", which is none of running, succeeded, failed.");
        }
        if (!region.isEmpty()) {
            return region.equals(move.toRegion()) ? new Done(who + " reports the region " + region, proof)
                    : new Failed(who + " reports the region " + PinnedClient.plain(region) + ", not " + move.toRegion() + ".");
        }
        return status.isEmpty() ? new Failed(who + " says nothing of this domain.") : new Done(who + " reports success" + message, proof);
    }

    /** What it says of a refusal. */
    Optional<String> reason() {
        return Stream.of("message", "detail", "title", "error_description", "error").map(key -> document.path(key).asText(""))
                .filter(text -> !text.isBlank()).findFirst();
    }

    private String text(DomainMove move, String key) {
        JsonNode own = document.path("domains").path(move.domain()).path(key);
        return (own.isMissingNode() || own.isNull() ? document.path(key) : own).asText("");
    }
}
