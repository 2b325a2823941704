package org.dradmin.recovery.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.webhook.HookedUp.batch;
import static org.dradmin.recovery.connector.webhook.HookedUp.failed;
import static org.dradmin.recovery.connector.webhook.HookedUp.one;
import static org.dradmin.recovery.connector.webhook.HookedUp.refused;
import static org.dradmin.recovery.connector.webhook.HookedUp.situation;
import static org.dradmin.recovery.connector.webhook.HookedUp.switchTo;
import static org.dradmin.recovery.connector.webhook.HookedUp.verify;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.dradmin.platform.SecretRef;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.Await;
import org.dradmin.test.Ports;
import org.dradmin.test.TestCertificate;
import org.dradmin.test.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receiver that answers wrongly, late or not at all, and one that is somebody else. */
class WebhookFaultsTest {

    @TempDir
    private Path folder;
    private final HookedUp hook = new HookedUp();

    @AfterEach
    void close() {
        hook.close();
    }

    @ParameterizedTest
    @CsvSource({"301, Refused", "307, Refused", "400, Refused", "403, Refused", "409, Refused", "422, Refused", "500, Failed", "502, Failed", "503, Failed",
        "206, Failed", "429, Retry", "202, Failed"})
    void readsTheStatus(int status, String kind) {
        hook.receiver.instead(exchange -> WebhookReceiver.answer(exchange, status, ""));
        assertThat(switchTo(hook.byRegions()).getClass().getSimpleName()).isEqualTo(kind);
        assertThat(verify(hook.byRegions())).isNotInstanceOfAny(Done.class, AlreadyDone.class);
    }

