package org.dradmin.notification;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.mail.MessagingException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.KeyFile;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * Mail to people. Sending writes a row to the outbox in the caller's transaction and nothing else: the mail exists
 * exactly if the change it tells of does, and no mail server can delay or undo that change. {@link MailDelivery} does
 * the rest, until the mail has gone.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Notifications {

    /** Most rows of one read. */
    public static final int PAGE = 200;

    private static final String READ = "SELECT NEW org.dradmin.notification.QueuedMail(m.id, m.recipient, m.recipientName, "
            + "m.subject, m.state, m.createdAt, m.attempts, m.nextAttemptAt, m.lastError, m.sentAt) FROM OutboxMail m ";
    private static final Set<MailState> OPEN = Set.of(MailState.WAITING, MailState.SENDING, MailState.FAILED);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private DatabaseClock clock;
    @Inject
    private Settings settings;
    @Inject
    private KeyFile keyFile;
    @Inject
    private SystemLog log;

    /**
     * Queues a mail for each recipient, in the caller's transaction. What is queued already under the same key for
     * the same address stays as it is. An address that cannot work is recorded as failed, never an error here.
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    @AllowedWhileReadOnly("Mail is queued by the operations that lead into read-only mode and out of it.")
    public void send(Mail mail, Collection<Recipient> to) {
        if (to.isEmpty()) {
            return;
        }
        Map<String, Recipient> wanted = new LinkedHashMap<>();
        to.forEach(recipient -> wanted.putIfAbsent(OutboxMail.id(mail, recipient), recipient));
        Set<String> queued = new HashSet<>(em.createQuery("SELECT m.id FROM OutboxMail m WHERE m.id IN :ids", String.class)
                .setParameter("ids", wanted.keySet()).getResultList());
        Instant now = clock.now(em);
        wanted.forEach((id, recipient) -> {
            if (!queued.contains(id)) {
                em.persist(new OutboxMail(mail, recipient, now, text -> keyFile.seal(MailDelivery.PURPOSE, text)));
            }
        });
    }

    /** What has not gone yet, with the reason: what failed for good first, then the oldest first. */
    @RolesAllowed("dr.settings.manage")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<QueuedMail> waiting(int first, int most) {
        return em.createQuery(READ + "WHERE m.state IN :open ORDER BY m.state, m.createdAt, m.id", QueuedMail.class)
                .setParameter("open", OPEN).setFirstResult(first).setMaxResults(Math.min(most, PAGE)).getResultList();
    }

    /** How many mails have not gone yet. */
    @RolesAllowed("dr.settings.manage")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long waitingCount() {
        return em.createQuery("SELECT COUNT(m) FROM OutboxMail m WHERE m.state IN :open", Long.class)
                .setParameter("open", OPEN).getSingleResult();
    }

    /** What was sent, newest first. */
    @RolesAllowed("dr.settings.manage")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<QueuedMail> recent(int most) {
        return em.createQuery(READ + "WHERE m.state = :sent ORDER BY m.sentAt DESC, m.id", QueuedMail.class)
                .setParameter("sent", MailState.SENT).setMaxResults(Math.min(most, PAGE)).getResultList();
    }

    /** Where mail goes now, in words. */
    @RolesAllowed("dr.settings.manage")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public String destination() {
        return Post.destination(settings);
    }

    /**
     * Sends one mail on the spot, past the outbox, to try the way out with the settings as they are; nothing is tried
     * again. It takes as long as the mail server takes to answer, or to be given up.
     */
    @RolesAllowed("dr.settings.manage")
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public TestMail test(Recipient to) {
        MailText text = MailText.headline("Mail from Disaster Recovery Admin arrives")
                .paragraph("Somebody has sent this mail from Settings > Mail to try the way out. Nothing else has happened.");
        OutboxMail mail = new OutboxMail(Mail.of("test/" + UUID.randomUUID(), "Test mail from Disaster Recovery Admin", text), to, clock.now(em));
        TestMail tested = mail.state() == MailState.FAILED ? new TestMail(false, "Your account has no e-mail address that can work. Enter one first.") : sent(mail);
        Entry entry = Entry.of(EventType.MAIL_TEST).on(Target.of("Mail", to.address(), to.address()));
        log.writeApart(tested.went() ? entry : entry.failed(tested.words()));
        return tested;
    }

    private TestMail sent(OutboxMail mail) {
        try (Post post = Post.open(settings)) {
            return TestMail.of(post.deliver(mail), mail.recipient());
        } catch (MessagingException | IOException e) {
            return new TestMail(false, Lines.one(e.getMessage()));
        }
    }

    /** Makes a mail due at once, also one that failed for good; refuses for one that has gone or is just going. */
    @RolesAllowed("dr.settings.manage")
    @AllowedWhileReadOnly("Mail that waits must go out during a failover above all; nothing of the organization changes.")
    public void retryNow(String id) {
        if (makeDue("AND m.id = :id").setParameter("id", id).executeUpdate() == 0) {
            throw new Refusal("There is nothing to try again: this mail has been sent meanwhile, is being sent at this "
                    + "moment, or has no address to go to. Reload the page to see where it stands.");
        }
    }

    /** Makes all mail due at once that has not gone; for when the mail server is right again. */
    @RolesAllowed("dr.settings.manage")
    @AllowedWhileReadOnly("Mail that waits must go out during a failover above all; nothing of the organization changes.")
    public void retryAllNow() {
        makeDue("").executeUpdate();
    }

    private Query makeDue(String which) {
        return em.createQuery("UPDATE OutboxMail m SET m.state = :waiting, m.nextAttemptAt = :now "
                        + "WHERE m.state IN :idle AND m.recipient <> '' " + which)
                .setParameter("waiting", MailState.WAITING).setParameter("now", clock.now(em))
                .setParameter("idle", Set.of(MailState.WAITING, MailState.FAILED));
    }
}
