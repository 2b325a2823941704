package org.dradmin.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A TCP relay on loopback that passes what is sent on at once, notes it, and passes what is answered only after a while. */
public final class LateProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final ExecutorService relays = Executors.newCachedThreadPool();
    private final List<ByteArrayOutputStream> sent = new CopyOnWriteArrayList<>();
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

    /** What has been sent to the target, connection by connection. */
    public List<byte[]> sent() {
        return sent.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                ByteArrayOutputStream note = new ByteArrayOutputStream();
                sent.add(note);
                relays.execute(() -> relay(client, server, note));
                relays.execute(() -> relay(server, client, null));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** @param note null for what is answered */
    private void relay(Socket from, Socket to, ByteArrayOutputStream note) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[65536];
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                if (note == null) {
                    TimeUnit.MILLISECONDS.sleep(delay.toMillis());
                } else {
                    note.write(some, 0, length);
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
