package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.Figures;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Needs;
import org.dradmin.test.Operator;
import org.dradmin.test.Ports;
import org.dradmin.test.TestOrganization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A failover whose SMTP server is not there: it delays nothing, and every mail goes, once, when it is back. */
@Needs("chromium")
class MailSystemIT {

    /** More than a failover of a few domains takes anywhere, and far less than a mail server's silence lasts. */
    private static final Duration NOT_DELAYED = Duration.ofSeconds(10);

    private final int port = Ports.free();
    private final GreenMail smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final MicroServer server = MicroServer.withEmptyData("mail").with("dr.org.file", TestOrganization.file(5, 1).toString())
            .with("dr.mail.host", "127.0.0.1").with("dr.mail.port", Integer.toString(port)).with("dr.mail.starttls", "false");

    @AfterEach
    void stop() {
        server.stop();
        smtp.stop();
    }

    @Test
    void failsOverAtOnceWithoutAMailServerAndSendsEveryMailOnceWhenItIsBack() throws IOException {
        server.start();
        try (Operator ada = new Operator()) {
            ada.enter(server.uri());
            Duration nobodyListens = move(ada, "Failover", "Failed over", "system.dr.failover");
            Duration silent;
            // Takes the connection, as the kernel does for it, and never says a word.
            try (ServerSocket mute = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"))) {
                silent = move(ada, "Failback", "Not failed over", "system.dr.failback");
                assertThat(mute.isBound()).isTrue();
            }
            Figures.print("Operations while the mail server is away", List.of(
                    "failover of 5 domains, nobody listens:        " + nobodyListens.toMillis() + " ms",
                    "failback of 5 domains, server never answers:  " + silent.toMillis() + " ms"));
            assertThat(List.of(nobodyListens, silent)).allMatch(time -> time.compareTo(NOT_DELAYED) < 0);

            ada.page().navigate("/settings/mail.xhtml");
            assertThat(ada.page().locator("main").innerText()).contains("Failover started", "Failback succeeded", TestOrganization.address(TestOrganization.OTHER_ADMIN));

            smtp.start();
            DeployedServer.await("All mail", Duration.ofMinutes(5), server.process(), () -> smtp.getReceivedMessages().length >= 8);
            Duration undisturbed = move(ada, "Failover", "Failed over", "system.dr.failover");
            assertThat(undisturbed).isLessThan(NOT_DELAYED);
            DeployedServer.await("The mail of the next failover", Duration.ofMinutes(3), server.process(), () -> smtp.getReceivedMessages().length >= 12);
        }
        Map<String, Long> expected = new TreeMap<>();
        for (String subject : List.of("Failover started", "Failover succeeded", "Failback started", "Failback succeeded")) {
            for (String admin : List.of(TestOrganization.ADMIN, TestOrganization.OTHER_ADMIN)) {
                expected.put(TestOrganization.address(admin) + " " + subject, subject.startsWith("Failover") ? 2L : 1L);
            }
        }
        assertThat(received()).isEqualTo(expected);
        assertThat(Arrays.stream(smtp.getReceivedMessages()).map(MailSystemIT::messageId)).as("no mail twice").doesNotHaveDuplicates();
    }

    /** @return how long the operation took from its request to its end, as its event tells */
    private static Duration move(Operator ada, String kind, String status, String event) {
        ada.page().navigate("/console/index.xhtml");
        ada.start(kind);
        ada.awaitStatus(status);
        Matcher time = Pattern.compile("actualRecoveryTime\\W+(PT[0-9.HMS]+)").matcher(ada.events(event).get(0));
        assertThat(time.find()).isTrue();
        return Duration.parse(time.group(1));
    }

    private Map<String, Long> received() {
        return Stream.of(smtp.getReceivedMessages()).map(MailSystemIT::told).collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static String told(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString().replaceAll(".*<|>.*", "") + " " + mail.getSubject().replaceAll(":.*", "");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
