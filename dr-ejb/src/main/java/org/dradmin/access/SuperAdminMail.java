package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.dradmin.notification.Mail;
import org.dradmin.notification.Notifications;
import org.dradmin.notification.Recipient;

/** Mail to every active super admin, those through groups included. */
@ApplicationScoped
public class SuperAdminMail {

    @Inject
    private Notifications notifications;
    @Inject
    private AdminRoles adminRoles;

    /** Queues it in the caller's transaction; see {@link Notifications#send}. */
    public void send(Mail mail) {
        notifications.send(mail, adminRoles.superAdmins().stream().map(user -> new Recipient(user.getDisplayName(), user.getEmail())).toList());
    }
}
