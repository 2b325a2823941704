package org.dradmin.platform.network;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dradmin.platform.SecretRef;
import org.dradmin.platform.Secrets;

/**
 * Signs as Standard Webhooks 1.0.0 has it: {@code v1,} and the base64 of the HMAC-SHA256 over {@code id.timestamp.body},
 * one for each secret, separated by blanks. A secret is base64 of 24 to 64 bytes, with or without {@code whsec_}.
 */
public final class Signature {

    private Signature() {
    }

    /** @param id without dots, as the signature wants it */
    public static String of(List<SecretRef> references, Secrets secrets, String id, long timestamp, String body) {
        byte[] content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return references.stream().map(reference -> "v1," + mac(key(reference, secrets.read(reference)), content)).collect(Collectors.joining(" "));
    }

    private static byte[] key(SecretRef reference, String secret) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret);
            if (key.length >= 24 && key.length <= 64) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new Unusable(reference);
        }
        throw new Unusable(reference);
    }

    private static String mac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** A secret that cannot sign; its value is not repeated, nor kept as a cause. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(SecretRef reference) {
            super("The secret " + reference + " is not the base64 of 24 to 64 bytes, with or without whsec_ before it.");
        }
    }
}
