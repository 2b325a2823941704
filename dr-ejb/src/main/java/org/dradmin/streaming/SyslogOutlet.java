package org.dradmin.streaming;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.dradmin.platform.network.OutOfReach;
import org.dradmin.platform.network.PinnedClient;
import org.dradmin.systemlog.LogEvent;

/**
 * Syslog over TLS. The protocol has no acknowledgement: that bytes could be written proves nothing. So a connection is used
 * for a few seconds and then ended in good order, which the receiver can only answer once it has read everything. And
 * because a receiver that dies a moment later takes along what it had not stored yet, its answer counts only when the next
 * connection, opened before, has come to such an end as well. Whatever breaks before that is sent again.
 */
final class SyslogOutlet implements Outlet {

    private final StreamSettings settings;
    private final StreamSurroundings around;

    private SyslogConnection connection;
    /** Nothing up to here is sent again. */
    private long proven;
    /** Up to here the receiver has read everything, if it lives on. */
    private long received;
    /** Up to here it was sent. */
    private long sent;

    SyslogOutlet(StreamSettings settings, StreamSurroundings around, long from) {
        this.settings = settings;
        this.around = around;
        this.proven = from;
        this.received = from;
        this.sent = from;
    }

    @Override
    public int most() {
        return 200;
    }

    @Override
    public void send(List<LogEvent> events, long upTo) throws Undelivered {
        if (!events.isEmpty()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            events.forEach(event -> SyslogMessage.frame(SyslogMessage.of(event, around.host(), around.messageSize()), bytes));
            attempt(() -> {
                if (connection == null) {
                    connection = open();
                }
                connection.write(bytes.toByteArray());
                connection.look();
            });
        }
        sent = upTo;
        if (connection == null) {
            received = sent;
            proven = sent;
        } else if (connection.olderThan(around.overlap())) {
            turnOver();
        }
    }

    @Override
    public void tend() throws Undelivered {
        if (connection != null) {
            attempt(connection::look);
            if (connection.olderThan(around.overlap())) {
                turnOver();
            }
        }
    }

    /** The next connection is opened before this one ends, so that the receiver cannot be another one in between. */
    private void turnOver() throws Undelivered {
        attempt(() -> {
            SyslogConnection next = connection.used() ? open() : null;
            SyslogConnection before = connection;
            connection = next;
            before.end();
        });
        // What was received before this connection came to its end has been outlived.
        proven = connection == null ? sent : received;
        received = sent;
    }

    @Override
    public long proven() {
        return proven;
    }

    @Override
    public void end() {
        if (connection != null) {
            try {
                connection.look();
                connection.end();
                received = sent;
                proven = sent;
            } catch (IOException e) {
                // What is not proven is sent again the next time.
            }
            abandon();
        }
    }

    @Override
    public void abandon() {
        if (connection != null) {
            connection.abandon();
            connection = null;
        }
        sent = proven;
        received = proven;
    }

    private SyslogConnection open() throws IOException {
        try {
            return SyslogConnection.open(around.trust(settings).context(), settings.host(),
                    around.places().open(settings.host(), settings.syslogPort()), around.alarms());
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used: " + e.getMessage(), e);
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    private void attempt(Act act) throws Undelivered {
        try {
            act.run();
        } catch (OutOfReach | org.dradmin.platform.Secrets.NotThere e) {
            throw new Undelivered(e.getMessage(), e);
        } catch (IOException e) {
            throw new Undelivered(words(e), e);
        }
    }

    private String words(IOException fault) {
        String who = settings.host() + ":" + settings.syslogPort();
        String said = PinnedClient.plain(String.valueOf(fault.getMessage()));
        if (fault instanceof ConnectException || fault instanceof NoRouteToHostException) {
            return who + " cannot be reached (" + said + ").";
        } else if (fault instanceof SSLHandshakeException) {
            return "No secure connection to " + who + ", so nothing was sent: " + said + ".";
        } else if (fault instanceof SocketTimeoutException) {
            return who + " did not go on in time (" + said + "); what it may not have stored is sent again.";
        } else if (fault instanceof java.nio.file.NoSuchFileException || fault instanceof java.nio.file.AccessDeniedException) {
            return "The file " + said + " cannot be read.";
        }
        return "The connection to " + who + " broke (" + said + "); what it may not have stored is sent again.";
    }
}
