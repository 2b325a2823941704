package org.dradmin.notification;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import org.dradmin.platform.Settings;

/** A way for mail to leave, open for one round: a mail server where one is set, else files. */
interface Post extends AutoCloseable {

    Delivery deliver(OutboxMail mail);

    @Override
    void close();

    /** Opens the way that the settings name; the exception's message says what stands in it. */
    static Post open(Settings settings) throws MessagingException, IOException {
        return settings.mailHost().isPresent() ? SmtpPost.connect(settings, null) : FilePost.open(settings);
    }

    /** Where mail goes, in words. */
    static String destination(Settings settings) {
        return settings.mailHost()
                .map(host -> "To the mail server " + host + ":" + settings.mailPort() + SmtpPost.protection(settings)
                        + settings.mailUser().map(user -> ", signed in as " + user).orElse(", without signing in")
                        + ", from " + settings.mailFrom() + ".")
                .orElseGet(() -> "Into files (.eml) in " + directory(settings)
                        + ", because no mail server is set (dr.mail.host).");
    }

    static Path directory(Settings settings) {
        return settings.dataDirectory().resolve("mail");
    }
}
