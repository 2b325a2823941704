package org.dradmin.recovery.connector.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.organization.Side;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.Task;

/**
 * A request as it is sent, and as a person reads it before. The body is the same on every repeat (the time of sending is
 * in a header), so that a receiver may compare it with the one it knows under the key.
 *
 * @param key of a request: the same for every repeat of the step in this direction with these domains; of a question: that
 *     of the step alone. Without dots, as the signature wants it
 * @param body "" for none
 */
record Message(String method, URI url, String key, String body) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    static final String USER_AGENT = "disaster-recovery-admin";

    static Message post(Task<WebhookSettings> task) {
        return new Message("POST", URI.create(task.settings().url()), step(task.situation()) + "_" + digest(task), body(task));
    }

    static Message get(Task<WebhookSettings> task, String template) {
        Situation situation = task.situation();
        return new Message("GET", URI.create(WebhookSettings.filled(template, situation.operationId(), step(situation))), step(situation), "");
    }

    /** A step that is rolled back goes the other way: that is another wish, and has another key. */
    private static String step(Situation situation) {
        return situation.idempotencyKey().replace('/', '_').replace('.', '-') + (situation.to() == Side.PRIMARY ? "_primary" : "_dr");
    }

    /** Where some domains of a step are done and a person has the others tried again, that is another request. */
    private static String digest(Task<WebhookSettings> task) {
        try {
            String domains = task.domains().stream().sorted().collect(Collectors.joining("\n"));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(domains.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String body(Task<WebhookSettings> task) {
        Situation situation = task.situation();
        ObjectNode message = JSON.createObjectNode();
        message.put("type", situation.to() == Side.DISASTER_RECOVERY ? "dr.failover" : "dr.failback");
        ObjectNode data = message.putObject("data");
        data.put("key", step(situation)).put("operation", situation.operationId()).put("step", situation.step())
                .put("mode", situation.mode().name().toLowerCase(Locale.ROOT));
        ArrayNode domains = data.putArray("domains");
        for (DomainMove move : task.moves()) {
            ObjectNode domain = domains.addObject().put("domain", move.domain());
            domain.putObject("from").put("region", move.fromRegion()).put("endpoint", move.fromEndpoint());
            domain.putObject("to").put("region", move.toRegion()).put("endpoint", move.toEndpoint());
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts is always JSON", e);
        }
    }

    /** In the order in which they are sent. */
    Map<String, String> headers(String timestamp, String signature) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", USER_AGENT);
        headers.put("Accept", "application/json");
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
            headers.put("Idempotency-Key", key);
        }
        headers.put("Webhook-Id", key);
        headers.put("Webhook-Timestamp", timestamp);
        headers.put("Webhook-Signature", signature);
        return headers;
    }

    /** For people: all of it but the time and the signature, which are made when it is sent. */
    String words(WebhookSettings settings) {
        String signed = settings.secrets().stream().map(secret -> "v1,<HMAC-SHA256 by " + secret + ">").collect(Collectors.joining(" "));
        return method + " " + url + "\n" + headers("<time of sending>", signed).entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue()).collect(Collectors.joining("\n")) + "\n\n" + body;
    }
}
