package org.dradmin.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A made password in a file that only its owner reads (mode 0600): the one place where it stands in the clear. */
final class PasswordFile {

    /** Easily typed and told apart: no 0 and o, no 1, i and l. 25 of 31 characters are 123 bits. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordFile() {
    }

    /** An older file is of no account to anybody and gives way. */
    static void write(Path file, String password) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownersOnly = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Files.createFile(file, ownersOnly);
        Files.writeString(file, password + "\n");
    }

    /** Five groups of five. */
    static String random() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
