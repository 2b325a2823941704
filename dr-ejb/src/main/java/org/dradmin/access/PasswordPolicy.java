package org.dradmin.access;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.dradmin.organization.Refusal;

/**
 * What a new password must be: long, new, none of those that guesses begin with, and not made of the name of the person
 * or the organization (NIST SP 800-63B-4, 3.1.1.2). Any characters will do, and none are demanded: rules of composition
 * make passwords weaker. Compared and hashed in Unicode NFC, so that every keyboard types the same.
 */
final class PasswordPolicy {

    /** A shorter name is part of too many words to tell anything. */
    private static final int TELLING = 4;
    private static final String PRODUCT = "disaster recovery admin";

    private PasswordPolicy() {
    }

    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** @param current null where it was not asked for */
    static void check(User user, String organization, String current, String replacement, String again) {
        String password = replacement == null ? "" : replacement;
        whyNot(List.of(user.getUsername(), user.getDisplayName(), organization), password).ifPresent(reason -> {
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
        return whyNot(List.of(username), password);
    }

    /** @param names the username first, then what else an attacker would try */
    private static Optional<String> whyNot(List<String> names, String password) {
        if (password.length() > Credential.MOST_LENGTH) {
            return Optional.of("is too long: it takes at most " + Credential.MOST_LENGTH + " characters.");
        }
        String normal = normalized(password);
        if (normal.codePointCount(0, normal.length()) < Credential.LEAST_LENGTH) {
            return Optional.of("is too short: it takes at least " + Credential.LEAST_LENGTH
                    + " characters. Several words in a row are easy to remember.");
        }
        if (contains(normal, names.get(0))) {
            return Optional.of("contains the username.");
        }
        for (String name : names.subList(1, names.size())) {
            if (contains(normal, name)) {
                return Optional.of("contains your name or the name of the organization.");
            }
        }
        if (contains(normal, PRODUCT)) {
            return Optional.of("contains the name of this product.");
        }
        return CommonPasswords.isOne(normal) ? Optional.of("is among the first that anybody guesses, or made of such. Choose several words that have "
                + "nothing to do with each other.") : Optional.empty();
    }

    private static boolean contains(String password, String name) {
        String plain = letters(name);
        String whole = letters(password);
        boolean nothingElse = !plain.isEmpty() && !whole.isEmpty() && whole.replace(plain, "").isEmpty();
        return nothingElse || plain.length() >= TELLING && whole.contains(plain);
    }

    /** Letters and digits only: what stands between them hides nothing. */
    private static String letters(String text) {
        return User.key(normalized(text)).codePoints().filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
