package org.dradmin.web.shell;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The short name of one fault, read out on the phone and found in the log: eight characters that cannot be misread. */
final class FaultId {

    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final Pattern FORM = Pattern.compile("[" + LETTERS + "]{4}-[" + LETTERS + "]{4}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private FaultId() {
    }

    static String next() {
        StringBuilder id = new StringBuilder(9);
        for (int i = 0; i < 8; i++) {
            id.append(i == 4 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    static boolean isOne(String text) {
        return text != null && FORM.matcher(text).matches();
    }
}
