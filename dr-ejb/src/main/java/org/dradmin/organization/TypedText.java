package org.dradmin.organization;

import java.text.Normalizer;
import java.util.function.Function;

/**
 * Texts as people type them into forms: any alphabet, quotes, angle brackets and equals signs are welcome, since whoever
 * shows them escapes them. What is taken here is taken in an organization file, too.
 */
public final class TypedText {

    private TypedText() {
    }

    /** One line, stripped, in one normal form (Unicode NFC), so that what looks the same is the same. */
    public static String line(String field, String text, int most) {
        String line = Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFC).strip();
        if (line.isEmpty()) {
            throw new FaultyField(field, "Something is needed here.");
        }
        if (line.length() > most) {
            throw tooLong(field, line.length(), most);
        }
        if (FilePart.UNFIT.matcher(line).find()) {
            throw new FaultyField(field, "This holds a control character, such as a line break or a tab. Type it anew rather than pasting it.");
        }
        return line;
    }

    /** @param most how many characters there may be */
    public static FaultyField tooLong(String field, int length, int most) {
        return new FaultyField(field, "This has " + length + " characters; at most " + most + " are possible.");
    }

    /** A line that follows a rule, in the form in which it is stored. @param wrong "no DNS name" */
    static <T> T ruled(String field, String text, int most, String wrong, Function<String, T> rule) {
        String line = line(field, text, most);
        try {
            return rule.apply(line);
        } catch (IllegalArgumentException e) {
            throw new FaultyField(field, "\"" + (line.length() <= 100 ? line : line.substring(0, 100) + "…") + "\" is " + wrong + ": " + e.getMessage() + ".");
        }
    }
}
