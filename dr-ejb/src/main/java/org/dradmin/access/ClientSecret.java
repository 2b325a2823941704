package org.dradmin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API client's secret. It is made by a machine and never by a person, with 256 bits that nobody can try out; so a
 * plain SHA-256 keeps it, and a stranger who sends wrong ones costs no more than that.
 */
final class ClientSecret {

    /** 32 characters of a generator's alphabet are 160 bits at least; anything shorter may be somebody's word. */
    static final int LEAST_LENGTH = 32;
    static final int MOST_LENGTH = 200;

    private static final String PREFIX = "sha256:";
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private ClientSecret() {
    }

    static String make() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String secret) {
        try {
            return PREFIX + HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is kept of a secret given from outside, which may be a hash already. */
    static String stored(String given) {
        return given.startsWith(PREFIX) ? given : hash(given);
    }

    /** Why a text from outside cannot be a secret or its hash, as the end of a sentence; empty where it can. */
    static Optional<String> whyNot(String given) {
        if (given.startsWith(PREFIX)) {
            return HASH.matcher(given).matches() ? Optional.empty()
                    : Optional.of("begins like a hash and is none: it takes sha256: followed by 64 hexadecimal digits.");
        }
        boolean fits = given.length() >= LEAST_LENGTH && given.length() <= MOST_LENGTH;
        return fits ? Optional.empty() : Optional.of("must come from a generator: it takes " + LEAST_LENGTH + " to "
                + MOST_LENGTH + " characters, or the hash sha256:... of such a secret.");
    }

    static boolean matches(String stored, String given) {
        return given != null && given.length() <= MOST_LENGTH && MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.US_ASCII), hash(given).getBytes(StandardCharsets.US_ASCII));
    }
}
