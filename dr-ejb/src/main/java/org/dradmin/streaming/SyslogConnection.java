package org.dradmin.streaming;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection over TLS 1.2 or later to a receiver whose certificate is for its name. The receiver says nothing in this
 * protocol; what it can be seen to do is to close, and that is looked for.
 */
final class SyslogConnection {

    /** For opening it, for one sending, and for its end; a lease outlasts the three together. */
    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LOOK_MILLISECONDS = 5;

    private final Socket raw;
    private final SSLSocket tls;
    private final ScheduledExecutorService alarms;
    private final long openedAt = System.nanoTime();
    private boolean used;

    private SyslogConnection(Socket raw, SSLSocket tls, ScheduledExecutorService alarms) {
        this.raw = raw;
        this.tls = tls;
        this.alarms = alarms;
    }

    /** @param addresses where the host is; the first that answers is taken */
    static SyslogConnection open(SSLContext context, String host, List<InetSocketAddress> addresses, ScheduledExecutorService alarms)
            throws IOException {
        IOException fault = null;
        for (InetSocketAddress address : addresses) {
            Socket raw = new Socket();
            try {
                raw.connect(address, (int) PATIENCE.toMillis() / (2 * addresses.size()));
                raw.setTcpNoDelay(true);
                raw.setKeepAlive(true);
                SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, host, address.getPort(), true);
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
                SyslogConnection connection = new SyslogConnection(raw, tls, alarms);
                connection.inTime(tls::startHandshake);
                return connection;
            } catch (IOException e) {
                raw.close();
                if (fault == null) {
                    fault = e;
                } else {
                    fault.addSuppressed(e);
                }
            }
        }
        throw fault;
    }

    void write(byte[] bytes) throws IOException {
        used = true;
        inTime(() -> {
            tls.getOutputStream().write(bytes);
            tls.getOutputStream().flush();
        });
    }

    /** Whether anything was sent. */
    boolean used() {
        return used;
    }

    boolean olderThan(Duration age) {
        return System.nanoTime() - openedAt >= age.toNanos();
    }

    /** @throws IOException the receiver has closed, or the connection broke */
    void look() throws IOException {
        tls.setSoTimeout(LOOK_MILLISECONDS);
        try {
            if (tls.getInputStream().read() < 0) {
                throw new IOException("the receiver closed the connection");
            }
        } catch (SocketTimeoutException silence) {
            // As it should be.
        }
    }

    /**
     * Says that this is the end (close_notify) and waits until the receiver, who has read everything before that, closes
     * too. A receiver that died before it had read everything answers with a reset, or not at all.
     */
    void end() throws IOException {
        try {
            inTime(() -> {
                tls.setSoTimeout((int) PATIENCE.toMillis());
                tls.shutdownOutput();
                InputStream in = tls.getInputStream();
                while (in.read() >= 0) {
                    // What a receiver may say is nothing to us.
                }
            });
        } finally {
            raw.close();
        }
    }

    void abandon() {
        try {
            raw.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    /** A time-out of the socket does not end a write that nobody reads; closing what lies below does. */
    private void inTime(Act act) throws IOException {
        ScheduledFuture<?> alarm;
        try {
            alarm = alarms.schedule(this::abandon, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IOException("the server has nobody free to watch over the connection", e);
        }
        try {
            act.run();
        } catch (IOException e) {
            throw alarm.isDone() ? new SocketTimeoutException("no progress in " + PATIENCE.toSeconds() + " s") : e;
        } finally {
            alarm.cancel(false);
        }
    }
}
