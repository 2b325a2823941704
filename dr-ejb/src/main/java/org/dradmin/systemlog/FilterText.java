package org.dradmin.systemlog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A filter as somebody wrote it: where in it things stand, for whoever is told what is wrong. Quoted text counts for none of them. */
final class FilterText {

    private static final Pattern PLACED = Pattern.compile("(.*? at position \\d+).*");

    private final String text;
    private int from;

    FilterText(String text) {
        this.text = text;
    }

    /** How deep its parentheses go, found without recursion, which a hostile one would exhaust. */
    int depth() {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i = behind(i)) {
            char c = text.charAt(i);
            if (c == '(' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ')' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }

    /** Where a field is named, looking on behind the one asked for before: whoever asks goes through them in their order. */
    int place(String field) {
        for (int i = from; i < text.length(); i = behind(i)) {
            if (text.startsWith(field, i) && isEdge(i - 1) && isEdge(i + field.length())) {
                from = i + field.length();
                return i;
            }
        }
        return from;
    }

    /** Where one of these characters stands first. */
    int placeOf(String characters) {
        for (int i = 0; i < text.length(); i = behind(i)) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return 0;
    }

    /** A parser's words as far as they are for the asker; those that name no place mean the end. */
    String complaint(String parsersWords) {
        Matcher placed = PLACED.matcher(parsersWords.replaceAll("\\p{Cntrl}", " "));
        return placed.matches() ? placed.group(1) + "." : "Unexpected end of the filter at position " + text.length() + ".";
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean isEdge(int i) {
        return i < 0 || i >= text.length() || " ()[]".indexOf(text.charAt(i)) >= 0;
    }

    /** The place behind the character, or behind the whole of the quoted text, that begins here. */
    private int behind(int i) {
        int next = i + 1;
        if (text.charAt(i) == '"') {
            while (next < text.length() && text.charAt(next) != '"') {
                next += text.charAt(next) == '\\' ? 2 : 1;
            }
            next++;
        }
        return next;
    }
}
