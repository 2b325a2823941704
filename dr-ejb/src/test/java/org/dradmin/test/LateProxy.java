package org.dradmin.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A TCP relay on loopback that passes what is sent on at once, and what is answered only after a while. */
public final class LateProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final ExecutorService relays = Executors.newCachedThreadPool();
    private volatile Duration delay;

    public LateProxy(int target, Duration delay) {
        this.target = target;
        this.delay = delay;
        try {
            door = new ServerSocket(Ports.free(), 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        relays.execute(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void delay(Duration other) {
        this.delay = other;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                relays.execute(() -> relay(client, server, false));
                relays.execute(() -> relay(server, client, true));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void relay(Socket from, Socket to, boolean late) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[65536];
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                if (late) {
                    TimeUnit.MILLISECONDS.sleep(delay.toMillis());
                }
                out.write(some, 0, length);
            }
        } catch (IOException | InterruptedException e) {
            // One side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        relays.shutdownNow();
    }
}
