package org.dradmin.organization.probe;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dradmin.test.Ports;

/** A server that answers every request in one way, be it by never saying a word. */
final class TestEndpoint implements Closeable {

    /** What becomes of a connection whose request has come. */
    interface Manner {
        void answer(Socket connection) throws Exception;
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private TestEndpoint(Manner manner) throws IOException {
        socket = new ServerSocket(Ports.free(), 100, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (!socket.isClosed()) {
                Socket connection = socket.accept();
                connections.add(connection);
                threads.submit(() -> {
                    connection.getInputStream().read(new byte[4096]);
                    manner.answer(connection);
                    return null;
                });
            }
            return null;
        });
    }

    static TestEndpoint start(Manner manner) {
        try {
            return new TestEndpoint(manner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param head status and headers, without the empty line after them */
    static TestEndpoint saying(String head) {
        return start(connection -> {
            connection.getOutputStream().write(("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            connection.close();
        });
    }

    /** Takes the request and keeps silent. */
    static TestEndpoint hanging() {
        return start(connection -> { });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/base");
    }

    int asked() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
