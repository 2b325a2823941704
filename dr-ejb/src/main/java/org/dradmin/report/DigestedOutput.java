package org.dradmin.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts the bytes that go through it, and works out their SHA-256. */
final class DigestedOutput extends FilterOutputStream {

    private final MessageDigest digest;
    private long bytes;

    DigestedOutput(OutputStream out) {
        this(out, sha256Digest());
    }

    private DigestedOutput(OutputStream out, MessageDigest digest) {
        super(new DigestOutputStream(out, digest));
        this.digest = digest;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
        bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        out.write(some, from, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /** Of everything so far; once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