    @Test
    void waitsAsLongAsItIsTold() {
        hook.receiver.instead(answering(503, "Retry-After", "7", "busy"));
        assertThat(switchTo(hook.byRegions())).isEqualTo(new Retry(Duration.ofSeconds(7), "localhost:" + hook.receiver.port() + " answered 503 to POST: busy"));
        hook.receiver.instead(answering(429, "Retry-After", "999999999", ""));
        assertThat(switchTo(hook.byRegions())).isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.after()).isEqualTo(Duration.ofMinutes(5)));
        hook.receiver.instead(answering(503, "Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT", ""));
        assertThat(switchTo(hook.byRegions())).isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(1)));
    }

    private static HttpHandler answering(int status, String header, String value, String body) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            WebhookReceiver.answer(exchange, status, body);
        };
    }

    @Test
    void repeatsTheReceiversReasonWithoutItsControlCharacters() {
        hook.receiver.instead(exchange -> WebhookReceiver.answer(exchange, 403, "Not\u001b[31m today\nand more"));
        refused(switchTo(hook.byRegions()), "403", ": Not[31m today");
        hook.receiver.instead(exchange -> WebhookReceiver.answer(exchange, 400, "{\"type\": \"about:blank\", \"detail\": \"us-west is full\"}"));
        refused(switchTo(hook.byRegions()), ": us-west is full");
    }

    @Test
    void followsNoRedirect() {
        try (WebhookReceiver other = WebhookReceiver.start(HookedUp.CERTIFICATE)) {
            hook.receiver.instead(answering(307, "Location", "https://localhost:" + other.port() + "/x", ""));
            refused(switchTo(hook.byRegions()), "redirect", "https://localhost:" + other.port() + "/x");
            hook.receiver.instead(answering(202, "Location", "https://localhost:" + other.port() + "/x", ""));
            failed(switchTo(hook.byRegions()), false, "no Location on the same host");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void readsNoMoreThanItMust() {
        hook.receiver.instead(exchange -> {
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
        failed(switchTo(hook.byRegions()), false, "longer than 2 MiB", "not known");
    }

    @Test
    void waitsForNobodyForEver() {
        hook.receiver.instead(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 300; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause(100);
            }
        });
        long begin = System.nanoTime();
        failed(switchTo(hook.hurried()), false, "not known");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(15));
    }

    @Test
    void takesAnAnswerAfterTheTimeForUnknownAndFindsTheTruthLater() {
        CountDownLatch givenUp = new CountDownLatch(1);
        hook.receiver.instead(exchange -> {
            await(givenUp);
            hook.receiver.instead(null);
            hook.receiver.work(hook.receiver.received().get(0).body());
        });
        failed(switchTo(hook.hurried()), false, "not known");
        givenUp.countDown();
        Await.until("the receiver's work", () -> hook.receiver.regions().size() == batch().size());
        assertThat(one(hook.byRegions().inspect(situation(), batch()))).isInstanceOf(AlreadyDone.class);
        assertThat(verify(hook.byRegions())).isInstanceOf(Done.class);
        assertThat(switchTo(hook.byRegions())).isInstanceOf(Done.class);
    }

    @Test
    void takesABrokenConnectionForUnknown() {
        hook.receiver.instead(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
        });
        failed(switchTo(hook.byRegions()), false, "not known");
    }

    @Test
    void saysWhoIsNotThere() {
        hook.receiver.close();
        failed(switchTo(hook.byRegions()), true, "localhost:" + hook.receiver.port());
    }

    @Test
    void sendsNothingToAServerWithAnotherCertificate() {
        WebhookSettings trustsTheServersStore = new WebhookSettings(hook.at("/switch"), List.of(new SecretRef("env:DR_SECRET_HOOK")), null, null,
                hook.at("/regions"), null, null, null, null, null);
        refused(switchTo(hook.with(trustsTheServersStore)), "certificate", "nothing was sent");
        assertThat(hook.receiver.received()).isEmpty();
    }

    @Test
    void checksTheNameAndNotOnlyWhoSigned() {
        TestCertificate foreign = TestCertificate.make(folder, "dns:other.example.test");
        try (WebhookReceiver other = WebhookReceiver.start(foreign)) {
            String url = "https://localhost:" + other.port();
            Settings allows = new Settings(key -> Optional.ofNullable(key.equals("dr.connector.hosts") ? "localhost" : hook.environment.get(key)));
            WebhookSettings settings = new WebhookSettings(url, List.of(new SecretRef("env:DR_SECRET_HOOK")), null, null, url,
                    foreign.certificate().toString(), null, null, null, null);
            refused(switchTo(hook.with(settings, new Reach(allows))), "certificate", "nothing was sent");
            assertThat(other.received()).isEmpty();
        }
    }

    /** The name resolves nowhere but in this Reach, and there only once for each act. */
    @Test
    void connectsToTheAddressThatWasAllowedAndToNoLaterOne() {
        hook.receiver.takeTime(0);
        AtomicInteger looks = new AtomicInteger();
        Reach rebinding = new Reach(hook.server) {
            @Override
            public List<InetSocketAddress> open(String host, int port) {
                assertThat(host).isEqualTo("hook.example.test");
                return List.of(new InetSocketAddress(looks.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.77", port));
            }
        };
        String url = "https://hook.example.test:" + hook.receiver.port();
        WebhookSettings settings = new WebhookSettings(url + "/switch", List.of(new SecretRef("env:DR_SECRET_HOOK")), null, url + "/status/{key}",
                null, HookedUp.CERTIFICATE.certificate().toString(), null, null, null, null);
        assertThat(switchTo(hook.with(settings, rebinding))).isInstanceOf(Done.class);
        assertThat(hook.receiver.received()).as("the request and the question for its status").hasSize(2)
                .allSatisfy(one -> assertThat(one.headers().get("Host")).containsExactly("hook.example.test:" + hook.receiver.port()));
        assertThat(looks).hasValue(1);
        failed(switchTo(hook.with(settings, rebinding)), true, "hook.example.test");
    }

    @Test
    void goesOnlyWhereTheServerAllows() {
        WebhookSettings elsewhere = new WebhookSettings("https://127.0.0.1:" + hook.receiver.port(), List.of(new SecretRef("env:DR_SECRET_HOOK")),
                null, null, "https://169.254.169.254/latest", null, null, null, null, null);
        refused(switchTo(hook.with(elsewhere)), "dr.connector.hosts");
        refused(one(hook.with(elsewhere).inspect(situation(), batch())), "dr.connector.hosts");
        assertThat(hook.receiver.received()).isEmpty();
    }

    @Test
    void findsAStatusItMayNotAskForBeforeItSendsAnything() {
        WebhookSettings elsewhere = new WebhookSettings(hook.at("/switch"), List.of(new SecretRef("env:DR_SECRET_HOOK")), null,
                "https://192.0.2.1/status/{key}", hook.at("/regions"), HookedUp.CERTIFICATE.certificate().toString(), null, null, null, null);
        refused(one(hook.with(elsewhere).inspect(situation(), batch())), "192.0.2.1", "dr.connector.hosts");
        assertThat(hook.receiver.received()).isEmpty();
    }

    /** Once a job has begun "nothing was done" and "nothing was sent" would not be true. */
    @Test
    void callsAJobUnknownWhoseStatusItMayNotAskFor() {
        hook.receiver.takeTime(1);
        WebhookSettings elsewhere = new WebhookSettings(hook.at("/switch"), List.of(new SecretRef("env:DR_SECRET_HOOK")), null,
                "https://192.0.2.1/status/{key}", hook.at("/regions"), HookedUp.CERTIFICATE.certificate().toString(), null, null, null, null);
        failed(switchTo(hook.with(elsewhere)), false, "has taken it over", "not known", "dr.connector.hosts");
        WebhookSettings nameless = new WebhookSettings(hook.at("/switch"), elsewhere.secrets(), null, "https://none.example.test/status/{key}",
                hook.at("/regions"), elsewhere.caFile(), null, null, null, null);
        assertThat(switchTo(hook.with(nameless))).isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.reason()).contains("does not resolve"));
    }

    @Test
    void asksAgainWhereOnlyTheStatusIsInTrouble() {
        hook.receiver.takeTime(1);
        hook.receiver.instead(exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                WebhookReceiver.answer(exchange, 502, "Bad gateway");
            } else {
                WebhookReceiver.answer(exchange, 202, "");
            }
        });
        assertThat(switchTo(hook.byStatus())).isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.reason()).contains("has taken it over", "502"));
        hook.receiver.instead(null);
        assertThat(switchTo(hook.byStatus())).isInstanceOf(Retry.class);
        assertThat(switchTo(hook.byStatus())).isInstanceOf(Done.class);
    }

    @Test
    void speaksWithoutEncryptionOnlyWhereThePortIsListed() {
        try (WebhookReceiver plain = WebhookReceiver.start(null)) {
            String url = "http://127.0.0.1:" + plain.port();
            WebhookSettings settings = new WebhookSettings(url + "/switch", List.of(new SecretRef("env:DR_SECRET_HOOK")), null, null,
                    url + "/regions", null, null, null, null, null);
            for (String listed : List.of("127.0.0.1", "127.0.0.0/8", "127.0.0.1:" + Ports.free())) {
                refused(switchTo(hook.with(settings, reach(listed))), "dr.connector.hosts");
            }
            assertThat(plain.received()).isEmpty();
            assertThat(switchTo(hook.with(settings, reach("127.0.0.1:" + plain.port())))).isInstanceOf(Done.class);
        }
    }

    private static Reach reach(String hosts) {
        return new Reach(new Settings(key -> Optional.ofNullable(key.equals("dr.connector.hosts") ? hosts : null)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
