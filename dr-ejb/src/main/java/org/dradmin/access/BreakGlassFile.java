package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.database.DataDirectory;

/**
 * What the server's administrator asks for by a file in the data directory, and the file with the answer. Whoever can
 * write there owns the installation anyway, so that this gives nobody anything new.
 */
@ApplicationScoped
class BreakGlassFile {

    private static final int MOST_BYTES = 1000;

    @Inject
    private DataDirectory dataDirectory;

    /** What was asked for. @param owner of the file, for the System Log */
    record Order(String username, String owner) { }

    Path order() {
        return dataDirectory.path().resolve("break-glass");
    }

    Path answer() {
        return dataDirectory.path().resolve("break-glass-password");
    }

    boolean isThere() {
        return Files.exists(order(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Takes the order away, so that it is carried out once; a {@link Refusal} says why it cannot be. */
    Optional<Order> take() {
        try {
            if (!isThere()) {
                return Optional.empty();
            }
            boolean sound = Files.isRegularFile(order(), LinkOption.NOFOLLOW_LINKS) && Files.size(order()) <= MOST_BYTES;
            String owner = Files.getOwner(order(), LinkOption.NOFOLLOW_LINKS).getName();
            String username = sound ? Files.readString(order()).strip() : "";
            Files.delete(order());
            if (username.isEmpty() || username.length() > User.NAME_LENGTH || username.chars().anyMatch(Character::isISOControl)) {
                throw new Refusal("Break-glass: the file " + order() + " must hold one username and nothing else; it is removed, and nothing was done.");
            }
            return Optional.of(new Order(username, owner));
        } catch (IOException e) {
            throw new UncheckedIOException("Break-glass: the file " + order() + " cannot be read and removed, so nothing was done.", e);
        }
    }

    /** Makes a password and writes it where only the server's account reads it. */
    String makePassword() {
        String password = PasswordFile.random();
        try {
            PasswordFile.write(answer(), password);
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException("Break-glass: the password cannot be written to " + answer() + ", so nothing was done.", e);
        }
    }

    void forgetPassword() {
        try {
            Files.deleteIfExists(answer());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + answer() + " cannot be removed.", e);
        }
    }
}
