package org.dradmin.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dradmin.platform.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpPostTest {

    private static TestIdentity localhost;
    private static TestIdentity somebodyElse;

    private final TestMailServer server = TestMailServer.plain();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeAll
    static void makeIdentities(@TempDir Path one, @TempDir Path two) throws Exception {
        localhost = TestIdentity.of(one, "dns:localhost");
        somebodyElse = TestIdentity.of(two, "dns:mail.example.test");
    }

    @BeforeEach
    void useTheServer() {
        settings.put("dr.mail.host", "localhost");
        settings.put("dr.mail.port", Integer.toString(server.port));
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    @Test
    void sendsOverStartTlsSignedInAsTheAccount() throws Exception {
        server.withStartTls(localhost.server()).withAccount("dr", "s3cret").up();
        settings.putAll(Map.of("dr.mail.user", "dr", "dr.mail.password", "s3cret"));

        assertThat(deliver(localhost, "ada@example.test")).isEqualTo(new Delivery.Done());

        assertThat(server.taken).hasSize(1);
        assertThat(server.taken.get(0).overTls()).isTrue();
        assertThat(server.taken.get(0).signedInAs()).isEqualTo("dr");
        assertThat(server.taken.get(0).to()).isEqualTo("ada@example.test");
    }

    @Test
    void refusesAServerThatDoesNotOfferStartTls() {
        server.withAccount("dr", "s3cret").up();
        settings.putAll(Map.of("dr.mail.user", "dr", "dr.mail.password", "s3cret"));

        assertThatThrownBy(() -> deliver(localhost, "ada@example.test")).isInstanceOf(MessagingException.class)
                .hasMessageContaining("localhost:" + server.port).hasMessageContaining("STARTTLS is required");
        assertThat(server.taken).isEmpty();
    }

    @Test
    void refusesAServerWhoseCertificateIsForAnotherName() {
        server.withStartTls(somebodyElse.server()).up();

        assertThatThrownBy(() -> deliver(somebodyElse, "ada@example.test")).isInstanceOf(MessagingException.class)
                .hasMessageContaining("cannot be used");
        assertThat(server.taken).isEmpty();
    }

    @Test
    void refusesAServerWhoseCertificateNobodyVouchesFor() {
        server.withStartTls(localhost.server()).up();

        assertThatThrownBy(() -> deliver(somebodyElse, "ada@example.test")).isInstanceOf(MessagingException.class)
                .hasMessageContaining("certification path");
        assertThat(server.taken).isEmpty();
    }

    @Test
    void saysThatThePasswordIsWrongWithoutTellingIt() {
        server.withStartTls(localhost.server()).withAccount("dr", "s3cret").up();
        settings.putAll(Map.of("dr.mail.user", "dr", "dr.mail.password", "not-it"));

        assertThatThrownBy(() -> deliver(localhost, "ada@example.test")).isInstanceOf(MessagingException.class)
                .hasMessageContaining("535").hasMessageNotContaining("not-it");
    }

    @Test
    void sendsInTheClearOnlyWhenTold() throws Exception {
        server.up();
        settings.put("dr.mail.starttls", "false");

        assertThat(deliver(localhost, "ada@example.test")).isEqualTo(new Delivery.Done());
        assertThat(server.taken).singleElement().satisfies(mail -> assertThat(mail.overTls()).isFalse());
    }

    @Test
    void tellsAnAddressRefusedForGoodFromOneRefusedForNow() throws Exception {
        server.refuse("gone@example.test", 550, "5.1.1 No such user").refuse("busy@example.test", 451, "4.7.1 Greylisted").up();
        settings.put("dr.mail.starttls", "false");

        assertThat(deliver(localhost, "gone@example.test"))
                .isEqualTo(new Delivery.Refused("The mail server refused the address: 550 5.1.1 No such user"));
        assertThat(deliver(localhost, "busy@example.test"))
                .isEqualTo(new Delivery.NotNow("The mail server did not take the mail: 451 4.7.1 Greylisted"));
    }

    @Test
    void saysThatTheConnectionBroke() throws Exception {
        server.up();
        settings.put("dr.mail.starttls", "false");
        try (SmtpPost post = SmtpPost.connect(settings(), null)) {
            server.close();

            assertThat(post.deliver(mail("ada@example.test"))).isInstanceOf(Delivery.Broken.class);
            assertThat(post.deliver(mail("ada@example.test"))).isInstanceOf(Delivery.Broken.class);
        }
    }

    private Delivery deliver(TestIdentity trusted, String address) throws MessagingException {
        try (SmtpPost post = SmtpPost.connect(settings(), trusted.trust().getSocketFactory())) {
            return post.deliver(mail(address));
        }
    }

    private static OutboxMail mail(String address) {
        return new OutboxMail(new Mail("k", "Failover ended", "text", "<p>html</p>"),
                new Recipient("Ada", address), Instant.parse("2026-03-01T03:00:00Z"));
    }

    private Settings settings() {
        return new Settings(key -> Optional.ofNullable(settings.get(key)));
    }
}
