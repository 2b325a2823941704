package org.dradmin.access;

import java.text.Normalizer;
import org.dradmin.organization.FaultyField;

/**
 * Names as people type them: any alphabet, quotes, angle brackets and equals signs are all welcome, since whoever shows
 * them escapes them. Kept in one normal form (Unicode NFC), so that what looks the same is the same.
 */
final class PlainText {

    private PlainText() {
    }

    /** One line without control characters, stripped. */
    static String line(String field, String text, int most) {
        String line = Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFC).strip();
        if (line.isEmpty()) {
            throw new FaultyField(field, "It is needed.");
        }
        if (line.length() > most) {
            throw tooLong(field, most);
        }
        if (line.codePoints().anyMatch(PlainText::isNoText)) {
            throw new FaultyField(field, "It holds a control character, such as a line break or a tab. Type it anew rather than pasting it.");
        }
        return line;
    }

    static FaultyField tooLong(String field, int most) {
        return new FaultyField(field, "It is too long: at most " + most + " characters.");
    }

    /** Also half of a character, which no database takes. */
    private static boolean isNoText(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
