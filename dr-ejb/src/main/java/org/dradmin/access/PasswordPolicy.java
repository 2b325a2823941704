package org.dradmin.access;

import java.util.Optional;
import org.dradmin.organization.Refusal;

/** What a new password must be: long, new and not one's own name (NIST SP 800-63B-4, 3.1.1.2: no composition rules). */
final class PasswordPolicy {

    private PasswordPolicy() {
    }

    static void check(User user, String current, String replacement, String again) {
        String password = replacement == null ? "" : replacement;
        whyNot(user.getUsername(), password).ifPresent(reason -> {
            throw new Refusal("The new password " + reason);
        });
        if (!password.equals(again)) {
            throw new Refusal("The new password and its repetition differ.");
        }
        if (password.equals(current)) {
            throw new Refusal("The new password is the current one.");
        }
    }

    /** Why this cannot be the person's password, as the end of a sentence; empty where it can. */
    static Optional<String> whyNot(String username, String password) {
        if (password.codePointCount(0, password.length()) < Credential.LEAST_LENGTH) {
            return Optional.of("is too short: it takes at least " + Credential.LEAST_LENGTH
                    + " characters. Several words in a row are easy to remember.");
        }
        if (password.length() > Credential.MOST_LENGTH) {
            return Optional.of("is too long: it takes at most " + Credential.MOST_LENGTH + " characters.");
        }
        boolean named = !username.isBlank() && User.key(password).contains(User.key(username));
        return named ? Optional.of("contains the username.") : Optional.empty();
    }
}
