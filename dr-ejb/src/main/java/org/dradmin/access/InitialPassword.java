package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.database.DataDirectory;

/**
 * The made password of the first super admin: in a file of the data directory that only its owner reads (mode 0600),
 * nowhere else, and only until nobody must change a password any more.
 */
@ApplicationScoped
class InitialPassword {

    @Inject
    private DataDirectory dataDirectory;

    Path file() {
        return dataDirectory.path().resolve("initial-admin-password");
    }

    /** Makes a password and writes it; an older file is of no account to anybody and gives way. */
    String make() {
        String password = PasswordFile.random();
        try {
            PasswordFile.write(file(), password);
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
}
