package org.dradmin.systemlog;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of an event on the wire that filters may name, and where each of them is kept. */
final class LogFields {

    static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("uuid", "e.uuid"), Map.entry("eventType", "e.eventType"), Map.entry("displayMessage", "e.displayMessage"),
            Map.entry("severity", "e.severity"), Map.entry("actor.id", "e.actorId"), Map.entry("actor.type", "e.actorType"),
            Map.entry("actor.alternateId", "e.actorName"), Map.entry("actor.displayName", "e.actorDisplay"),
            Map.entry("client.ipAddress", "e.clientAddress"), Map.entry("request.ipChain.ip", "e.clientAddress"),
            Map.entry("client.userAgent.rawUserAgent", "e.userAgent"), Map.entry("authenticationContext.externalSessionId", "e.sessionId"),
            Map.entry("transaction.id", "e.transactionId"), Map.entry("outcome.result", "e.outcomeName"), Map.entry("outcome.reason", "e.outcomeReason"));
    /** Of any of the event's targets. */
    static final Map<String, String> TARGET_COLUMNS = Map.of("target.id", "t.targetId", "target.type", "t.targetType",
            "target.alternateId", "t.alternateId", "target.displayName", "t.displayName");
    /** Those by whose values an index leads to events in the order of their times. */
    static final Set<String> INDEXED = Set.of("uuid", "eventType", "actor.id", "actor.alternateId", "client.ipAddress", "request.ipChain.ip",
            "authenticationContext.externalSessionId", "transaction.id", "outcome.result", "target.id");
    /** Of the facts of an event, which are kept as one JSON object of texts. */
    static final String FACT = "debugContext.debugData.";
    /** WEB where a request stands behind the event, JOB where the engine or a timer does. */
    static final String TRANSACTION_TYPE = "transaction.type";

    /** The same in every event. */
    private static final Map<String, String> SAME = Map.of("version", "0", "authenticationContext.authenticationStep", "0");
    /** What the wire contract has and this product never knows: null in every event. */
    private static final Set<String> NULL = names("legacyEventType", "actor.detailEntry", "client.id client.zone client.device client.userAgent.os client.userAgent.browser",
            "authenticationContext.authenticationProvider authenticationContext.credentialProvider authenticationContext.credentialType "
                    + "authenticationContext.interface authenticationContext.issuer.id authenticationContext.issuer.type authenticationContext.rootSessionId",
            "securityContext.asNumber securityContext.asOrg securityContext.isp securityContext.domain securityContext.isProxy",
            geography("client"), geography("request.ipChain"), "request.ipChain.source");

    private LogFields() {
    }

    /** Whether a field has one value, or none, in all events there are. */
    static boolean isFixed(String field) {
        return SAME.containsKey(field) || NULL.contains(field);
    }

    /** The value of a fixed field; null for none. */
    static String fixed(String field) {
        return SAME.get(field);
    }

    private static String geography(String of) {
        return Arrays.stream("city state country postalCode geolocation.lat geolocation.lon".split(" "))
                .map(name -> of + ".geographicalContext." + name).collect(Collectors.joining(" "));
    }

    private static Set<String> names(String... lists) {
        return Arrays.stream(lists).flatMap(list -> Arrays.stream(list.split(" "))).collect(Collectors.toUnmodifiableSet());
    }
}
