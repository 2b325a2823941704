package org.dradmin.streaming;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.dradmin.access.SuperAdminMail;
import org.dradmin.notification.Mail;
import org.dradmin.notification.MailText;
import org.dradmin.organization.Organizations;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * Tells super admins once that a stream stands still, and once that it goes on again: each with an event, in one
 * transaction, by whichever node is first. Public only because the container asks for it.
 */
@Stateless
@PermitAll
public class StreamAlarm {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private DatabaseClock clock;
    @Inject
    private SystemLog log;
    @Inject
    private SuperAdminMail superAdmins;
    @Inject
    private Organizations organizations;
    @Inject
    private Settings settings;

    /** The streams of which something is to be told. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> due() {
        return em.createQuery("SELECT s.id FROM LogStream s WHERE s.stalledAt IS NULL AND s.pausedAt IS NULL AND s.failingSince <= :longAgo"
                        + " OR s.stalledAt IS NOT NULL AND s.failingSince IS NULL", String.class)
                .setParameter("longAgo", clock.now(em).minus(settings.streamStalled())).getResultList();
    }

    /** How many streams stand still. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long stalled() {
        return em.createQuery("SELECT COUNT(s) FROM LogStream s WHERE s.stalledAt IS NOT NULL", Long.class).getSingleResult();
    }

    /** Tells it, unless another node has, or it is not so any more. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void tell(String id) {
        Instant now = clock.now(em);
        if (em.createQuery("UPDATE LogStream s SET s.stalledAt = :now WHERE s.id = :id AND s.stalledAt IS NULL AND s.pausedAt IS NULL AND s.failingSince <= :longAgo")
                .setParameter("now", now).setParameter("id", id).setParameter("longAgo", now.minus(settings.streamStalled())).executeUpdate() == 1) {
            LogStream stream = em.find(LogStream.class, id);
            log.write(about(EventType.STREAM_STALL, stream).failed(stream.lastError()).fact("since", stream.failingSince()).fact("place", stream.acknowledged()));
            mail("stalled/" + id + "/" + stream.failingSince().toEpochMilli(), "System Log not arriving: " + stream.name(), MailText
                    .headline("The System Log of " + organizations.name() + " does not arrive where it is streamed to")
                    .paragraph("Nothing is lost: what the target has not taken stays in the System Log and is sent once it can be. Until then whoever watches "
                            + "there sees nothing new.")
                    .fact("Stream", stream.name()).fact("Target", stream.settings().address()).fact("Since", stream.failingSince()).fact("Last error", stream.lastError()));
        } else if (em.createQuery("UPDATE LogStream s SET s.stalledAt = NULL WHERE s.id = :id AND s.stalledAt IS NOT NULL AND s.failingSince IS NULL")
                .setParameter("id", id).executeUpdate() == 1) {
            LogStream stream = em.find(LogStream.class, id);
            log.write(about(EventType.STREAM_RECOVER, stream).fact("place", stream.acknowledged()));
            mail("recovered/" + id + "/" + now.toEpochMilli(), "System Log arriving again: " + stream.name(), MailText
                    .headline("The System Log of " + organizations.name() + " arrives again where it is streamed to")
                    .paragraph("What was written meanwhile is sent in its order.").fact("Stream", stream.name()).fact("Target", stream.settings().address()));
        }
    }

    private static Entry about(EventType type, LogStream stream) {
        return Entry.of(type).by(Actor.SYSTEM).on(Target.of("LogStream", stream.id(), stream.name()));
    }

    private void mail(String about, String subject, MailText text) {
        superAdmins.send(Mail.of("log-stream-" + about, subject, text.link("Streams of the System Log", URI.create(settings.baseUrl() + "/settings/streams.xhtml"))));
    }
}
