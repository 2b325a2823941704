package org.dradmin.notification;

/** Text from outside made fit for a header, a column or a log line. */
final class Lines {

    private Lines() {
    }

    /** The text on one line: what could begin another header or another line becomes a space. */
    static String one(String text) {
        return text == null ? "" : text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
    }

    /** The text on one line, no longer than {@code most}; what is cut off shows as an ellipsis. */
    static String one(String text, int most) {
        String line = one(text);
        if (line.length() <= most) {
            return line;
        }
        int end = most - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
