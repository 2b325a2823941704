package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.dradmin.access.OneTimeLink.Purpose;
import org.dradmin.notification.Mail;
import org.dradmin.notification.MailText;
import org.dradmin.notification.Notifications;
import org.dradmin.notification.Recipient;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.Client;

/** What a person is told by mail about the own account, in the transaction of the change. */
@ApplicationScoped
class AccountMail {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    @Inject
    private Notifications notifications;
    @Inject
    private Organizations organizations;
    @Inject
    private Settings settings;

    /** The one place where a token stands in the clear; it is kept sealed until it goes. */
    void link(User user, OneTimeLink link, String token) {
        boolean invitation = link.purpose() == Purpose.INVITATION;
        URI target = URI.create(settings.baseUrl() + "/set-password.xhtml?token=" + token);
        MailText text = MailText.headline(invitation ? "Welcome to " + organization() : "Set a new password for " + organization())
                .paragraph(invitation ? "An account was made for you. Choose a password to use it."
                        : "A new password was asked for. If it was not you, do nothing: your present password stays as it is.")
                .fact("Username", user.getUsername()).fact("Good until", UTC.format(link.expiresAt()))
                .link(invitation ? "Choose a password" : "Set a new password", target)
                .paragraph("The link opens once. Whoever has it can set your password, so pass it on to nobody.");
        send(Mail.of("link/" + link.tokenHash(), (invitation ? "Your account: " : "New password: ") + organization(), text).confidential(), user.getEmail(), user);
    }

    void passwordSet(User user, Instant at) {
        send("Your password was changed: " + organization(), MailText.headline("Your password was changed")
                .paragraph("All other sessions of yours have ended. If it was not you, tell an admin of your organization at once.")
                .fact("Username", user.getUsername()).fact("When", UTC.format(at)).fact("From the address", Client.current().address()), user.getEmail(), user);
    }

    /** To the address that was there before: the person may not know. */
    void addressChanged(User user, String before) {
        if (!before.isEmpty()) {
            send("Your mail address was changed: " + organization(), MailText.headline("Mail about your account goes to another address from now on")
                    .paragraph("If you did not expect this, tell an admin of your organization at once.")
                    .fact("Username", user.getUsername()).fact("New address", user.getEmail())
                    .fact("Changed by", Client.current().actor().displayName()), before, user);
        }
    }

    private void send(String subject, MailText text, String address, User user) {
        send(Mail.of("account/" + UUID.randomUUID(), subject, text), address, user);
    }

    private void send(Mail mail, String address, User user) {
        notifications.send(mail, List.of(new Recipient(user.getDisplayName(), address)));
    }

    private String organization() {
        return organizations.organization().map(Organization::getName).orElse("Disaster Recovery Admin");
    }
}
