package org.dradmin.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.util.List;
import org.dradmin.access.User;
import org.dradmin.notification.Mail;
import org.dradmin.notification.MailText;
import org.dradmin.notification.Notifications;
import org.dradmin.notification.Recipient;
import org.dradmin.platform.Settings;

/** Tells whoever asked for an export that it is there, or why not; with a link, never with the export itself. */
@ApplicationScoped
public class ExportMail {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Notifications notifications;
    @Inject
    private Settings settings;

    /** Part of the transaction that ends the export. */
    void ended(String owner, ExportRow export) {
        User person = em.find(User.class, owner);
        if (person == null || !person.isActive()) {
            return;
        }
        boolean ready = export.state() == ExportState.READY;
        MailText text = MailText.headline(ready ? "Your export of the System Log is ready" : "Your export of the System Log failed")
                .paragraph(ready ? "It can be downloaded until the time below, by you and by nobody else." : export.reason())
                .fact("Asked for at", export.createdAt()).fact("What is in it", export.filter()).fact("Format", export.format())
                .fact("Events", export.written()).fact("SHA-256 of the file", export.digest()).fact("Kept until", ready ? export.expiresAt() : null)
                .link("Your exports", URI.create(settings.baseUrl() + "/log/exports.xhtml"));
        notifications.send(Mail.of("log-export/" + export.id(), ready ? "Your export of the System Log is ready" : "Your export of the System Log failed", text),
                List.of(new Recipient(person.getDisplayName(), person.getEmail())));
    }
}
