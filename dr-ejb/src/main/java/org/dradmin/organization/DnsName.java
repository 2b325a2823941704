package org.dradmin.organization;

import java.net.IDN;
import java.util.Locale;

/** Names of hosts in the DNS (RFC 1123, section 2.1), international ones in their ASCII form (IDNA). */
public final class DnsName {

    private DnsName() {
    }

    /**
     * The form in which names are stored and compared: ASCII, lower case.
     *
     * @throws IllegalArgumentException why it is no name, as the end of a sentence
     */
    public static String of(String text) {
        String name;
        try {
            name = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its labels take 1 to 63 letters, digits and hyphens each, and no hyphen at either end", e);
        }
        String[] labels = name.split("\\.", -1);
        if (name.endsWith(".")) {
            throw new IllegalArgumentException("it ends with a dot");
        }
        if (name.length() > 253) {
            throw new IllegalArgumentException("it is longer than 253 characters");
        }
        if (labels.length < 2) {
            throw new IllegalArgumentException("it has one label only, as portal, where portal.example.com has three");
        }
        if (labels[labels.length - 1].chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("its last label is a number, as in an address");
        }
        return name;
    }
}
