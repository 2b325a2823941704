package org.dradmin.recovery.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.dradmin.organization.Side;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.ConnectorContract;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.SecretRef;
import org.dradmin.recovery.connector.Secrets;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.Ports;
import org.dradmin.test.TestCertificate;
import org.dradmin.test.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real HTTPS server that behaves, and one that does not. */
class WebhookConnectorTest extends ConnectorContract {

    private static final ScheduledExecutorService ALARMS = Executors.newSingleThreadScheduledExecutor();
    @TempDir
    private static Path folder;
    private static TestCertificate certificate;

    private final WebhookReceiver receiver = WebhookReceiver.start(certificate);
    private final Map<String, String> environment = Map.of("dr.connector.hosts", "localhost:" + receiver.port(), "dr.connector.files",
            folder.toString(), "dr.secret.hook", WebhookReceiver.SECRET, "dr.secret.old", Base64.getEncoder().encodeToString(new byte[24]),
            "dr.secret.short", "c2hvcnQ=");
    private final Settings server = new Settings(key -> Optional.ofNullable(environment.get(key)));

    @BeforeAll
    static void makeCertificate() {
        certificate = TestCertificate.make(folder, "dns:localhost", "dns:hook.example.test");
    }

    @AfterAll
    static void end() {
        ALARMS.shutdownNow();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private WebhookSettings settings(String status, String verify, String... secrets) {
        List<SecretRef> references = secrets.length == 0 ? List.of(new SecretRef("env:DR_SECRET_HOOK"))
                : List.of(secrets).stream().map(SecretRef::new).toList();
        return new WebhookSettings(at("/switch"), references, null, status == null ? null : at(status), verify == null ? null : at(verify),
                certificate.certificate().toString(), null, 1, 1, null);
    }

    private String at(String path) {
        return "https://localhost:" + receiver.port() + path;
    }

    private Configured<?> with(WebhookSettings settings) {
        return with(settings, new Reach(server));
    }

    private Configured<?> with(WebhookSettings settings, Reach reach) {
        return new Configured<>(new WebhookConnector(reach, new Secrets(server), Clock.systemUTC(), ALARMS), settings);
    }

    @Override
    protected Configured<?> connector() {
        return with(settings(null, "/regions"));
    }

    private Configured<?> byStatus() {
        return with(settings("/status/{key}", null));
    }

    @Override
    protected List<DomainMove> batch() {
        URI east = URI.create("https://east.example.test");
        URI west = URI.create("https://west.example.test");
        return List.of(new DomainMove("a.example.test", Side.DISASTER_RECOVERY, "us-east", "us-west", east, west),
                new DomainMove("b.example.test", Side.DISASTER_RECOVERY, "us-east", "us-west", east, west));
    }

    @Override
    protected void undo(List<DomainMove> batch) {
        batch.forEach(move -> receiver.regions().put(move.domain(), "us-east"));
    }

    @Override
    protected void cutOff() {
        receiver.close();
    }

    private StepResult switchTo(Configured<?> connector) {
        return one(connector.switchTo(situation(), batch()));
    }

    private StepResult verify(Configured<?> connector) {
        return one(connector.verify(situation(), batch()));
    }

    private static StepResult one(Map<String, StepResult> answers) {
        assertThat(answers).hasSize(2);
        assertThat(answers.values().stream().map(Object::getClass).distinct()).as("the same for the whole batch").hasSize(1);
        return answers.get("a.example.test");
    }

    private static void refused(StepResult answer, String... said) {
        assertThat(answer).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains(said));
    }

    private static void failed(StepResult answer, boolean unreachable, String... said) {
        assertThat(answer).isInstanceOfSatisfying(Failed.class, no -> {
            assertThat(no.reason()).contains(said);
            assertThat(no.unreachable()).isEqualTo(unreachable);
        });
    }

    @Test
    void sendsTheRequestThatItShowed() {
        Change change = connector().changes(situation(), batch()).get(0);
        switchTo(connector());
        WebhookReceiver.Received sent = receiver.received().get(0);
        String key = "11111111-2222-3333-4444-555555555555_1-1_dr";
        assertThat(change.to()).isEqualTo("localhost");
        assertThat(change.domains()).isEqualTo(2);
        assertThat(change.text()).startsWith("POST " + at("/switch") + "\n").endsWith("\n\n" + sent.body())
                .contains("Idempotency-Key: " + key, "Webhook-Id: " + key, "v1,<HMAC-SHA256 by env:DR_SECRET_HOOK>")
                .doesNotContain(WebhookReceiver.SECRET);
        assertThat(sent.headers().get("Idempotency-key")).containsExactly(key);
        assertThat(sent.headers().get("Content-type")).containsExactly("application/json");
        assertThat(sent.body()).contains("\"type\" : \"dr.failover\"", "\"mode\" : \"planned\"", "\"region\" : \"us-west\"", "https://west.example.test");
    }

