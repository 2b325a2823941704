package org.dradmin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.dradmin.platform.Settings;
import org.junit.jupiter.api.Test;

class OutgoingMessageTest {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Settings SETTINGS = new Settings(key -> Optional.ofNullable(Map.of(
            "dr.base.url", "https://dr.example.test", "dr.mail.from", "dr@example.test").get(key)));

    @Test
    void carriesTheSameMailAsTextAndAsHtml() throws Exception {
        MimeMessage message = sent(new Mail("k", "Failover beendet", "Grüße", "<p>Grüße</p>"), new Recipient("Ada", "ada@example.test"));

        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Grüße");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Grüße</p>");
    }

    @Test
    void namesItsSenderTimeAndKind() throws Exception {
        MimeMessage message = sent(mail("Failover ended"), new Recipient("Žofie Nováková", "zofie@example.test"));

        InternetAddress to = (InternetAddress) message.getAllRecipients()[0];
        assertThat(message.getFrom()).containsExactly(new InternetAddress("dr@example.test"));
        assertThat(to.getAddress()).isEqualTo("zofie@example.test");
        assertThat(to.getPersonal()).isEqualTo("Žofie Nováková");
        assertThat(message.getHeader("Date")).containsExactly("Sun, 1 Mar 2026 03:00:00 +0000");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void keepsItsMessageIdThroughEveryAttempt() throws Exception {
        Recipient ada = new Recipient("Ada", "ada@example.test");

        String first = sent(mail("Failover ended"), ada).getMessageID();

        assertThat(first).isEqualTo(sent(mail("Failover ended"), ada).getMessageID()).endsWith("@dr.example.test>");
        assertThat(sent(mail("Failover ended"), new Recipient("Bo", "bo@example.test")).getMessageID()).isNotEqualTo(first);
    }

    @Test
    void letsNothingFromOutsideBeginAHeader() throws Exception {
        MimeMessage message = sent(mail("Failover\r\nBcc: eve@example.test\r\n\r\n<script>"),
                new Recipient("Ada\r\nBcc: eve@example.test", "ada@example.test"));

        List<String> names = Collections.list(message.getAllHeaders()).stream().map(header -> header.getName()).toList();
        assertThat(names).containsExactlyInAnyOrder("From", "To", "Subject", "Date", "Message-ID", "MIME-Version",
                "Content-Type", "Auto-Submitted");
        assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("ada@example.test"));
        assertThat(message.getSubject()).isEqualTo("Failover Bcc: eve@example.test <script>");
    }

    @Test
    void neverMakesTwoRecipientsOfOneAddress() {
        Instant now = Instant.parse("2026-03-01T03:00:00Z");
        for (String address : List.of("ada@example.test, eve@example.test", "ada@example.test\r\nBcc: eve@example.test",
                "Eve <eve@example.test>", "team: ada@example.test, eve@example.test;", "<eve@example.test>", "ada", "", " ")) {
            assertThat(new OutboxMail(mail("s"), new Recipient("Ada", address), now).state()).as(address).isEqualTo(MailState.FAILED);
        }
    }

    private static Mail mail(String subject) {
        return new Mail("k", subject, "text", "<p>html</p>");
    }

    /** The message as its reader gets it: written and read again. */
    private static MimeMessage sent(Mail mail, Recipient to) throws Exception {
        OutboxMail row = new OutboxMail(mail, to, Instant.parse("2026-03-01T03:00:00Z"));
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        new OutgoingMessage(SESSION, row, SETTINGS).writeTo(wire);
        return new MimeMessage(SESSION, new ByteArrayInputStream(wire.toByteArray()));
    }
}
