package org.dradmin.recovery.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.dradmin.platform.Settings;
import org.dradmin.platform.network.AllowedPlaces;

/**
 * Where connectors may go: to what {@code dr.connector.hosts} and {@code dr.connector.files} list, as {@link AllowedPlaces}
 * reads them, and nowhere else.
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
        return within(places -> places.open(host, port));
    }

    /**
     * The same for a protocol without encryption, to this machine only.
     *
     * @throws OutOfReach not allowed, or no such name
     */
    public List<InetSocketAddress> openPlain(String host, int port) {
        return within(places -> places.openPlain(host, port));
    }

    /**
     * A file or Unix socket that a connector may use, with symbolic links and dots resolved.
     *
     * @throws OutOfReach not below a directory of {@code dr.connector.files}
     */
    public Path file(String path) {
        return within(places -> places.file(path));
    }

    private <T> T within(Function<AllowedPlaces, T> look) {
        try {
            return look.apply(new AllowedPlaces("Connectors", "dr.connector.hosts", settings.connectorHosts(),
                    "dr.connector.files", settings.connectorFiles()));
        } catch (org.dradmin.platform.network.OutOfReach e) {
            throw new OutOfReach(e);
        }
    }

    /** A place that a connector may not, or cannot, go to; nothing was sent. */
    public static class OutOfReach extends org.dradmin.platform.network.OutOfReach {
        private static final long serialVersionUID = 1;

        OutOfReach(org.dradmin.platform.network.OutOfReach reason) {
            super(reason.getMessage(), reason.unknown());
        }

        /** Not allowed is refused, a name that does not resolve is unreachable. */
        public StepResult answer() {
            return unknown() ? new StepResult.Failed(getMessage(), true) : new StepResult.Refused(getMessage());
        }
    }
}
