package org.dradmin.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.dradmin.test.Ports;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on the loopback address: it keeps what it takes and refuses whom it is told to refuse. */
final class TestMailServer implements AutoCloseable {

    /** A mail that the server took; {@code signedInAs} is null for a stranger. */
    record Taken(String to, Object signedInAs, boolean overTls, MimeMessage message) {
    }

    final int port;
    final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, RejectException> refusals = new ConcurrentHashMap<>();
    private final SMTPServer.Builder builder;
    private SMTPServer server;

    private TestMailServer() {
        port = Ports.free();
        builder = SMTPServer.port(port).bindAddress(InetAddress.getLoopbackAddress()).messageHandlerFactory(Conversation::new);
    }

    /** A server that is not up yet, takes mail from everybody and knows no TLS. */
    static TestMailServer plain() {
        return new TestMailServer();
    }

    TestMailServer withStartTls(SSLContext identity) {
        builder.enableTLS().requireTLS().startTlsSocketFactory(identity);
        return this;
    }

    TestMailServer withAccount(String user, String password) {
        builder.requireAuth().authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((name, given, context) -> {
            if (!name.equals(user) || !given.equals(password)) {
                throw new LoginFailedException("535 5.7.8 Wrong user or password");
            }
        }));
        return this;
    }

    /** Refuses this recipient with this SMTP code until told otherwise. */
    TestMailServer refuse(String address, int code, String words) {
        refusals.put(address, new RejectException(code, words));
        return this;
    }

    void acceptAgain(String address) {
        refusals.remove(address);
    }

    TestMailServer up() {
        server = builder.build();
        server.start();
        return this;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
    }

    private final class Conversation implements MessageHandler {

        private final MessageContext context;
        private String to;

        Conversation(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String from) {
            to = null;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (refusals.containsKey(recipient)) {
                throw refusals.get(recipient);
            }
            to = recipient;
        }

        @Override
        public String data(InputStream data) throws IOException {
            try {
                boolean tls = ((org.subethamail.smtp.server.Session) context).isTLSStarted();
                taken.add(new Taken(to, context.getAuthenticationHandler().map(handler -> handler.getIdentity()).orElse(null),
                        tls, new MimeMessage(Session.getInstance(new Properties()), data)));
                return "Taken";
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void done() {
            // One conversation keeps nothing that would need an end.
        }
    }
}
