package org.dradmin.systemlog.chain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 in lower-case hexadecimal digits. */
final class Digest {

    static final String PATTERN = "[0-9a-f]{64}";
    private static final Pattern DIGEST = Pattern.compile(PATTERN);

    private Digest() {
    }

    static boolean is(String text) {
        return text != null && DIGEST.matcher(text).matches();
    }

    static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
