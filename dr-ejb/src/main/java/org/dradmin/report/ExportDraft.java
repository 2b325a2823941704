package org.dradmin.report;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The file of an export while it is written: counts its bytes, works out their SHA-256, and goes on where an earlier turn stopped. */
final class ExportDraft extends FilterOutputStream {

    private final FileChannel file;
    private final MessageDigest digest;
    private long bytes;

    /** Begins it anew, or, behind so many bytes that are there already, goes on. */
    ExportDraft(Path path, long there) throws IOException {
        this(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), sha256(path, there));
        file.truncate(there).position(there);
        bytes = there;
    }

    private ExportDraft(FileChannel file, MessageDigest digest) {
        super(new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16), digest));
        this.file = file;
        this.digest = digest;
    }

    private static MessageDigest sha256(Path path, long there) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (there > 0) {
                try (InputStream in = Files.newInputStream(path); var known = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                    byte[] some = new byte[1 << 16];
                    for (long left = there; left > 0;) {
                        int read = in.read(some, 0, (int) Math.min(some.length, left));
                        if (read < 0) {
                            throw new IOException(path + " is shorter than it was.");
                        }
                        known.write(some, 0, read);
                        left -= read;
                    }
                }
            }
            return digest;
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

    /** What was written so far outlives the machine's losing its power. */
    void force() throws IOException {
        flush();
        file.force(false);
    }

    long bytes() {
        return bytes;
    }

    /** Of everything so far; once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
