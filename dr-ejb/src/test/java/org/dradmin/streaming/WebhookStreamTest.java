package org.dradmin.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dradmin.TestContainer;
import org.dradmin.test.TestCertificate;
import org.dradmin.test.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook that is up, down, slow, and of another opinion. */
class WebhookStreamTest {

    @TempDir
    static Path folder;
    private static TestCertificate certificate;

    private StreamScene scene;
    private WebhookReceiver receiver;

    @BeforeAll
    static void makeCertificate() {
        certificate = TestCertificate.make(folder, "dns:localhost", "ip:127.0.0.1");
    }

    @BeforeEach
    void setUp() {
        receiver = WebhookReceiver.start(certificate);
        scene = new StreamScene();
        scene.world.setting("dr.stream.files", folder.toString()).setting("dr.secret.stream", WebhookReceiver.SECRET);
    }

    @AfterEach
    void tearDown() {
        receiver.close();
        scene.close();
    }

    private String stream(String name, WebhookReceiver to, String filter) {
        return scene.streams().create(new StreamSettings(name, StreamKind.WEBHOOK, "https://localhost:" + to.port() + "/events", filter,
                "env:DR_SECRET_STREAM", certificate.certificate().toString(), null, null), null);
    }

    private static List<String> uuids(WebhookReceiver from) {
        List<String> uuids = new ArrayList<>();
        for (WebhookReceiver.Received request : from.received()) {
            try {
                for (JsonNode event : new ObjectMapper().readTree(request.body())) {
                    uuids.add(event.path("uuid").asText());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return uuids;
    }

    private void done(String id) {
        scene.until("the last event", () -> scene.row(id).events() == 0 && scene.row(id).unconfirmed() == 0);
    }

    @Test
    void sendsEachEventOnceInOrderAndSigned() {
        String id = stream("Hook", receiver, null);
        scene.write(230);
        List<String> written = scene.uuids();
        done(id);
        assertThat(uuids(receiver)).isEqualTo(written);
        // The receiver refuses a signature that is wrong.
        assertThat(receiver.jobs()).isEqualTo(receiver.received().size()).isEqualTo(3);
        assertThat(scene.row(id).failing()).isFalse();
    }

    @Test
    void sendsOnlyWhatTheFilterWants() {
        String id = stream("Hook", receiver, "eventType sw \"system.log.stream\"");
        scene.write(20);
        scene.uuids();
        done(id);
        assertThat(uuids(receiver)).hasSize(1);
    }

    @Test
    void repeatsTheSameRequestUnderTheSameKeyUntilItIsTaken() {
        AtomicInteger refused = new AtomicInteger();
        receiver.instead(exchange -> WebhookReceiver.answer(exchange, refused.incrementAndGet() < 3 ? 503 : 200, "{\"message\": \"Full\"}"));
        String id = stream("Hook", receiver, null);
        scene.write(5);
        scene.uuids();
        scene.until("a failure", () -> scene.row(id).failing());
        assertThat(scene.row(id).lastError()).contains("answered 503", "Full");
        assertThat(scene.row(id).events()).isEqualTo(6);
        scene.write(5);
        List<String> written = scene.uuids();
        done(id);
        List<String> keys = receiver.received().stream().map(request -> request.headers().get("Idempotency-key").get(0)).toList();
        assertThat(keys.subList(0, 3)).as("what is repeated").containsOnly(keys.get(0));
        assertThat(receiver.received().subList(0, 3)).extracting(WebhookReceiver.Received::body).containsOnly(receiver.received().get(0).body());
        assertThat(new LinkedHashSet<>(uuids(receiver))).containsExactlyElementsOf(written);
        assertThat(scene.row(id).failing()).isFalse();
    }

    @Test
    void sendsLessAtATimeToWhomItIsTooMuchAndLeavesNothingOut() {
        receiver.instead(exchange -> {
            boolean much = receiver.received().get(receiver.received().size() - 1).body().length() > 8000;
            WebhookReceiver.answer(exchange, much ? 413 : 200, "");
        });
        String id = stream("Hook", receiver, null);
        scene.write(60);
        List<String> written = scene.uuids();
        done(id);
        List<String> taken = new ArrayList<>();
        receiver.received().stream().filter(request -> request.body().length() <= 8000).forEach(request -> {
            try {
                new ObjectMapper().readTree(request.body()).forEach(event -> taken.add(event.path("uuid").asText()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(taken).isEqualTo(written);
    }

    @Test
    void saysInWordsWhyItCannotGo() {
        String id = stream("Hook", receiver, null);
        scene.uuids();
        receiver.instead(exchange -> {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example.test/");
            WebhookReceiver.answer(exchange, 302, "");
        });
        scene.until("a failure", () -> scene.row(id).failing());
        assertThat(scene.row(id).lastError()).contains("redirects are not followed", "elsewhere.example.test");
        scene.world.setting("dr.secret.stream", "short");
        scene.until("another failure", () -> scene.row(id).lastError().contains("24 to 64 bytes"));
        scene.world.setting("dr.stream.files", "/nowhere");
        scene.until("another failure", () -> scene.row(id).lastError().contains("dr.stream.files"));
        receiver.close();
        scene.world.setting("dr.stream.files", folder.toString()).setting("dr.secret.stream", WebhookReceiver.SECRET);
        scene.until("another failure", () -> scene.row(id).lastError().contains("cannot be reached"));
    }

    @Test
    void letsOneNodeStreamAtATimeAndTheOtherGoOnAfterACrash() {
        String id = stream("Hook", receiver, null);
        scene.write(10);
        scene.uuids();
        scene.world.get(Streamer.class).look();
        int so = receiver.received().size();
        assertThat(so).isEqualTo(1);
        try (TestContainer node = scene.anotherNode()) {
            scene.write(10);
            List<String> written = scene.uuids();
            node.get(Streamer.class).look();
            assertThat(receiver.received()).as("the first one holds the lease").hasSize(so);
            scene.world.inTransaction(() -> scene.world.em().createQuery("UPDATE LogStream s SET s.leaseUntil = NULL").executeUpdate());
            node.get(Streamer.class).look();
            assertThat(uuids(receiver)).isEqualTo(written);
            scene.write(1);
            scene.uuids();
            scene.world.get(Streamer.class).look();
            assertThat(scene.row(id).events()).as("who was overtaken sends nothing").isEqualTo(1);
            node.get(Streamer.class).look();
            assertThat(uuids(receiver)).isEqualTo(scene.uuids());
        }
    }

    @Test
    void aSlowTargetHoldsUpNeitherOthersNorWriters() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (WebhookReceiver other = WebhookReceiver.start(certificate)) {
            scene.runIn(threads);
            receiver.instead(exchange -> {
                try {
                    slow.await(2, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                WebhookReceiver.answer(exchange, 200, "");
            });
            String late = stream("Slow", receiver, null);
            String id = stream("Quick", other, null);
            scene.write(50);
            List<String> written = scene.uuids();
            done(id);
            assertThat(uuids(other)).isEqualTo(written.subList(written.size() - uuids(other).size(), written.size())).hasSizeGreaterThanOrEqualTo(51);
            assertThat(scene.row(late).events()).isEqualTo(written.size());
            slow.countDown();
            done(late);
            assertThat(uuids(receiver)).isEqualTo(written);
        } finally {
            slow.countDown();
            threads.shutdown();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}
