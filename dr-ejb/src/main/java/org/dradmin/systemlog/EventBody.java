package org.dradmin.systemlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dradmin.systemlog.chain.Facts;
import org.dradmin.systemlog.chain.Link;

/**
 * An event on the wire: the one form in which events leave the product as JSON, by the API as in files and streams.
 * What this product does not know is null.
 */
public record EventBody(Actor actor, Client client, Object device, AuthenticationContext authenticationContext, String displayMessage, String eventType,
        Outcome outcome, String published, SecurityContext securityContext, String severity, DebugContext debugContext,
        String legacyEventType, Transaction transaction, String uuid, String version, Request request, List<Target> target) {

    public record Actor(String id, String type, String alternateId, String displayName, Object detailEntry) { }

    public record UserAgent(String rawUserAgent, String os, String browser) { }

    public record Client(UserAgent userAgent, String zone, String device, String id, String ipAddress, Object geographicalContext) { }

    public record AuthenticationContext(String authenticationProvider, String credentialProvider, String credentialType, Object issuer,
            @JsonProperty("interface") String interfaceName, int authenticationStep, String rootSessionId, String externalSessionId) { }

    public record Outcome(String result, String reason) { }

    public record SecurityContext(Integer asNumber, String asOrg, String isp, String domain, @JsonProperty("isProxy") Boolean isProxy) { }

    public record DebugContext(Map<String, String> debugData) { }

    public record Transaction(String type, String id, Map<String, Object> detail) { }

    public record IpAddress(String ip, Object geographicalContext, String version, String source) { }

    public record Request(List<IpAddress> ipChain) { }

    public record Target(String id, String type, String alternateId, String displayName, Map<String, String> detailEntry) { }

    private static final ObjectWriter JSON = new ObjectMapper().writerFor(EventBody.class);
    static final ObjectWriter LINE = new ObjectMapper().writerFor(Line.class).without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    public static EventBody of(LogEvent event) {
        var actor = event.getActor();
        String address = event.getClientAddress();
        return new EventBody(new Actor(actor.id(), actor.type(), actor.name(), actor.displayName(), null),
                new Client(event.getUserAgent() == null ? null : new UserAgent(event.getUserAgent(), null, null), null, null, null, address, null),
                null, new AuthenticationContext(null, null, null, null, null, 0, null, event.getSessionId()),
                event.getDisplayMessage(), event.getEventType(), new Outcome(event.getOutcome().name(), event.getOutcomeReason()),
                time(event.getPublished()), new SecurityContext(null, null, null, null, null), event.getSeverity(),
                new DebugContext(event.getDebugData()), null,
                // What no request stands behind is the engine's or a timer's work.
                new Transaction(address == null ? "JOB" : "WEB", event.getTransactionId(), Map.of()), event.getUuid(), "0",
                new Request(address == null ? List.of() : List.of(new IpAddress(address, null, address.contains(":") ? "V6" : "V4", null))),
                event.getTargets().stream().map(target -> new Target(target.id(), target.type(), target.alternateId(), target.displayName(),
                        target.detail())).toList());
    }

    /** As JSON on one line; the same event gives the same text, character by character. */
    public String json() {
        return written(JSON, this);
    }

    /** As JSON on one line with its place in the chain, from which {@code dr-verify.jar} proves it; without one where there is none yet. */
    public static String line(LogEvent event) {
        return written(LINE, Line.of(event));
    }

    private static String written(ObjectWriter as, Object what) {
        try {
            return as.writeValueAsString(what);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event cannot be written as JSON.", e);
        }
    }

    /** What {@link #line} writes. */
    record Line(@JsonUnwrapped EventBody event, @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) String integrity) {

        static Line of(LogEvent event) {
            return new Line(EventBody.of(event), event.getLink().map(Link::json).orElse(null));
        }
    }

    /** A point in time as the wire has it: {@code YYYY-MM-DDTHH:mm:ss.SSSZ}. */
    public static String time(Instant instant) {
        return Facts.time(instant);
    }
}
