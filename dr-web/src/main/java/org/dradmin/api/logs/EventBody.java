package org.dradmin.api.logs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.dradmin.api.shell.Dates;
import org.dradmin.systemlog.LogEvent;

/** An event on the wire. What this product does not know is null. */
record EventBody(Actor actor, Client client, Object device, AuthenticationContext authenticationContext, String displayMessage, String eventType,
        Outcome outcome, String published, SecurityContext securityContext, String severity, DebugContext debugContext,
        String legacyEventType, Transaction transaction, String uuid, String version, Request request, List<Target> target) {

    record Actor(String id, String type, String alternateId, String displayName, Object detailEntry) { }

    record UserAgent(String rawUserAgent, String os, String browser) { }

    record Client(UserAgent userAgent, String zone, String device, String id, String ipAddress, Object geographicalContext) { }

    record AuthenticationContext(String authenticationProvider, String credentialProvider, String credentialType, Object issuer,
            @JsonProperty("interface") String interfaceName, int authenticationStep, String rootSessionId, String externalSessionId) { }

    record Outcome(String result, String reason) { }

    record SecurityContext(Integer asNumber, String asOrg, String isp, String domain, @JsonProperty("isProxy") Boolean isProxy) { }

    record DebugContext(Map<String, String> debugData) { }

    record Transaction(String type, String id, Map<String, Object> detail) { }

    record IpAddress(String ip, Object geographicalContext, String version, String source) { }

    record Request(List<IpAddress> ipChain) { }

    record Target(String id, String type, String alternateId, String displayName, Map<String, String> detailEntry) { }

    static EventBody of(LogEvent event) {
        var actor = event.getActor();
        String address = event.getClientAddress();
        return new EventBody(new Actor(actor.id(), actor.type(), actor.name(), actor.displayName(), null),
                new Client(event.getUserAgent() == null ? null : new UserAgent(event.getUserAgent(), null, null), null, null, null, address, null),
                null, new AuthenticationContext(null, null, null, null, null, 0, null, event.getSessionId()),
                event.getDisplayMessage(), event.getEventType(), new Outcome(event.getOutcome().name(), event.getOutcomeReason()),
                Dates.text(event.getPublished()), new SecurityContext(null, null, null, null, null), event.getSeverity(),
                new DebugContext(event.getDebugData()), null,
                // What no request stands behind is the engine's or a timer's work.
                new Transaction(address == null ? "JOB" : "WEB", event.getTransactionId(), Map.of()), event.getUuid(), "0",
                new Request(address == null ? List.of() : List.of(new IpAddress(address, null, address.contains(":") ? "V6" : "V4", null))),
                event.getTargets().stream().map(target -> new Target(target.id(), target.type(), target.alternateId(), target.displayName(),
                        target.detail())).toList());
    }
}
