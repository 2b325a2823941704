package org.dradmin.platform.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a setting that lists hosts: a host name or a literal address or CIDR range, each with or without a port:
 * {@code dns.example.com:53}, {@code 10.1.0.0/16}, {@code [fd00::]/8}, {@code [::1]:8443}.
 *
 * @param port 0: any
 * @param bits of the address; -1 where a name is meant
 */
record HostPattern(String host, byte[] network, int bits, int port) {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?:/(\\d{1,3}))?(?::(\\d{1,5}))?");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");

    /**
     * @param setting the key, for whoever has to correct it
     * @throws IllegalArgumentException with a sentence for the administrator
     */
    static HostPattern of(String setting, String entry) {
        Matcher form = FORM.matcher(entry);
        if (form.matches()) {
            String host = form.group(1).toLowerCase(Locale.ROOT);
            int port = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
            boolean literal = LITERAL.matcher(host).matches();
            if (!literal && form.group(2) == null && port < 65536) {
                return new HostPattern(host, null, -1, port);
            }
            byte[] network = literal ? bytes(host) : null;
            int bits = network == null ? -1 : form.group(2) == null ? network.length * 8 : Integer.parseInt(form.group(2));
            if (network != null && bits <= network.length * 8 && port < 65536) {
                return new HostPattern(host, network, bits, port);
            }
        }
        throw new IllegalArgumentException("The setting " + setting + " has \"" + entry
                + "\"; each entry is a host name, an address or a CIDR range, with or without :port.");
    }

    /** Of a literal only, which needs no look-up. */
    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    boolean allows(String asked, InetAddress address, int askedPort) {
        if (port != 0 && port != askedPort) {
            return false;
        }
        return network == null ? host.equalsIgnoreCase(asked) : inside(address.getAddress());
    }

    private boolean inside(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
