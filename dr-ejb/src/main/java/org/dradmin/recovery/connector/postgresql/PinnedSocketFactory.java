package org.dradmin.recovery.connector.postgresql;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Leads the driver to the address that {@link org.dradmin.recovery.connector.Reach} has let through, whatever the host
 * name resolves to by now. The driver keeps the name, which TLS compares with the certificate. It is public, with this
 * constructor, because the driver makes it, from the class's name.
 */
public class PinnedSocketFactory extends SocketFactory {

    private final InetSocketAddress address;

    /** @param literal the literal address, a space and the port */
    public PinnedSocketFactory(String literal) throws IOException {
        String[] parts = literal.split(" ");
        address = new InetSocketAddress(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
    }

    static String argument(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + " " + address.getPort();
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress named) throws IOException {
                connect(named, 0);
            }

            @Override
            public void connect(SocketAddress named, int timeout) throws IOException {
                try {
                    super.connect(address, timeout);
                } catch (IOException e) {
                    // A time-out here means that nothing was sent; later on it does not. The two must not look alike.
                    throw e instanceof ConnectException ? e : new ConnectException(e.getMessage());
                }
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("Only the pinned address.");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("Only the pinned address.");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("Only the pinned address.");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("Only the pinned address.");
    }
}
