package org.dradmin.platform.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a part of the product may go. Addresses are written by admins of the organization; which hosts and files of the
 * network may be touched at all is said by those who run the server, in two settings: without these nothing is reached. A
 * name is resolved once for each act and what it resolved to is what is connected to, so that an answer that changes in
 * between (DNS rebinding) leads nowhere else.
 *
 * @param who in the plural, as sentences begin with it
 * @param hosts the entries of the setting that lists hosts
 * @param directories the entries of the setting that lists directories
 */
public record AllowedPlaces(String who, String hostsSetting, List<String> hosts, String filesSetting, List<String> directories) {

    /**
     * The addresses behind a host that connections may be opened to, never empty.
     *
     * @throws OutOfReach not allowed, or no such name
     */
    public List<InetSocketAddress> open(String host, int port) {
        List<HostPattern> allowed = patterns();
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new OutOfReach("The name " + host + " does not resolve.", true);
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : found) {
            if (allowed.stream().anyMatch(pattern -> pattern.allows(host, address, port))) {
                addresses.add(new InetSocketAddress(address, port));
            }
        }
        if (addresses.isEmpty()) {
            throw new OutOfReach(who + " may not go to " + host + ":" + port
                    + ": the server's setting " + hostsSetting + " does not list it.", false);
        }
        return addresses;
    }

    /**
     * The same for a protocol without encryption: to this machine only, and only where the server's setting says so with
     * the port, because a host that is listed in general is meant for encrypted connections.
     *
     * @throws OutOfReach not allowed, or no such name
     */
    public List<InetSocketAddress> openPlain(String host, int port) {
        List<InetSocketAddress> addresses = open(host, port).stream().filter(address -> address.getAddress().isLoopbackAddress()).toList();
        boolean listed = patterns().stream().anyMatch(pattern -> pattern.port() == port
                && addresses.stream().anyMatch(address -> pattern.allows(host, address.getAddress(), port)));
        if (!listed) {
            throw new OutOfReach(who + " may not go to " + host + ":" + port + " without encryption: that is for this machine only, where"
                    + " the server's setting " + hostsSetting + " lists it with its port.", false);
        }
        return addresses;
    }

    private List<HostPattern> patterns() {
        return hosts.stream().map(entry -> HostPattern.of(hostsSetting, entry)).toList();
    }

    /**
     * A file or Unix socket that may be used, with symbolic links and dots resolved.
     *
     * @throws OutOfReach not below a directory of the setting
     */
    public Path file(String path) {
        Path wanted = Path.of(path).toAbsolutePath().normalize();
        Path real = real(wanted);
        for (String directory : directories) {
            if (real.startsWith(real(Path.of(directory).toAbsolutePath().normalize()))) {
                return real;
            }
        }
        throw new OutOfReach(who + " may not use the file " + wanted
                + ": it is below no directory of the server's setting " + filesSetting + ".", false);
    }

    /** Of a file that is yet to be written, its directory is what must exist. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            try {
                return parent == null ? path : parent.toRealPath().resolve(path.getFileName());
            } catch (IOException e2) {
                return path;
            }
        }
    }
}
