package org.dradmin.notification;

import java.util.Objects;

/**
 * A mail to be sent, whole, as plain text and as HTML.
 *
 * @param key what the mail is about, such as {@code operation/<id>/ended}: the same key to the same address is one mail
 * @param subject one line; line breaks and other control characters become spaces
 * @param text the plain text body
 * @param html the HTML body, a whole document
 * @param sealed whether it holds something that nobody but its reader is to see: until it goes, and in every copy of
 *               the database, it is then kept sealed with the installation's key
 */
public record Mail(String key, String subject, String text, String html, boolean sealed) {

    public Mail {
        Objects.requireNonNull(key, "key");
        subject = Lines.one(subject);
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
    }

    public Mail(String key, String subject, String text, String html) {
        this(key, subject, text, html, false);
    }

    /** A mail whose two bodies say the same. */
    public static Mail of(String key, String subject, MailText body) {
        return new Mail(key, subject, body.text(), body.html());
    }

    /** The same, kept sealed until it goes. */
    public Mail confidential() {
        return new Mail(key, subject, text, html, true);
    }
}
