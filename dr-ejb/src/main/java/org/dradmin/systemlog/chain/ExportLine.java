package org.dradmin.systemlog.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A line of an export: an event as the API writes it with its link, or a link alone.
 *
 * @param leaf what the event's facts hash to; null for a link alone
 */
record ExportLine(Link link, String hash, String leaf) {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    /** What the leaf takes in. */
    private static final Set<String> PROVEN = Set.of("/published", "/uuid", "/eventType", "/severity", "/displayMessage", "/actor/id", "/actor/type",
            "/actor/alternateId", "/actor/displayName", "/client/ipAddress", "/client/userAgent/rawUserAgent",
            "/authenticationContext/externalSessionId", "/transaction/id", "/outcome/result", "/outcome/reason");
    private static final Set<String> OF_TARGET = Set.of("id", "type", "alternateId", "displayName", "detailEntry");

    /** @throws IllegalArgumentException if it is no such line, or says something that no chain can prove */
    static ExportLine read(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            JsonNode integrity = line.path("integrity");
            Link link = new Link(integrity.path("position").asLong(), text(integrity, "/previous"), text(integrity, "/leaf"));
            if (line.has("incomplete")) {
                throw new IllegalArgumentException("The export broke off here: events are missing");
            }
            if (!integrity.path("position").isIntegralNumber() || !link.readable()) {
                throw new IllegalArgumentException("It has no place in the chain");
            }
            if (line.size() == 1) {
                return new ExportLine(link, text(integrity, "/hash"), null);
            }
            Facts facts = facts(line);
            String address = facts.clientAddress();
            Map<String, String> derived = new LinkedHashMap<>(Map.of("/version", "0", "/authenticationContext/authenticationStep", "0",
                    "/transaction/type", address == null ? "JOB" : "WEB"));
            if (address != null) {
                derived.put("/request/ipChain/0/ip", address);
                derived.put("/request/ipChain/0/version", address.contains(":") ? "V6" : "V4");
            }
            refuseTheRest(line, "", derived);
            return new ExportLine(link, text(integrity, "/hash"), facts.leaf());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("It is no JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Its time cannot be read", e);
        }
    }

    private static Facts facts(JsonNode line) {
        List<Facts.OnWhat> targets = new ArrayList<>();
        for (JsonNode target : line.path("target")) {
            target.fieldNames().forEachRemaining(name -> {
                if (!OF_TARGET.contains(name)) {
                    throw new IllegalArgumentException("Nothing proves what it says as " + name + " of a target");
                }
            });
            targets.add(new Facts.OnWhat(text(target, "/id"), text(target, "/type"), text(target, "/alternateId"), text(target, "/displayName"), map(target.path("detailEntry"))));
        }
        return new Facts(Instant.parse(line.path("published").asText()), text(line, "/uuid"), text(line, "/eventType"), text(line, "/severity"), text(line, "/displayMessage"),
                text(line, "/actor/id"), text(line, "/actor/type"), text(line, "/actor/alternateId"), text(line, "/actor/displayName"), text(line, "/client/ipAddress"),
                text(line, "/client/userAgent/rawUserAgent"), text(line, "/authenticationContext/externalSessionId"), text(line, "/transaction/id"),
                text(line, "/outcome/result"), text(line, "/outcome/reason"), targets, map(line.at("/debugContext/debugData")), List.of());
    }

    private static String text(JsonNode node, String at) {
        JsonNode found = node.at(at);
        if (found.isMissingNode() || found.isNull()) {
            return null;
        }
        if (!found.isTextual()) {
            throw new IllegalArgumentException("What it says at " + at + " is no text");
        }
        return found.textValue();
    }

    private static Map<String, String> map(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        Map<String, String> map = new LinkedHashMap<>();
        node.fields().forEachRemaining(entry -> map.put(entry.getKey(), entry.getValue().isNull() ? null : text(entry.getValue(), "")));
        return map;
    }

    /** What the leaf does not take in must follow from what it does, or say nothing. */
    private static void refuseTheRest(JsonNode node, String at, Map<String, String> derived) {
        if (PROVEN.contains(at) || at.equals("/target") || at.equals("/debugContext/debugData") || at.equals("/integrity")) {
            return;
        }
        if (node.isObject()) {
            node.fields().forEachRemaining(entry -> refuseTheRest(entry.getValue(), at + "/" + entry.getKey(), derived));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseTheRest(node.get(i), at + "/" + i, derived);
            }
        } else if (!node.isNull() && !node.asText().equals(derived.get(at))) {
            throw new IllegalArgumentException("Nothing proves what it says at " + at + ": " + node);
        }
    }
}
