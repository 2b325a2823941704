package org.dradmin.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.dradmin.platform.database.DataDirectory;

/**
 * The installation's own key, in a file and never in the database: what is sealed with it is worth nothing to whoever
 * has the database alone. It is the file that {@code dr.key.file} names, the same for all nodes; unset, it is made in
 * the data directory at the first start, for its owner only (mode 0600).
 */
@Singleton
@Startup
@DependsOn("DataDirectory")
@TransactionManagement(TransactionManagementType.BEAN)
@Lock(LockType.READ)
@PermitAll
public class KeyFile {

    private static final int KEY_BYTES = 32;
    /** What GCM takes (NIST SP 800-38D, 8.2.2: random, 96 bits). */
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private Settings settings;
    @Inject
    private DataDirectory dataDirectory;

    private byte[] key;

    @PostConstruct
    void start() {
        Optional<Path> given = settings.keyFile();
        Path file = given.orElseGet(() -> dataDirectory.path().resolve("key"));
        try {
            if (given.isEmpty() && !Files.exists(file)) {
                make(file);
            }
            key = read(file);
        } catch (IOException e) {
            throw new CannotStart("The key file " + file + " (setting dr.key.file) cannot be "
                    + (given.isPresent() ? "read" : "read or made") + ": " + e, e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] bytes = null;
        try {
            bytes = Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException noKey) {
            // Told below, with what it takes.
        }
        if (bytes == null || bytes.length != KEY_BYTES) {
            throw new CannotStart("The key file " + file + " (setting dr.key.file) holds no key. It takes 32 random bytes in"
                    + " Base64, as \"openssl rand -base64 32\" makes them.");
        }
        return bytes;
    }

    /** Written whole or not at all. */
    private static void make(Path file) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownersOnly = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Files.createFile(draft, ownersOnly);
        Files.writeString(draft, Base64.getEncoder().encodeToString(bytes) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Encrypts a text so that only this key opens it, and only for the same purpose (AES-256-GCM). */
    public String seal(String purpose, String text) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, purpose, iv).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(iv, iv.length + sealed.length);
            System.arraycopy(sealed, 0, whole, iv.length, sealed.length);
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text again; empty where it was sealed with another key or for another purpose, or was changed since. */
    public Optional<String> unseal(String purpose, String sealed) {
        try {
            byte[] whole = Base64.getDecoder().decode(sealed);
            byte[] iv = Arrays.copyOf(whole, IV_BYTES);
            byte[] text = cipher(Cipher.DECRYPT_MODE, purpose, iv).doFinal(whole, IV_BYTES, Math.max(0, whole.length - IV_BYTES));
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** A code that only holders of this key can make for a text and a purpose (HMAC-SHA256). */
    public byte[] code(String purpose, String text) {
        return hmac(hmac(key, "code " + purpose), text);
    }

    private Cipher cipher(int mode, String purpose, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(hmac(key, "seal " + purpose), "AES"), new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }

    private static byte[] hmac(byte[] with, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(with, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
