package org.dradmin.recovery.connector.haproxy;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.recovery.connector.Reach;

/**
 * Where the runtime API of one HAProxy listens.
 *
 * @param written as the plan has it, and as people are told of it
 * @param host null for a Unix socket
 */
record Endpoint(String written, String path, String host, int port) {

    private static final Pattern TCP = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    /** @throws IllegalArgumentException with a sentence */
    static Endpoint of(String written) {
        if (written != null && written.startsWith("unix:/")) {
            return new Endpoint(written, written.substring("unix:".length()), null, 0);
        }
        Matcher tcp = TCP.matcher(written == null ? "" : written);
        if (tcp.matches() && Integer.parseInt(tcp.group(2)) > 0 && Integer.parseInt(tcp.group(2)) < 65536) {
            return new Endpoint(written, null, tcp.group(1), Integer.parseInt(tcp.group(2)));
        }
        throw new IllegalArgumentException("An endpoint is unix:/path of a stats socket, or host:port.");
    }

    /** What may be connected to, in this order. */
    List<? extends SocketAddress> addresses(Reach reach) {
        return host == null ? List.of(UnixDomainSocketAddress.of(reach.file(path))) : reach.open(host, port);
    }
}
