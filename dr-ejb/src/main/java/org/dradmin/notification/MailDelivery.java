package org.dradmin.notification;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dradmin.platform.KeyFile;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.Schema;

/**
 * Sends what stands in the outbox, every second, on every node, until it has gone. No transaction is open while it
 * talks to a mail server, and nobody waits for it. A mail goes to the server once; only where a node dies or a
 * connection breaks between the server's taking it and our knowing may it go again, under the same Message-ID.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class MailDelivery {

    /** What the installation's key seals mail for. */
    static final String PURPOSE = "mail";
    private static final int ROUND = 50;

    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile String trouble;

    @Inject
    private Outbox outbox;
    @Inject
    private Schema schema;
    @Inject
    private Settings settings;
    @Inject
    private KeyFile keyFile;

    /** One round; returns at once while another one is under way. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "Mail in the outbox")
    public void round() {
        if (!schema.isReady() || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            List<String> due = outbox.due(ROUND);
            if (!due.isEmpty()) {
                deliver(due);
            }
        } catch (RuntimeException e) {
            // A timer whose method throws may be cancelled by the server; the next second is another chance.
            report("The outbox cannot be worked on: " + e);
        } finally {
            busy.set(false);
        }
    }

    /** Once a night: what was sent long ago is forgotten. */
    @Schedule(hour = "3", minute = "17", persistent = false, info = "Old mail in the outbox")
    public void purge() {
        int gone = outbox.purge();
        if (gone > 0) {
            LogContext.logger().info("Removed " + gone + " mails from the outbox that were sent more than "
                    + Outbox.KEPT.toDays() + " days ago.");
        }
    }

    private void deliver(List<String> due) {
        try (Post post = Post.open(settings)) {
            report(null);
            boolean open = true;
            for (Iterator<String> ids = due.iterator(); open && ids.hasNext();) {
                open = outbox.claim(ids.next()).map(mail -> conclude(mail, deliver(mail, post))).orElse(true);
            }
        } catch (MessagingException | IOException | IllegalArgumentException e) {
            report(e.getMessage());
            outbox.postponeDue(due, e.getMessage());
        }
    }

    private Delivery deliver(OutboxMail mail, Post post) {
        return mail.unseal(sealed -> keyFile.unseal(PURPOSE, sealed)) ? post.deliver(mail)
                : new Delivery.Refused("This mail was sealed with another key than the one this installation has now (setting dr.key.file). Have a new one sent.");
    }

    /** @return whether the way is still open */
    private boolean conclude(OutboxMail mail, Delivery delivery) {
        if (delivery instanceof Delivery.Done) {
            outbox.sent(mail);
            LogContext.logger().info("Mail " + mail.id() + " sent, attempt " + mail.attempts() + ": " + mail.subject());
        } else if (delivery instanceof Delivery.Refused refused) {
            outbox.refused(mail, refused.reason());
            LogContext.logger().warning("Mail " + mail.id() + " failed: " + refused.reason());
        } else if (delivery instanceof Delivery.NotNow notNow) {
            postpone(mail, notNow.reason());
        } else if (delivery instanceof Delivery.Broken broken) {
            postpone(mail, broken.reason());
            return false;
        }
        return true;
    }

    private void postpone(OutboxMail mail, String reason) {
        outbox.postpone(mail, reason);
        LogContext.logger().warning("Mail " + mail.id() + " waits after attempt " + mail.attempts() + ": " + reason);
    }

    /** Trouble is logged when it comes and when it goes, not every second. */
    private void report(String now) {
        String before = trouble;
        trouble = now;
        if (now != null && !now.equals(before)) {
            LogContext.logger().warning("Mail waits: " + Lines.one(now));
        } else if (now == null && before != null) {
            LogContext.logger().info("Mail can go again.");
        }
    }
}
