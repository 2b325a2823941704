package org.dradmin.organization;

/**
 * What is wrong at one place of the organization file.
 *
 * @param line counted from 1; 0 where the file as a whole is meant
 * @param column counted from 1
 * @param pointer the place as a JSON pointer (RFC 6901); empty for the document itself
 * @param reason a sentence without a secret's value
 */
public record FileFault(int line, int column, String pointer, String reason) {

    @Override
    public String toString() {
        if (line == 0) {
            return reason;
        }
        return "line " + line + ", column " + column + (pointer.isEmpty() ? "" : " (" + pointer + ")") + ": " + reason;
    }
}
