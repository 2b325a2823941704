package org.dradmin.recovery.connector.haproxy;

import java.util.regex.Pattern;

/**
 * What may stand in a command. The runtime API knows no quoting that every version reads alike, so a word outside these
 * few characters is refused: nothing that ends a word, a command or a line, and nothing that begins a payload.
 */
enum Words {

    /** {@code backend/server}, of the characters that HAProxy itself allows in names. */
    SERVER("[A-Za-z0-9_.:-]{1,128}/[A-Za-z0-9_.:-]{1,128}", "a server is written backend/server"),
    /** The file name by which HAProxy knows a map. */
    MAP("[A-Za-z0-9_./@-]{1,512}", "a map is named as in the configuration of HAProxy"),
    VALUE("[A-Za-z0-9_.:/-]{1,255}", "a value of a map is one word"),
    DOMAIN("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?", "a key of a map is the name of a domain");

    private final Pattern form;
    private final String rule;

    Words(String form, String rule) {
        this.form = Pattern.compile(form);
        this.rule = rule;
    }

    boolean allow(String word) {
        return word != null && form.matcher(word).matches();
    }

    /** @throws IllegalArgumentException with a sentence */
    String check(String word) {
        if (!allow(word)) {
            throw new IllegalArgumentException(refusal(word));
        }
        return word;
    }

    String refusal(String word) {
        return "\"" + (word == null ? "" : word.replaceAll("\\p{Cntrl}", "?")) + "\" cannot be given to HAProxy: " + rule + ".";
    }
}
