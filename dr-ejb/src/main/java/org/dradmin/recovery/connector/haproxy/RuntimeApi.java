package org.dradmin.recovery.connector.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.dradmin.recovery.connector.Reach;

/**
 * Speaks the runtime API of one HAProxy (management guide, "Unix Socket commands"): a connection for each command, which
 * HAProxy closes after its answer, so that an answer is whole or is none. Both kinds of sockets wait in a selector,
 * because channels of Unix sockets know no time-outs. Texts are ISO 8859-1: bytes pass unchanged.
 */
final class RuntimeApi {

    private static final int MOST = 64 * 1024 * 1024;

    final Endpoint endpoint;
    private final Reach reach;
    private final Duration each;
    private final long end;

    /** @param end of the whole act, by {@link System#nanoTime} */
    RuntimeApi(Endpoint endpoint, Reach reach, Duration each, long end) {
        this.endpoint = endpoint;
        this.reach = reach;
        this.each = each;
        this.end = end;
    }

    /**
     * The answer to a command, as HAProxy gives it.
     *
     * @throws Trouble without an answer
     * @throws Reach.OutOfReach where the server does not let connectors go there
     */
    String ask(String command) {
        long until = Math.min(end, System.nanoTime() + each.toNanos());
        boolean connected = false;
        try (Selector selector = Selector.open(); SocketChannel channel = connect(selector, until)) {
            connected = true;
            IOException broken = write(channel, selector, command, until);
            String answer = read(channel, selector, until);
            // Every answer ends with an empty line.
            if (!answer.equals("\n") && !answer.endsWith("\n\n")) {
                throw Trouble.failed(this + " closed the connection without a whole answer; whether it carried the command out is not"
                        + " known.", false, broken);
            }
            return answer;
        } catch (Late e) {
            throw connected ? Trouble.failed(this + " gave no answer in time; whether it carried the command out is not known.", false, e)
                    : Trouble.failed(this + " does not take connections: none within " + each.toSeconds() + " s.", true, e);
        } catch (IOException e) {
            if (!connected && String.valueOf(e.getMessage()).contains("Permission denied")) {
                throw Trouble.refused("The user that this server runs as may not open the socket of " + this + ".");
            }
            throw connected ? Trouble.failed(this + " broke the connection (" + e.getMessage() + "); whether it carried the command out is"
                    + " not known.", false, e) : Trouble.failed(this + " cannot be reached (" + e.getMessage() + ").", true, e);
        }
    }

    /** Carries out a command that says nothing when it succeeds. */
    void tell(String command) {
        String answer = ask(command).strip();
        if (!answer.isEmpty()) {
            throw unwilling(answer);
        }
    }

    /** What HAProxy's own words mean for a person. */
    Trouble unwilling(String answer) {
        String said = answer.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
        if (said.startsWith("Permission denied") || said.contains("admin level")) {
            return Trouble.refused(this + " refuses the command: its socket needs \"level admin\" (it says: " + said + ").");
        }
        if (said.startsWith("No such backend") || said.startsWith("No such server") || said.startsWith("Unknown map")) {
            return Trouble.refused(this + " does not have what the plan names (it says: " + said + ").");
        }
        if (said.startsWith("Unknown command")) {
            return Trouble.refused(this + " does not know the command: its version is too old, or its socket is of another kind.");
        }
        return Trouble.failed(this + " did not carry the command out, it says: " + said.substring(0, Math.min(200, said.length())), false, null);
    }

    private SocketChannel connect(Selector selector, long until) throws IOException {
        IOException last = null;
        for (SocketAddress address : endpoint.addresses(reach)) {
            SocketChannel channel = address instanceof UnixDomainSocketAddress
                    ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            try {
                channel.configureBlocking(false);
                if (!channel.connect(address)) {
                    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
                    while (!channel.finishConnect()) {
                        await(selector, key, SelectionKey.OP_CONNECT, until);
                    }
                }
                return channel;
            } catch (IOException e) {
                channel.close();
                selector.selectNow();
                last = e;
            }
        }
        throw last;
    }

    /** HAProxy may answer, and close, before it has read everything: what it says counts, so a broken pipe is kept. */
    private static IOException write(SocketChannel channel, Selector selector, String command, long until) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.ISO_8859_1));
        SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
        try {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    await(selector, key, SelectionKey.OP_WRITE, until);
                }
            }
            return null;
        } catch (Late e) {
            throw e;
        } catch (IOException e) {
            return e;
        }
    }

    private static String read(SocketChannel channel, Selector selector, long until) throws IOException {
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
            answer.write(buffer.array(), 0, read);
            buffer.clear();
            if (answer.size() > MOST) {
                throw new IOException("its answer is longer than " + MOST / 1024 / 1024 + " MiB");
            }
            if (read == 0) {
                await(selector, key, SelectionKey.OP_READ, until);
            }
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private static void await(Selector selector, SelectionKey key, int readiness, long until) throws IOException {
        key.interestOps(readiness);
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new Late();
        }
        boolean ready = selector.select(left) > 0;
        selector.selectedKeys().clear();
        if (!ready && until - System.nanoTime() > 1_000_000) {
            // Woken with time left: the engine no longer waits for this act and has interrupted it.
            throw new IOException("the wait was interrupted");
        }
    }

    @Override
    public String toString() {
        return "HAProxy at " + endpoint.written();
    }

    private static final class Late extends IOException {
        private static final long serialVersionUID = 1;
    }
}
