package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.database.DataDirectory;

/**
 * The made password of the first super admin: in a file of the data directory that only its owner reads (mode 0600),
 * nowhere else, and only until nobody must change a password any more.
 */
@ApplicationScoped
class InitialPassword {

    /** Easily typed and told apart: no 0 and o, no 1, i and l. 25 of 31 characters are 123 bits. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private DataDirectory dataDirectory;

    Path file() {
        return dataDirectory.path().resolve("initial-admin-password");
    }

    /** Makes a password and writes it; an older file is of no account to anybody and gives way. */
    String make() {
        String password = random();
        try {
            Files.deleteIfExists(file());
            boolean posix = file().getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] ownersOnly = posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                    : new FileAttribute<?>[0];
            Files.createFile(file(), ownersOnly);
            Files.writeString(file(), password + "\n");
            return password;
        } catch (IOException e) {
            throw new CannotStart("The first super admin's password cannot be written to " + file() + " (" + e + "). "
                    + "Make the data directory writable, or set dr.admin.password.", e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file() + " cannot be removed.", e);
        }
    }

    /** Five groups of five. */
    private static String random() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
