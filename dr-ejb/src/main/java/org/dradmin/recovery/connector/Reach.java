package org.dradmin.recovery.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.platform.Settings;

/**
 * Where connectors may go. Plans are written by admins of the organization; which hosts and files of the network a
 * plan may touch is said by those who run the server, in {@code dr.connector.hosts} and {@code dr.connector.files}:
 * without these a connector reaches nothing. A name is resolved once for each act and what it resolved to is what is
 * connected to, so that an answer that changes in between (DNS rebinding) leads nowhere else.
 */
@ApplicationScoped
public class Reach {

    @Inject
    private Settings settings;

    /** For the container. */
    public Reach() {
    }

    /** For tests and tools. */
    public Reach(Settings settings) {
        this.settings = settings;
    }

    /**
     * The addresses behind a host that a connector may open connections to, never empty.
     *
     * @throws OutOfReach not allowed, or no such name
     */
    public List<InetSocketAddress> open(String host, int port) {
        List<HostPattern> allowed = settings.connectorHosts().stream().map(HostPattern::of).toList();
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
            throw new OutOfReach("Connectors may not go to " + host + ":" + port
                    + ": the server's setting dr.connector.hosts does not list it.", false);
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
        boolean listed = settings.connectorHosts().stream().map(HostPattern::of).anyMatch(pattern -> pattern.port() == port
                && addresses.stream().anyMatch(address -> pattern.allows(host, address.getAddress(), port)));
        if (!listed) {
            throw new OutOfReach("Connectors may not go to " + host + ":" + port + " without encryption: that is for this machine only, where"
                    + " the server's setting dr.connector.hosts lists it with its port.", false);
        }
        return addresses;
    }

    /**
     * A file or Unix socket that a connector may use, with symbolic links and dots resolved.
     *
     * @throws OutOfReach not below a directory of {@code dr.connector.files}
     */
    public Path file(String path) {
        Path wanted = Path.of(path).toAbsolutePath().normalize();
        Path real = real(wanted);
        for (String directory : settings.connectorFiles()) {
            if (real.startsWith(real(Path.of(directory).toAbsolutePath().normalize()))) {
                return real;
            }
        }
        throw new OutOfReach("Connectors may not use the file " + wanted
                + ": it is below no directory of the server's setting dr.connector.files.", false);
    }

    /** Of a file that is yet to be written, its directory is what must exist. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (java.io.IOException e) {
            Path parent = path.getParent();
            try {
                return parent == null ? path : parent.toRealPath().resolve(path.getFileName());
            } catch (java.io.IOException e2) {
                return path;
            }
        }
    }

    /** A place that a connector may not, or cannot, go to; nothing was sent. */
    public static class OutOfReach extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final boolean unknown;

        OutOfReach(String reason, boolean unknown) {
            super(reason);
            this.unknown = unknown;
        }

        /** Not allowed is refused, a name that does not resolve is unreachable. */
        public StepResult answer() {
            return unknown ? new StepResult.Failed(getMessage(), true) : new StepResult.Refused(getMessage());
        }
    }
}
