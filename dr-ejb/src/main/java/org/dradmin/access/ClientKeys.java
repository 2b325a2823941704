package org.dradmin.access;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dradmin.organization.Refusal;

/** The public keys of an API client, as people have them: a key set, a single key (RFC 7517) or PEM (RFC 7468), checked and tidied. */
final class ClientKeys {

    static final int MOST = 20;
    static final int MOST_LENGTH = 100_000;

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    /** The curves of ES256, ES384 and ES512 (RFC 7518, 3.4). */
    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

    private ClientKeys() {
    }

    /** The key set to keep. What cannot be used, or must not be here, is a {@link Refusal} that says so. */
    static String of(String text) {
        List<JWK> keys = parse(text == null ? "" : text.strip());
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new Refusal("The key set holds " + (keys.isEmpty() ? "no key." : keys.size() + " keys; at most " + MOST + " are possible."));
        }
        keys.forEach(ClientKeys::check);
        long ids = keys.stream().map(JWK::getKeyID).filter(Objects::nonNull).distinct().count();
        if (keys.size() > 1 && ids < keys.size()) {
            throw new Refusal("Several keys need a key id (kid) each, and no two the same.");
        }
        return new JWKSet(keys).toString(true);
    }

    private static List<JWK> parse(String text) {
        if (text.length() > MOST_LENGTH) {
            throw new Refusal("The key set is too long.");
        }
        if (text.startsWith("-----BEGIN ")) {
            return List.of(PemKey.of(text));
        }
        try {
            return text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
        } catch (ParseException | RuntimeException wrong) {
            throw new Refusal("This is no JSON Web Key Set: it takes {\"keys\": [...]} with public keys, or one public key, also as PEM.");
        }
    }

    private static void check(JWK key) {
        String name = key.getKeyID() == null ? "The key" : "The key " + key.getKeyID();
        if (key.isPrivate()) {
            throw new Refusal(name + " holds its private or secret part, which must never leave its owner. Paste the public key, "
                    + "and make a new pair: this one has been shown.");
        }
        if (key instanceof RSAKey rsa) {
            if (rsa.size() < LEAST_RSA_BITS || rsa.size() > MOST_RSA_BITS) {
                throw new Refusal(name + " has " + rsa.size() + " bits; RSA keys take " + LEAST_RSA_BITS + " to " + MOST_RSA_BITS + ".");
            }
        } else if (!(key instanceof ECKey ec) || !CURVES.contains(ec.getCurve())) {
            throw new Refusal(name + " is of a kind that is not taken: RSA, or EC with P-256, P-384 or P-521.");
        }
        if (KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
            throw new Refusal(name + " is for encryption; a key for signatures is needed.");
        }
    }
}
