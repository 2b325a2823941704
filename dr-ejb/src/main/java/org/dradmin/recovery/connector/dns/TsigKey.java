package org.dradmin.recovery.connector.dns;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.dradmin.platform.SecretRef;
import org.dradmin.platform.Secrets;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * The key that updates are signed with (TSIG, RFC 8945).
 *
 * @param name as the server knows it
 * @param algorithm hmac-sha256 or hmac-sha512
 * @param secret where the key is, in base64 as {@code tsig-keygen} prints it
 */
public record TsigKey(String name, String algorithm, SecretRef secret) {

    private static final Map<String, Name> ALGORITHMS = Map.of("hmac-sha256", TSIG.HMAC_SHA256, "hmac-sha512", TSIG.HMAC_SHA512);

    public TsigKey {
        algorithm = algorithm == null ? "hmac-sha256" : algorithm;
        if (name == null || !name.matches("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?") || name.length() > 253) {
            throw new IllegalArgumentException("A key needs the name that the DNS server knows it by, as dr-failover.");
        }
        if (!ALGORITHMS.containsKey(algorithm)) {
            throw new IllegalArgumentException("The algorithm of a key is hmac-sha256 or hmac-sha512, not \"" + algorithm + "\".");
        }
        if (secret == null) {
            throw new IllegalArgumentException("A key needs its secret, by reference: env:DR_SECRET_… or file:….");
        }
    }

    /** The same for what can be done without it. */
    Optional<TSIG> known(Secrets secrets) {
        try {
            return Optional.of(read(secrets));
        } catch (Trouble e) {
            return Optional.empty();
        }
    }

    /** The key with its secret, for the moment it is needed. */
    TSIG read(Secrets secrets) throws Trouble {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secrets.read(secret).strip());
        } catch (Secrets.NotThere e) {
            throw new Trouble(new Refused(e.getMessage()));
        } catch (IllegalArgumentException e) {
            // Its own words would repeat a character of the secret.
            throw new Trouble(new Refused("The secret " + secret + " is no key: it must be in base64, as tsig-keygen prints it."));
        }
        if (key.length < 16) {
            throw new Trouble(new Refused("The secret " + secret + " is too short for a key: it has fewer than 16 bytes."));
        }
        return new TSIG(ALGORITHMS.get(algorithm), Batch.name(name), key);
    }
}
