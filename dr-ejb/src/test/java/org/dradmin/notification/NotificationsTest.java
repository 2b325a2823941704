package org.dradmin.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBTransactionRequiredException;
import java.time.Instant;
import java.util.List;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationsTest {

    private static final Mail MAIL = new Mail("operation/7/ended", "Failover ended", "text", "<p>html</p>");

    private final MailWorld world = new MailWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void queuesOneMailForEachRecipient() {
        world.send("operation/7/ended", "ada@example.test", "bo@example.test");

        assertThat(world.waiting()).extracting(QueuedMail::recipient).containsExactlyInAnyOrder("ada@example.test", "bo@example.test");
        assertThat(world.waiting()).allSatisfy(mail -> {
            assertThat(mail.state()).isEqualTo(MailState.WAITING);
            assertThat(mail.since()).isEqualTo(world.container.clock().instant());
            assertThat(mail.attempts()).isZero();
            assertThat(mail.lastError()).isNull();
        });
    }

    @Test
    void queuesTheSameMailOnceForOneAddress() {
        world.send("operation/7/ended", "ada@example.test", "ADA@example.test");
        world.send("operation/7/ended", "ada@example.test", "bo@example.test");
        world.send("operation/8/ended", "ada@example.test");

        assertThat(world.waiting()).extracting(QueuedMail::recipient)
                .containsExactlyInAnyOrder("ada@example.test", "bo@example.test", "ada@example.test");
    }

    @Test
    void forgetsTheMailOfAChangeThatWasRolledBack() {
        assertThatThrownBy(() -> world.container.inTransaction(() -> {
            world.notifications().send(MAIL, List.of(new Recipient("Ada", "ada@example.test")));
            throw new IllegalArgumentException("the change failed");
        })).hasMessage("the change failed");

        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void queuesNothingOutsideABusinessTransaction() {
        assertThatThrownBy(() -> world.notifications().send(MAIL, List.of(new Recipient("Ada", "ada@example.test"))))
                .isInstanceOf(EJBTransactionRequiredException.class);
    }

    @Test
    void recordsAnAddressThatCannotWorkInsteadOfFailingTheChange() {
        world.container.inTransaction(() -> world.notifications().send(MAIL,
                List.of(new Recipient("Ada", null), new Recipient("Bo", "bo at example"), new Recipient("Cy", "cy@example.test"))));

        assertThat(world.waiting()).extracting(QueuedMail::state)
                .containsExactlyInAnyOrder(MailState.FAILED, MailState.FAILED, MailState.WAITING);
        assertThat(world.waiting()).filteredOn(mail -> mail.recipientName().equals("Ada"))
                .singleElement().satisfies(mail -> assertThat(mail.lastError()).startsWith("There is no email address"));
    }

    @Test
    void showsAndRepeatsMailOnlyForThoseWhoMayManageSettings() {
        world.container.as("eve", List.of("dr.user"), () -> {
            assertThatThrownBy(() -> world.waiting()).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> world.recent()).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> world.notifications().destination()).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> world.notifications().retryNow("x")).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> world.notifications().retryAllNow()).isInstanceOf(EJBAccessException.class);
        });
        world.container.as("ada", List.of("dr.settings.manage"), () -> assertThat(world.waiting()).isEmpty());
    }

    @Test
    void worksWhileTheOrganizationIsReadOnly() {
        world.container.inTransaction(() -> {
            world.container.em().persist(new Organization("o", "Example", Instant.EPOCH));
            world.container.em().flush();
            world.container.em().createQuery("UPDATE Organization o SET o.serviceMode = org.dradmin.organization.ServiceMode.READ_ONLY")
                    .executeUpdate();
        });

        world.send("operation/7/ended", "ada@example.test");
        world.notifications().retryNow(world.waiting().get(0).id());

        assertThat(world.waiting()).hasSize(1);
    }

    @Test
    void refusesToRepeatWhatHasGone() {
        assertThatThrownBy(() -> world.notifications().retryNow("unknown"))
                .isInstanceOf(Refusal.class).hasMessageContaining("nothing to try again");
    }

    @Test
    void saysWhereMailGoes() {
        world.container.setting("dr.data.dir", "/var/lib/dr");
        assertThat(world.notifications().destination()).contains("/var/lib/dr/mail", "dr.mail.host");

        world.container.setting("dr.mail.host", "mail.example.test").setting("dr.mail.from", "dr@example.test");
        assertThat(world.notifications().destination())
                .isEqualTo("To the mail server mail.example.test:587 with STARTTLS, without signing in, from dr@example.test.");

        world.container.setting("dr.mail.port", "465").setting("dr.mail.user", "dr").setting("dr.mail.password", "s3cret");
        assertThat(world.notifications().destination())
                .isEqualTo("To the mail server mail.example.test:465 over TLS, signed in as dr, from dr@example.test.");
    }

    @Test
    void sendsATestMailOnTheSpotAndTellsWhatBecameOfIt() {
        TestMail tested = world.notifications().test(new Recipient("Ada", "ada@example.test"));
        assertThat(tested.went()).as(tested.words()).isTrue();
        assertThat(world.waiting()).as("past the outbox").isEmpty();

        world.container.setting("dr.mail.host", "127.0.0.1").setting("dr.mail.port", "1");
        assertThat(world.notifications().test(new Recipient("Ada", "ada@example.test"))).satisfies(failed -> {
            assertThat(failed.went()).isFalse();
            assertThat(failed.words()).contains("The mail server 127.0.0.1:1 cannot be used");
        });
        assertThat(world.notifications().test(new Recipient("Ada", "")).words()).contains("no e-mail address");
        assertThat(world.container.inTransaction(() -> world.container.em().createQuery(
                "SELECT e.outcome FROM LogEvent e WHERE e.eventType = 'system.mail.test'", Object.class).getResultList())).hasSize(3);
    }
}
