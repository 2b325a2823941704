package org.dradmin.recovery.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.dradmin.organization.Side;
import org.dradmin.platform.SecretRef;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.test.TestCertificate;
import org.dradmin.test.WebhookReceiver;

/** A receiver at https://localhost that the server's settings allow, and two domains to move by it. */
final class HookedUp implements AutoCloseable {

    /** Of hook.example.test too, which resolves nowhere. Made once: keytool takes its time. */
    static final TestCertificate CERTIFICATE = TestCertificate.make(folder(), "dns:localhost", "dns:hook.example.test");

    static {
        CERTIFICATE.keyStore().toFile().deleteOnExit();
        CERTIFICATE.certificate().toFile().deleteOnExit();
    }

    final WebhookReceiver receiver = WebhookReceiver.start(CERTIFICATE);
    final Map<String, String> environment = Map.of("dr.connector.hosts", "localhost:" + receiver.port(), "dr.connector.files",
            System.getProperty("java.io.tmpdir"), "dr.secret.hook", WebhookReceiver.SECRET,
            "dr.secret.old", Base64.getEncoder().encodeToString(new byte[24]), "dr.secret.short", "c2hvcnQ=");
    final Settings server = new Settings(key -> Optional.ofNullable(environment.get(key)));
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("dr-webhook-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String at(String path) {
        return "https://localhost:" + receiver.port() + path;
    }

    /** Signed with env:DR_SECRET_HOOK unless others are named. */
    WebhookSettings settings(String status, String verify, String... secrets) {
        List<SecretRef> references = Stream.of(secrets.length == 0 ? new String[] {"env:DR_SECRET_HOOK"} : secrets).map(SecretRef::new).toList();
        return new WebhookSettings(at("/switch"), references, null, status == null ? null : at(status), verify == null ? null : at(verify),
                CERTIFICATE.certificate().toString(), null, 30, 1, null);
    }

    /** With little time for an answer, for those who get none. */
    Configured<?> hurried() {
        WebhookSettings patient = settings(null, "/regions");
        return with(new WebhookSettings(patient.url(), patient.secrets(), null, null, patient.verifyUrl(), patient.caFile(), null, 1, 1, null));
    }

    Configured<?> with(WebhookSettings settings) {
        return with(settings, new Reach(server));
    }

    Configured<?> with(WebhookSettings settings, Reach reach) {
        return new Configured<>(new WebhookConnector(reach, new Secrets(server), Clock.systemUTC(), alarms), settings);
    }

    /** Proved by another path than the receiver's own word. */
    Configured<?> byRegions() {
        return with(settings(null, "/regions"));
    }

    Configured<?> byStatus() {
        return with(settings("/status/{key}", null));
    }

    static Situation situation() {
        return new Situation("11111111-2222-3333-4444-555555555555", "1.1", Mode.PLANNED, Side.DISASTER_RECOVERY, Set.of(), Optional.empty());
    }

    static List<DomainMove> batch() {
        String east = "https://east.example.test";
        String west = "https://west.example.test";
        return List.of(new DomainMove("a.example.test", Side.DISASTER_RECOVERY, "us-east", "us-west", east, west),
                new DomainMove("b.example.test", Side.DISASTER_RECOVERY, "us-east", "us-west", east, west));
    }

    static StepResult switchTo(Configured<?> connector) {
        return one(connector.switchTo(situation(), batch()));
    }

    static StepResult verify(Configured<?> connector) {
        return one(connector.verify(situation(), batch()));
    }

    static StepResult one(Map<String, StepResult> answers) {
        assertThat(answers).hasSize(2);
        assertThat(answers.values().stream().map(Object::getClass).distinct()).as("the same for the whole batch").hasSize(1);
        return answers.get("a.example.test");
    }

    static void refused(StepResult answer, String... said) {
        assertThat(answer).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains(said));
    }

    static void failed(StepResult answer, boolean unreachable, String... said) {
        assertThat(answer).isInstanceOfSatisfying(Failed.class, no -> {
            assertThat(no.reason()).contains(said);
            assertThat(no.unreachable()).isEqualTo(unreachable);
        });
    }

    @Override
    public void close() {
        receiver.close();
        alarms.shutdownNow();
    }
}
