package org.dradmin.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One mail to one person, from the business transaction that caused it until it is sent. Public only because the
 * container wants to see what {@link Outbox} takes and gives.
 */
@Entity
@Table(name = "outbox")
public class OutboxMail {

    /** Begins the bodies that are sealed; no mail text begins like this. */
    private static final String SEALED = "sealed:";

    @Id
    private String id;
    private String recipient;
    @Column(name = "recipient_name")
    private String recipientName;
    private String subject;
    @Lob
    @Column(name = "text_body")
    private String text;
    @Lob
    @Column(name = "html_body")
    private String html;
    @Enumerated(EnumType.STRING)
    private MailState state;
    @Column(name = "created_at")
    private Instant createdAt;
    private int attempts;
    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;
    @Column(name = "last_error")
    private String lastError;
    @Column(name = "sent_at")
    private Instant sentAt;

    protected OutboxMail() {
    }

    OutboxMail(Mail mail, Recipient to, Instant now) {
        this(mail, to, now, UnaryOperator.identity());
    }

    /** @param seal how to keep what is confidential */
    OutboxMail(Mail mail, Recipient to, Instant now, UnaryOperator<String> seal) {
        id = id(mail, to);
        recipient = Lines.one(to.address(), 320);
        recipientName = to.name();
        subject = Lines.one(mail.subject(), 300);
        text = mail.sealed() ? SEALED + seal.apply(mail.text()) : mail.text();
        html = mail.sealed() ? SEALED + seal.apply(mail.html()) : mail.html();
        createdAt = now;
        nextAttemptAt = now;
        lastError = fault(to.address());
        state = lastError == null ? MailState.WAITING : MailState.FAILED;
    }

    /** The same mail to the same address has the same id, on every node and in every attempt. */
    static String id(Mail mail, Recipient to) {
        String who = to.address().isEmpty() ? "\n" + to.name() : to.address().toLowerCase(Locale.ROOT);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((mail.key() + "\n" + who).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String fault(String address) {
        if (address.isEmpty()) {
            return "There is no email address for this person. Enter one for the user.";
        }
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            if (address.length() <= 320 && address.equals(parsed.getAddress()) && !parsed.isGroup()
                    && address.indexOf('@') > 0) {
                return null;
            }
        } catch (AddressException e) {
            return Lines.one("This is not an email address (" + e.getMessage() + "). Correct it for the user.", 1000);
        }
        return "This is not an email address. Correct it for the user.";
    }

    String id() {
        return id;
    }

    String recipient() {
        return recipient;
    }

    String recipientName() {
        return recipientName;
    }

    String subject() {
        return subject;
    }

    /** Makes what was sealed readable, in this copy. @return whether that worked; another key than then opens nothing */
    boolean unseal(Function<String, Optional<String>> unseal) {
        if (!text.startsWith(SEALED)) {
            return true;
        }
        Optional<String> clearText = unseal.apply(text.substring(SEALED.length()));
        Optional<String> clearHtml = unseal.apply(html.substring(SEALED.length()));
        if (clearText.isEmpty() || clearHtml.isEmpty()) {
            return false;
        }
        text = clearText.get();
        html = clearHtml.get();
        return true;
    }

    String text() {
        return text;
    }

    String html() {
        return html;
    }

    Instant createdAt() {
        return createdAt;
    }

    MailState state() {
        return state;
    }

    int attempts() {
        return attempts;
    }
}
