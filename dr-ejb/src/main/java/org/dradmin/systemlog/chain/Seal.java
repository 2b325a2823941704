package org.dradmin.systemlog.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/**
 * A signed word about the chain: at this time, at this place, it had this hash. One line of text, a JWS in its compact
 * form (RFC 7515, EdDSA as in RFC 8037), so that it can be kept anywhere and checked with any JOSE library. Each seal
 * names the digest of the one before, so that none can be taken out of their row.
 *
 * @param number    from 1 on, without gaps
 * @param position  the place of the last event that it vouches for; 0 while there was none
 * @param hash      the chain's hash at that place
 * @param keyId     the key that signed it ({@link SealKey#id})
 * @param previous  {@link #digest()} of the seal before; {@link Link#GENESIS} for the first
 * @param publicKey of {@link Kind#KEY}: the key that signs from the next seal on, as SubjectPublicKeyInfo in Base64; else null
 * @param line      the seal itself
 */
public record Seal(long number, Kind kind, long position, String hash, Instant time, String keyId, String previous, String publicKey,
        String line) {

    /** What a seal is for. */
    public enum Kind {
        /** Vouches for the events up to its place. */
        SEAL,
        /** Also says which key signs from the next seal on; signed by the key before, the first one by itself. */
        KEY,
        /** Also says that the events up to its place were removed as the retention policy wants; the chain begins behind them. */
        CHECKPOINT
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Signs. @param announced of {@link Kind#KEY} only */
    public static Seal sign(Seal before, Kind kind, long position, String hash, Instant time, PublicKey announced, SealKey key) {
        ObjectNode payload = JSON.createObjectNode().put("number", before == null ? 1 : before.number + 1).put("kind", kind.name())
                .put("position", position).put("hash", hash).put("time", time.toString())
                .put("previous", before == null ? Link.GENESIS : before.digest());
        if (announced != null) {
            payload.put("publicKey", Base64.getEncoder().encodeToString(announced.getEncoded()));
        }
        String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + key.id() + "\",\"typ\":\"dr-seal\"}";
        String signed = encode(header.getBytes(StandardCharsets.US_ASCII)) + "." + encode(payload.toString().getBytes(StandardCharsets.UTF_8));
        return read(signed + "." + encode(key.sign(signed.getBytes(StandardCharsets.US_ASCII))));
    }

    /**
     * What a line says; whether it may be believed is another question ({@link #signedBy}).
     *
     * @throws IllegalArgumentException if it is no seal
     */
    public static Seal read(String line) {
        String[] parts = line.strip().split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("It is no seal: not three parts with a dot between them");
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode payload = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            if (!"EdDSA".equals(header.path("alg").asText()) || !"dr-seal".equals(header.path("typ").asText())) {
                throw new IllegalArgumentException("It is no seal of this program");
            }
            return new Seal(number(payload, "number"), Kind.valueOf(text(payload, "kind")), number(payload, "position"), text(payload, "hash"),
                    Instant.parse(text(payload, "time")), text(header, "kid"), text(payload, "previous"),
                    payload.hasNonNull("publicKey") ? payload.get("publicKey").asText() : null, line.strip());
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new IllegalArgumentException("It is no seal: " + e.getMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("It is no seal", e);
        }
    }

    private static long number(JsonNode payload, String name) {
        if (!payload.path(name).isIntegralNumber()) {
            throw new IllegalArgumentException("It is no seal: it has no " + name);
        }
        return payload.get(name).asLong();
    }

    private static String text(JsonNode payload, String name) {
        if (!payload.path(name).isTextual()) {
            throw new IllegalArgumentException("It is no seal: it has no " + name);
        }
        return payload.get(name).asText();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 of the line, by which the next seal names this one. */
    public String digest() {
        return Digest.of(line.getBytes(StandardCharsets.US_ASCII));
    }

    public boolean signedBy(PublicKey key) {
        int end = line.lastIndexOf('.');
        try {
            return SealKey.signed(line.substring(0, end).getBytes(StandardCharsets.US_ASCII), Base64.getUrlDecoder().decode(line.substring(end + 1)), key);
        } catch (IllegalArgumentException noSignature) {
            return false;
        }
    }

    /** The key announced. @throws IllegalArgumentException if there is none, or none that can be read */
    public PublicKey announced() {
        if (publicKey == null) {
            throw new IllegalArgumentException("Seal " + number + " announces no key");
        }
        return SealKey.publicKey(Base64.getDecoder().decode(publicKey));
    }
}
