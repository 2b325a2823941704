package org.dradmin.access;

import org.dradmin.organization.Refusal;

/** What a new password must be: long, new and not one's own name (NIST SP 800-63B-4, 3.1.1.2: no composition rules). */
final class PasswordPolicy {

    private PasswordPolicy() {
    }

    static void check(User user, String current, String replacement, String again) {
        String password = replacement == null ? "" : replacement;
        if (password.codePointCount(0, password.length()) < Credential.LEAST_LENGTH) {
            throw new Refusal("The new password is too short: it takes at least " + Credential.LEAST_LENGTH
                    + " characters. Several words in a row are easy to remember.");
        }
        if (password.length() > Credential.MOST_LENGTH) {
            throw new Refusal("The new password is too long: it takes at most " + Credential.MOST_LENGTH + " characters.");
        }
        if (!password.equals(again)) {
            throw new Refusal("The new password and its repetition differ.");
        }
        if (password.equals(current)) {
            throw new Refusal("The new password is the current one.");
        }
        if (User.key(password).contains(User.key(user.getUsername()))) {
            throw new Refusal("The new password contains the username.");
        }
    }
}
