package org.dradmin.access;

import java.util.regex.Pattern;
import org.dradmin.organization.DnsName;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.TypedText;

/** Addresses mail can be sent to, in the form the HTML standard takes (4.10.5.1.5), with a real domain or localhost. */
final class EmailAddress {

    private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final int MOST_LENGTH = 320;

    private EmailAddress() {
    }

    static boolean isOne(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && at <= 64 && LOCAL_PART.matcher(text.substring(0, at)).matches() && isDomain(text.substring(at + 1));
    }

    /** The address of a form, stripped. */
    static String checked(String field, String text) {
        String address = text == null ? "" : text.strip();
        if (address.isEmpty()) {
            throw new FaultyField(field, "It is needed: invitations and password resets go there.");
        }
        if (address.length() > MOST_LENGTH) {
            throw TypedText.tooLong(field, address.length(), MOST_LENGTH);
        }
        if (!isOne(address)) {
            throw new FaultyField(field, "It is no e-mail address. One looks like name@example.com.");
        }
        return address;
    }

    private static boolean isDomain(String text) {
        try {
            return text.equals("localhost") || DnsName.of(text).equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