    @Test
    void isDoneOnceForAKeyAndAgainForTheWayBack() {
        switchTo(connector());
        switchTo(connector());
        assertThat(receiver.jobs()).isEqualTo(1);
        assertThat(receiver.received().get(0).body()).isEqualTo(receiver.received().get(1).body());
        Situation back = new Situation(situation().operationId(), "1.1", Mode.PLANNED, Side.PRIMARY, Set.of(), Optional.empty());
        List<DomainMove> home = batch().stream().map(move -> new DomainMove(move.domain(), Side.PRIMARY, "us-west", "us-east",
                move.toEndpoint(), move.fromEndpoint())).toList();
        assertThat(connector().switchTo(back, home).values()).hasOnlyElementsOfType(Done.class);
        assertThat(receiver.jobs()).isEqualTo(2);
        assertThat(receiver.regions()).containsEntry("a.example.test", "us-east");
    }

    @Test
    void asksALongJobUntilItIsDone() {
        for (Configured<?> connector : List.of(byStatus(), connector())) {
            receiver.takeTime(1);
            receiver.regions().clear();
            Situation situation = new Situation("22222222-0000-0000-0000-00000000000" + receiver.jobs(), "2.1", Mode.PLANNED,
                    Side.DISASTER_RECOVERY, Set.of(), Optional.empty());
            int before = receiver.jobs();
            assertThat(one(connector.switchTo(situation, batch()))).isInstanceOfSatisfying(Retry.class, retry -> {
                assertThat(retry.reason()).contains("still at it", "moving");
                assertThat(retry.after()).isEqualTo(Duration.ofSeconds(1));
            });
            assertThat(one(connector.switchTo(situation, batch()))).isInstanceOf(Done.class);
            assertThat(one(connector.verify(situation, batch()))).isInstanceOf(Done.class);
            assertThat(receiver.jobs()).isEqualTo(before + 1);
        }
    }

