package org.dradmin.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;

/**
 * Mail by SMTP (RFC 5321) over one connection for a round. Where {@code dr.mail.starttls} is on, nothing, least of
 * all the password, goes to a server that does not prove its name over TLS; port 465 speaks TLS from the first byte
 * (RFC 8314). Every wait on the network has an end.
 */
final class SmtpPost implements Post {

    private static final int SUBMISSIONS = 465;
    private static final String CONNECT_TIMEOUT = "10000";
    private static final String TIMEOUT = "20000";

    private final Session session;
    private final Transport transport;
    private final Settings settings;

    private SmtpPost(Session session, Transport transport, Settings settings) {
        this.session = session;
        this.transport = transport;
        this.settings = settings;
    }

    /** @param trust where TLS takes its trusted authorities from; null for the server's trust store */
    static SmtpPost connect(Settings settings, SSLSocketFactory trust) throws MessagingException {
        String server = settings.mailHost().orElseThrow() + ":" + settings.mailPort();
        Session session = Session.getInstance(properties(settings, trust));
        try {
            Transport transport = session.getTransport("smtp");
            transport.connect(settings.mailHost().orElseThrow(), settings.mailPort(),
                    settings.mailUser().orElse(null), settings.mailPassword().orElse(null));
            return new SmtpPost(session, transport, settings);
        } catch (MessagingException e) {
            throw new MessagingException("The mail server " + server + " cannot be used: " + reason(e), e);
        }
    }

    private static Properties properties(Settings settings, SSLSocketFactory trust) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.mailUser().isPresent()));
        if (settings.mailPort() == SUBMISSIONS) {
            properties.setProperty("mail.smtp.ssl.enable", "true");
        } else if (settings.mailStartTls()) {
            properties.setProperty("mail.smtp.starttls.enable", "true");
            properties.setProperty("mail.smtp.starttls.required", "true");
        }
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_TIMEOUT);
        properties.setProperty("mail.smtp.timeout", TIMEOUT);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT);
        // Named, because the library would otherwise ask the DNS for this machine's name, for as long as that takes.
        properties.setProperty("mail.smtp.localhost", settings.baseUrl().getHost());
        if (trust != null) {
            properties.put("mail.smtp.ssl.socketFactory", trust);
        }
        return properties;
    }

    /** How the connection is protected, in words. */
    static String protection(Settings settings) {
        if (settings.mailPort() == SUBMISSIONS) {
            return " over TLS";
        }
        return settings.mailStartTls() ? " with STARTTLS" : " without encryption";
    }

    @Override
    public Delivery deliver(OutboxMail mail) {
        try {
            MimeMessage message = new OutgoingMessage(session, mail, settings);
            transport.sendMessage(message, message.getAllRecipients());
            return new Delivery.Done();
        } catch (SendFailedException e) {
            boolean addressRefused = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
            return addressRefused ? new Delivery.Refused("The mail server refused the address: " + reason(e))
                    : new Delivery.NotNow("The mail server did not take the mail: " + reason(e));
        } catch (MessagingException e) {
            return new Delivery.Broken("The mail could not be handed over: " + reason(e));
        } catch (IllegalStateException e) {
            return new Delivery.Broken("The mail server closed the connection.");
        }
    }

    /** The innermost words: the server's answer or the network's error, which the outer ones only wrap. */
    private static String reason(MessagingException e) {
        Exception innermost = e;
        while (innermost instanceof MessagingException wrapper && wrapper.getNextException() != null) {
            innermost = wrapper.getNextException();
        }
        String words = innermost.getMessage() == null || innermost.getMessage().isBlank()
                ? innermost.getClass().getSimpleName() : innermost.getMessage();
        return Lines.one(words);
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            LogContext.logger().fine("Saying goodbye to the mail server failed: " + e.getMessage());
        }
    }
}
