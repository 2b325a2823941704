package org.dradmin.notification;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.platform.database.Schema;

/** The notification beans on a database of their own, with the database's time in the test's hand. */
final class MailWorld implements AutoCloseable {

    /** The database's time, moved by the test. */
    static class MovedClock extends DatabaseClock {

        @Inject
        private Clock clock;

        MovedClock() {
        }

        @Override
        public Instant now(EntityManager em) {
            return clock.instant();
        }
    }

    /** The database of a test is migrated before its beans are made. */
    static class ReadySchema extends Schema {

        @Override
        public boolean isReady() {
            return true;
        }
    }

    final TestContainer container;

    MailWorld() {
        this(TestContainer.onDerby());
    }

    private MailWorld(TestContainer container) {
        this.container = container.subclass(DatabaseClock.class, MovedClock.class).replace(Schema.class, new ReadySchema());
    }

    MailWorld anotherNode() {
        return new MailWorld(container.anotherNode());
    }

    MailWorld sendingTo(TestMailServer server) {
        container.setting("dr.mail.host", "localhost").setting("dr.mail.port", Integer.toString(server.port))
                .setting("dr.mail.starttls", "false").setting("dr.mail.from", "dr@example.test");
        return this;
    }

    void send(String key, String... addresses) {
        container.inTransaction(() -> notifications().send(new Mail(key, "Failover ended", "text", "<p>html</p>"),
                List.of(addresses).stream().map(address -> new Recipient("Admin", address)).toList()));
    }

    Notifications notifications() {
        return container.get(Notifications.class);
    }

    /** One second of the timer's life. */
    void round() {
        container.get(MailDelivery.class).round();
    }

    List<QueuedMail> waiting() {
        return notifications().waiting(0, 200);
    }

    List<QueuedMail> recent() {
        return notifications().recent(200);
    }

    @Override
    public void close() {
        container.close();
    }
}
