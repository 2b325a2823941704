package org.dradmin.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.dradmin.platform.Settings;

/**
 * A mail of the outbox as it goes out (RFC 5322, RFC 2046 multipart/alternative). Date and Message-ID belong to the
 * mail and not to the attempt, so that a mail server or reader can tell a repetition.
 */
final class OutgoingMessage extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final String messageId;

    OutgoingMessage(Session session, OutboxMail mail, Settings settings) throws MessagingException {
        super(session);
        messageId = "<" + mail.id() + "@" + settings.baseUrl().getHost() + ">";
        setFrom(sender(settings));
        try {
            setRecipient(RecipientType.TO, new InternetAddress(mail.recipient(), mail.recipientName(), UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java has UTF-8", e);
        }
        setSubject(Lines.one(mail.subject()), UTF_8);
        setHeader("Date", DATE.format(mail.createdAt().atOffset(ZoneOffset.UTC)));
        // RFC 3834: no out-of-office note shall answer this.
        setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8, "html");
        setContent(new MimeMultipart("alternative", text, html));
        saveChanges();
    }

    private static InternetAddress sender(Settings settings) throws AddressException {
        try {
            return new InternetAddress(settings.mailFrom(), true);
        } catch (AddressException e) {
            throw new AddressException("The setting dr.mail.from is not an address (" + e.getMessage() + ")", settings.mailFrom());
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
