package org.dradmin.organization;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Address ranges in CIDR notation, IPv4 (RFC 4632) and IPv6 (RFC 4291, section 2.3). Nothing here asks the DNS. */
public final class Cidr {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");
    private static final Pattern RANGE = Pattern.compile("([^/]+)/([1-9][0-9]{0,2}|0)");

    /** Ranges in canonical form as people look for them: IPv4 first, by address, the larger one before those within it. */
    public static final Comparator<String> BY_ADDRESS = Comparator.<String, Integer>comparing(range -> bytes(range).length)
            .thenComparing(Cidr::bytes, Arrays::compareUnsigned)
            .thenComparing(range -> Integer.parseInt(range.substring(range.indexOf('/') + 1)));

    private Cidr() {
    }

    /**
     * The canonical form (RFC 5952 for IPv6), in which ranges are compared.
     *
     * @throws IllegalArgumentException why it is no range, as the end of a sentence
     */
    public static String of(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException("a range is written address/length, as 203.0.113.0/24 or 2001:db8::/32");
        }
        byte[] address = address(range.group(1));
        int bits = address.length * 8;
        int length = Integer.parseInt(range.group(2));
        if (length == 0 || length > bits) {
            throw new IllegalArgumentException("the length of an IPv" + (bits == 32 ? 4 : 6) + " range goes from 1 to " + bits);
        }
        BigInteger hostBits = BigInteger.ONE.shiftLeft(bits - length).subtract(BigInteger.ONE);
        BigInteger value = new BigInteger(1, address);
        String network = written(value.andNot(hostBits), address.length) + "/" + length;
        if (value.and(hostBits).signum() != 0) {
            throw new IllegalArgumentException("it is an address within a range; the range is " + network);
        }
        return network;
    }

    /** Of a range in canonical form. */
    public static boolean isIpv4(String range) {
        return range.indexOf(':') < 0;
    }

    private static byte[] bytes(String range) {
        return address(range.substring(0, range.indexOf('/')));
    }

    private static byte[] address(String text) {
        try {
            if (V4.matcher(text).matches() || V6.matcher(text).matches()) {
                return InetAddress.getByName(text).getAddress();
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("its address is neither IPv4 nor IPv6", e);
        }
        throw new IllegalArgumentException("its address is neither IPv4 nor IPv6");
    }

    private static String written(BigInteger value, int bytes) {
        StringBuilder text = new StringBuilder();
        if (bytes == 4) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                text.append(shift == 24 ? "" : ".").append(value.shiftRight(shift).intValue() & 0xFF);
            }
            return text.toString();
        }
        for (int shift = 112; shift >= 0; shift -= 16) {
            text.append(shift == 112 ? "" : ":").append(Integer.toHexString(value.shiftRight(shift).intValue() & 0xFFFF));
        }
        return shortened(text.toString());
    }

    /** RFC 5952, section 4.2: the longest run of two or more zero groups, the first of equals, becomes "::". */
    private static String shortened(String groups) {
        for (int run = 8; run >= 2; run--) {
            Matcher zeros = Pattern.compile("(^|:)0(:0){" + (run - 1) + "}(:|$)").matcher(groups);
            if (zeros.find()) {
                return groups.substring(0, zeros.start()) + "::" + groups.substring(zeros.end());
            }
        }
        return groups;
    }
}
