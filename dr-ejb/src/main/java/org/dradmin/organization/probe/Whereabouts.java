package org.dradmin.organization.probe;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where an address is, for the question whether a probe may go there. Endpoints are entered by admins of the
 * organization; the network around the server belongs to those who run it (server-side request forgery, CWE-918).
 */
enum Whereabouts {

    /** In the internet at large. */
    PUBLIC,
    /** This machine, or a network of its own: RFC 1918, RFC 4193, shared space of RFC 6598. */
    PRIVATE,
    /** Where no endpoint ever is: link-local with the clouds' metadata services, group and unspecified addresses. */
    NEVER;

    /** Metadata services outside of link-local: Amazon's by IPv6, Alibaba's, Oracle's. */
    private static final String[] METADATA = {"fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192"};

    static Whereabouts of(InetAddress address) {
        InetAddress real = within(address);
        byte[] bytes = real.getAddress();
        if (real.isLinkLocalAddress() || real.isMulticastAddress() || real.isAnyLocalAddress()
                || Arrays.asList(METADATA).contains(real.getHostAddress())) {
            return NEVER;
        }
        if (bytes.length == 4) {
            int first = bytes[0] & 0xff;
            if (first == 0 || first >= 240) {
                return NEVER;
            }
            boolean shared = first == 100 && (bytes[1] & 0xc0) == 64;
            return shared || real.isLoopbackAddress() || real.isSiteLocalAddress() ? PRIVATE : PUBLIC;
        }
        boolean unique = (bytes[0] & 0xfe) == 0xfc;
        return unique || real.isLoopbackAddress() || real.isSiteLocalAddress() ? PRIVATE : PUBLIC;
    }

    /** The IPv4 address that an IPv6 one stands for: compatible (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056). */
    private static InetAddress within(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return address;
        }
        if (starts(bytes, 0x00, 0x64, 0xff, 0x9b) || starts(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) && !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()) {
            return four(bytes, 12);
        }
        return starts(bytes, 0x20, 0x02) ? four(bytes, 2) : address;
    }

    private static boolean starts(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress four(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