    @Test
    void saysWhenTheReceiversWordIsAllThereIs() {
        assertThat(one(byStatus().inspect(situation(), batch()))).isInstanceOf(Done.class);
        failed(verify(byStatus()), false, "404");
        switchTo(byStatus());
        assertThat(verify(byStatus())).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.seen()).contains("the receiver's word is all there is");
            assertThat(done.proof()).containsEntry("status", 200);
        });
        assertThat(verify(connector())).isInstanceOfSatisfying(Done.class, done -> assertThat(done.seen()).doesNotContain("word"));
        assertThat(one(byStatus().inspect(situation(), batch()))).isInstanceOf(AlreadyDone.class);
    }

    @Test
    void readsAnAnswerForEachDomain() {
        receiver.instead(exchange -> WebhookReceiver.answer(exchange, 200, "{\"status\": \"succeeded\", \"domains\": {\"b.example.test\":"
                + " {\"status\": \"failed\", \"message\": \"no such\\u0007 pool\"}}}"));
        Map<String, StepResult> answers = byStatus().switchTo(situation(), batch());
        assertThat(answers.get("a.example.test")).isInstanceOf(Done.class);
        failed(answers.get("b.example.test"), false, "no such pool");
        receiver.instead(exchange -> WebhookReceiver.answer(exchange, 200, "{\"status\": \"failed\", \"domains\": {\"b.example.test\":"
                + " {\"status\": \"running\"}}}"));
        assertThat(switchTo(byStatus())).as("the batch stays together under its key").isInstanceOf(Retry.class);
        receiver.instead(exchange -> WebhookReceiver.answer(exchange, 200, "{\"status\": \"fine\"}"));
        failed(switchTo(byStatus()), false, "\"fine\"");
    }

    @ParameterizedTest
    @CsvSource({"301, Refused", "307, Refused", "400, Refused", "403, Refused", "409, Refused", "422, Refused", "500, Failed", "502, Failed", "503, Failed",
        "206, Failed", "429, Retry", "202, Failed"})
    void readsTheStatus(int status, String kind) {
        receiver.instead(exchange -> WebhookReceiver.answer(exchange, status, ""));
        assertThat(switchTo(connector()).getClass().getSimpleName()).isEqualTo(kind);
        assertThat(verify(connector())).isNotInstanceOfAny(Done.class, AlreadyDone.class);
    }

    @Test
    void waitsAsLongAsItIsTold() {
        receiver.instead(answering(503, "Retry-After", "7", "busy"));
        assertThat(switchTo(connector())).isEqualTo(new Retry(Duration.ofSeconds(7), "localhost answered 503 to POST: busy"));
        receiver.instead(answering(429, "Retry-After", "999999999", ""));
        assertThat(switchTo(connector())).isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.after()).isEqualTo(Duration.ofMinutes(5)));
        receiver.instead(answering(503, "Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT", ""));
        assertThat(switchTo(connector())).isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(1)));
    }

    private static HttpHandler answering(int status, String header, String value, String body) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            WebhookReceiver.answer(exchange, status, body);
        };
    }

    @Test
    void repeatsTheReceiversReasonWithoutItsControlCharacters() {
        receiver.instead(exchange -> WebhookReceiver.answer(exchange, 403, "Not\u001b[31m today\nand more"));
        refused(switchTo(connector()), "403", ": Not[31m today");
        receiver.instead(exchange -> WebhookReceiver.answer(exchange, 400, "{\"type\": \"about:blank\", \"detail\": \"us-west is full\"}"));
        refused(switchTo(connector()), ": us-west is full");
    }

    @Test
    void followsNoRedirect() {
        try (WebhookReceiver other = WebhookReceiver.start(certificate)) {
            receiver.instead(answering(307, "Location", "https://localhost:" + other.port() + "/x", ""));
            refused(switchTo(connector()), "redirect", "https://localhost:" + other.port() + "/x");
            receiver.instead(answering(202, "Location", "https://localhost:" + other.port() + "/x", ""));
            failed(switchTo(connector()), false, "no Location on the same host");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void readsNoMoreThanItMust() {
        receiver.instead(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            try {
                while (true) {
                    exchange.getResponseBody().write(block);
                }
            } catch (IOException e) {
                // The other side has had enough.
            }
        });
        failed(switchTo(connector()), false, "longer than 2 MiB", "not known");
    }

    @Test
    void waitsForNobodyForEver() {
        receiver.instead(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 60; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause(100);
            }
        });
        long begin = System.nanoTime();
        failed(switchTo(connector()), false, "not known");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
    }

    @Test
    void takesAnAnswerAfterTheTimeForUnknownAndFindsTheTruthLater() throws InterruptedException {
        receiver.instead(exchange -> {
            pause(1300);
            receiver.work(receiver.received().get(0).body());
            receiver.instead(null);
        });
        failed(switchTo(connector()), false, "not known");
        for (int i = 0; i < 100 && receiver.regions().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(one(connector().inspect(situation(), batch()))).isInstanceOf(AlreadyDone.class);
        assertThat(verify(connector())).isInstanceOf(Done.class);
        assertThat(switchTo(connector())).isInstanceOf(Done.class);
    }

    @Test
    void takesABrokenConnectionForUnknown() {
        receiver.instead(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
        });
        failed(switchTo(connector()), false, "not known");
    }

    @Test
    void saysWhoIsNotThere() {
        receiver.close();
        failed(switchTo(connector()), true, "localhost:" + receiver.port());
    }

    @Test
    void sendsNothingToAServerWithAnotherCertificate() {
        WebhookSettings trustsTheServersStore = new WebhookSettings(at("/switch"), List.of(new SecretRef("env:DR_SECRET_HOOK")), null, null,
                at("/regions"), null, null, 2, null, null);
        refused(switchTo(with(trustsTheServersStore)), "certificate", "nothing was sent");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void checksTheNameAndNotOnlyWhoSigned() {
        TestCertificate foreign = TestCertificate.make(folder, "dns:other.example.test");
        try (WebhookReceiver other = WebhookReceiver.start(foreign)) {
            String url = "https://localhost:" + other.port();
            Settings allows = new Settings(key -> Optional.ofNullable(key.equals("dr.connector.hosts") ? "localhost" : environment.get(key)));
            WebhookSettings settings = new WebhookSettings(url, List.of(new SecretRef("env:DR_SECRET_HOOK")), null, null, url,
                    foreign.certificate().toString(), null, 2, null, null);
            refused(switchTo(with(settings, new Reach(allows))), "certificate", "nothing was sent");
            assertThat(other.received()).isEmpty();
        }
    }

    /** The name resolves nowhere but in this Reach, and there only once for each act. */
    @Test
    void connectsToTheAddressThatWasAllowedAndToNoLaterOne() {
        receiver.takeTime(0);
        AtomicInteger looks = new AtomicInteger();
        Reach rebinding = new Reach(server) {
            @Override
            public List<InetSocketAddress> open(String host, int port) {
                assertThat(host).isEqualTo("hook.example.test");
                return List.of(new InetSocketAddress(looks.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.77", port));
            }
        };
        String url = "https://hook.example.test:" + receiver.port();
        WebhookSettings settings = new WebhookSettings(url + "/switch", List.of(new SecretRef("env:DR_SECRET_HOOK")), null, url + "/status/{key}",
                null, certificate.certificate().toString(), null, 2, null, null);
        assertThat(switchTo(with(settings, rebinding))).isInstanceOf(Done.class);
        assertThat(receiver.received()).as("the request and the question for its status").hasSize(2)
                .allSatisfy(one -> assertThat(one.headers().get("Host")).containsExactly("hook.example.test:" + receiver.port()));
        assertThat(looks).hasValue(1);
        failed(switchTo(with(settings, rebinding)), true, "hook.example.test");
    }

    @Test
    void goesOnlyWhereTheServerAllows() {
        WebhookSettings elsewhere = new WebhookSettings("https://127.0.0.1:" + receiver.port(), List.of(new SecretRef("env:DR_SECRET_HOOK")),
                null, null, "https://169.254.169.254/latest", null, null, null, null, null);
        refused(switchTo(with(elsewhere)), "dr.connector.hosts");
        refused(one(with(elsewhere).inspect(situation(), batch())), "dr.connector.hosts");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void speaksWithoutEncryptionOnlyWhereThePortIsListed() {
        try (WebhookReceiver plain = WebhookReceiver.start(null)) {
            String url = "http://127.0.0.1:" + plain.port();
            WebhookSettings settings = new WebhookSettings(url + "/switch", List.of(new SecretRef("env:DR_SECRET_HOOK")), null, null,
                    url + "/regions", null, null, 2, null, null);
            for (String listed : List.of("127.0.0.1", "127.0.0.0/8", "127.0.0.1:" + Ports.free())) {
                refused(switchTo(with(settings, reach(listed))), "dr.connector.hosts");
            }
            assertThat(plain.received()).isEmpty();
            assertThat(switchTo(with(settings, reach("127.0.0.1:" + plain.port())))).isInstanceOf(Done.class);
        }
    }

    private static Reach reach(String hosts) {
        return new Reach(new Settings(key -> Optional.ofNullable(key.equals("dr.connector.hosts") ? hosts : null)));
    }

    @Test
    void signsWithEverySecretWhileTheyChange() {
        assertThat(switchTo(with(settings(null, "/regions", "env:DR_SECRET_OLD", "env:DR_SECRET_HOOK")))).isInstanceOf(Done.class);
        assertThat(receiver.received().get(0).headers().get("Webhook-signature").get(0).split(" ")).hasSize(2);
        refused(switchTo(with(settings(null, "/regions", "env:DR_SECRET_OLD"))), "401", "The signature is wrong");
    }

    @Test
    void namesASecretThatCannotBeUsed() {
        refused(switchTo(with(settings(null, "/regions", "env:DR_SECRET_NONE"))), "DR_SECRET_NONE");
        StepResult tooShort = switchTo(with(settings(null, "/regions", "env:DR_SECRET_SHORT")));
        refused(tooShort, "env:DR_SECRET_SHORT", "24");
        assertThat(tooShort.toString()).doesNotContain("c2hvcnQ");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void mayBeUndoneOnlyWhereThePlanSaysSo() {
        assertThat(connector().reversible()).isFalse();
        assertThat(connector().patience()).isEqualTo(Duration.ofMinutes(10));
    }

    /** The example of the specification's own libraries. */
    @Test
    void signsAsTheSpecificationHasIt() {
        Settings known = new Settings(key -> Optional.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(Signature.of(List.of(new SecretRef("env:DR_SECRET_X")), new Secrets(known), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                "{\"test\": 2432232314}")).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
