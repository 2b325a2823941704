package org.dradmin.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.organization.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MailDeliveryTest {

    private final TestMailServer server = TestMailServer.plain();
    private final MailWorld world = new MailWorld().sendingTo(server);

    @AfterEach
    void close() {
        world.close();
        server.close();
    }

    @Test
    void sendsWhatWasQueued() throws Exception {
        server.up();
        world.send("operation/7/ended", "ada@example.test", "bo@example.test");

        world.round();

        assertThat(server.taken).extracting(TestMailServer.Taken::to).containsExactlyInAnyOrder("ada@example.test", "bo@example.test");
        assertThat(server.taken.get(0).message().getSubject()).isEqualTo("Failover ended");
        assertThat(world.waiting()).isEmpty();
        assertThat(world.recent()).hasSize(2).allSatisfy(mail -> assertThat(mail.sent()).isEqualTo(world.container.clock().instant()));
    }

    @Test
    void keepsMailWithTheReasonWhileTheServerIsDownAndSendsItOnceWhenItIsBack() {
        world.send("operation/7/ended", "ada@example.test", "bo@example.test");

        world.round();
        world.round();

        assertThat(world.waiting()).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.state()).isEqualTo(MailState.WAITING);
            assertThat(mail.attempts()).isEqualTo(1);
            assertThat(mail.lastError()).contains("localhost:" + server.port, "cannot be used");
            assertThat(mail.nextAttempt()).isEqualTo(world.container.clock().instant().plusSeconds(2));
        });

        server.up();
        world.container.clock().advance(Duration.ofSeconds(2));
        world.round();
        world.container.clock().advance(Duration.ofHours(1));
        world.round();

        assertThat(server.taken).extracting(TestMailServer.Taken::to).containsExactlyInAnyOrder("ada@example.test", "bo@example.test");
        assertThat(world.waiting()).isEmpty();
        assertThat(world.recent()).hasSize(2).allSatisfy(mail -> assertThat(mail.lastError()).isNull());
    }

    @Test
    void neverGivesUpOnAServerThatIsDown() {
        world.send("operation/7/ended", "ada@example.test");
        IntStream.range(0, 200).forEach(i -> {
            world.round();
            world.container.clock().advance(Duration.ofMinutes(10));
        });
        assertThat(world.waiting()).singleElement().satisfies(mail -> assertThat(mail.attempts()).isEqualTo(200));

        server.up();
        world.round();

        assertThat(server.taken).hasSize(1);
    }

    @Test
    void failsOnlyTheMailWhoseAddressIsRefused() {
        server.refuse("gone@example.test", 550, "5.1.1 No such user").up();
        world.send("operation/7/ended", "gone@example.test", "ada@example.test");

        world.round();
        world.container.clock().advance(Duration.ofDays(1));
        world.round();

        assertThat(server.taken).extracting(TestMailServer.Taken::to).containsExactly("ada@example.test");
        assertThat(world.waiting()).singleElement().satisfies(mail -> {
            assertThat(mail.state()).isEqualTo(MailState.FAILED);
            assertThat(mail.lastError()).contains("550 5.1.1 No such user");
            assertThat(mail.attempts()).isEqualTo(1);
        });
    }

    @Test
    void triesAgainAtOnceWhenAsked() {
        server.refuse("ada@example.test", 550, "5.7.1 Relaying denied").up();
        world.send("operation/7/ended", "ada@example.test");
        world.round();
        server.acceptAgain("ada@example.test");

        world.notifications().retryNow(world.waiting().get(0).id());
        world.round();

        assertThat(server.taken).hasSize(1);
        String gone = world.recent().get(0).id();
        assertThatThrownBy(() -> world.notifications().retryNow(gone)).isInstanceOf(Refusal.class);
    }

    @Test
    void triesEverythingAgainAtOnceWhenAsked() {
        server.refuse("gone@example.test", 550, "5.7.1 Relaying denied").refuse("busy@example.test", 451, "4.7.1 Greylisted").up();
        world.send("operation/7/ended", "gone@example.test", "busy@example.test");
        world.round();
        server.acceptAgain("gone@example.test");
        server.acceptAgain("busy@example.test");

        world.notifications().retryAllNow();
        world.round();

        assertThat(server.taken).hasSize(2);
        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void goesOnWithTheOthersWhenOneIsRefusedForNow() {
        server.refuse("busy@example.test", 451, "4.7.1 Greylisted").up();
        world.send("operation/7/ended", "ada@example.test", "busy@example.test", "bo@example.test");

        world.round();

        assertThat(server.taken).hasSize(2);
        assertThat(world.waiting()).singleElement().satisfies(mail -> assertThat(mail.lastError()).contains("451 4.7.1 Greylisted"));
    }

    @Test
    void leavesToAnotherNodeWhatItSendsAtThisMoment() {
        server.up();
        world.send("operation/7/ended", "ada@example.test");
        OutboxMail here = world.container.get(Outbox.class).claim(world.waiting().get(0).id()).orElseThrow();

        try (MailWorld other = world.anotherNode()) {
            other.round();
            assertThat(server.taken).isEmpty();
            assertThat(other.container.get(Outbox.class).claim(here.id())).isEmpty();
        }
    }

    @Test
    void takesOverWhatADeadNodeHeldAndIgnoresThatNodesLateWord() {
        server.up();
        world.send("operation/7/ended", "ada@example.test");
        OutboxMail late = world.container.get(Outbox.class).claim(world.waiting().get(0).id()).orElseThrow();

        try (MailWorld other = world.anotherNode()) {
            world.container.clock().advance(Outbox.CLAIM);
            other.round();
            world.container.get(Outbox.class).postpone(late, "too late");

            assertThat(server.taken).hasSize(1);
            assertThat(other.waiting()).isEmpty();
        }
    }

    @Test
    @Timeout(120)
    void sendsEachMailOnceFromTwoNodesAtTheSameTime() throws Exception {
        server.up();
        String[] addresses = IntStream.range(0, 120).mapToObj(i -> "admin" + i + "@example.test").toArray(String[]::new);
        world.send("operation/7/ended", addresses);

        try (MailWorld other = world.anotherNode()) {
            IntStream.range(0, 8).parallel().forEach(i -> {
                (i % 2 == 0 ? world : other).round();
                (i % 2 == 0 ? world : other).round();
            });
            while (!world.waiting().isEmpty()) {
                world.round();
            }
        }

        assertThat(server.taken).extracting(TestMailServer.Taken::to).containsExactlyInAnyOrder(addresses);
    }

    @Test
    void writesWholeFilesWhereNoServerIsSet(@TempDir Path data) throws Exception {
        world.container.setting("dr.mail.host", "").setting("dr.data.dir", data.toString());
        world.send("operation/7/ended", "ada@example.test");
        String id = world.waiting().get(0).id();

        world.round();

        Path file = data.resolve("mail").resolve("20260301T030000.000Z-" + id + ".eml");
        try (Stream<Path> files = Files.list(data.resolve("mail"))) {
            assertThat(files).containsExactly(file);
        }
        assertThat(Files.readString(file)).contains("To: Admin <ada@example.test>\r\n", "Subject: Failover ended\r\n",
                "multipart/alternative", "<p>html</p>");
        assertThat(world.recent()).hasSize(1);
    }

    @Test
    void saysWhyAFileCannotBeWrittenAndWritesItLater(@TempDir Path data) throws Exception {
        world.container.setting("dr.mail.host", "").setting("dr.data.dir", data.toString());
        Path blocker = Files.createFile(data.resolve("mail"));
        world.send("operation/7/ended", "ada@example.test");

        world.round();
        assertThat(world.waiting()).singleElement()
                .satisfies(mail -> assertThat(mail.lastError()).contains(blocker.toString(), "cannot be made"));

        Files.delete(blocker);
        world.container.clock().advance(Duration.ofSeconds(2));
        world.round();
        assertThat(world.recent()).hasSize(1);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        server.up();
        world.container.setting("dr.mail.from", "nobody at all");
        world.send("operation/7/ended", "ada@example.test");

        world.round();

        assertThat(world.waiting()).singleElement().satisfies(mail -> assertThat(mail.lastError()).contains("dr.mail.from"));
    }

    @Test
    void forgetsWhatWasSentLongAgoAndNothingElse() {
        server.refuse("gone@example.test", 550, "No such user").up();
        world.send("operation/7/ended", "ada@example.test", "gone@example.test");
        world.round();
        world.container.clock().advance(Outbox.KEPT.plusDays(1));
        world.send("operation/8/ended", "ada@example.test");
        world.round();

        world.container.get(MailDelivery.class).purge();

        assertThat(world.recent()).hasSize(1);
        assertThat(world.waiting()).extracting(QueuedMail::recipient).isEqualTo(List.of("gone@example.test"));
    }
}
