package org.dradmin.web.shell;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address a request comes from. X-Forwarded-For is believed as far as trusted proxies wrote it: read from the
 * right, the first address that is none of theirs is the client's.
 */
final class ClientAddress {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F:]*:[0-9a-fA-F:.]*)(?:%[^]]*)?](?::\\d+)?|([0-9a-fA-F:]*:[0-9a-fA-F:.]*)(?:%.*)?");

    private ClientAddress() {
    }

    static String of(String remote, List<String> forwardedFor, List<String> proxies) {
        List<String> trusted = proxies.stream().map(ClientAddress::plain).toList();
        String[] hops = String.join(",", forwardedFor).split(",");
        String address = plain(remote);
        for (int i = hops.length - 1; i >= 0 && trusted.contains(address); i--) {
            String hop = plain(hops[i].strip());
            if (hop == null) {
                break;
            }
            address = hop;
        }
        return address;
    }

    /** One spelling per address, without port and zone; null for what is no address. Never asks a name server. */
    static String plain(String text) {
        Matcher four = IPV4.matcher(text);
        Matcher six = IPV6.matcher(text);
        String literal = four.matches() ? four.group(1)
                : six.matches() ? six.group(1) != null ? six.group(1) : six.group(2) : null;
        try {
            return literal == null ? null : InetAddress.getByName(literal).getHostAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
