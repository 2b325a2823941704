package org.dradmin.organization.probe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.dradmin.test.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TestContainer world = TestContainer.onDerby().setting("dr.probe.timeout", "20")
            .replace(ManagedExecutorService.class, (ManagedExecutorService) Proxy.newProxyInstance(ProbeTest.class.getClassLoader(),
                    new Class<?>[] {ManagedExecutorService.class}, (proxy, method, arguments) -> threads.submit((Runnable) arguments[0])));
    private final Probe probe = world.get(Probe.class);

    @AfterEach
    void end() {
        world.close();
        threads.shutdownNow();
    }

    @Test
    void anEndpointThatAnswersIsUpWhateverItAsksOfStrangers() throws IOException {
        for (String head : List.of("200 OK", "401 Unauthorized", "404 Not Found", "429 Too Many Requests")) {
            try (TestEndpoint endpoint = TestEndpoint.saying(head)) {
                assertThat(probe.of(endpoint.uri())).as(head).extracting(ProbeResult::availability, ProbeResult::words)
                        .containsExactly(Availability.UP, "It answers (HTTP " + head.substring(0, 3) + ").");
            }
        }
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (TestEndpoint elsewhere = TestEndpoint.saying("200 OK");
                TestEndpoint endpoint = TestEndpoint.saying("302 Found\r\nLocation: " + elsewhere.uri())) {
            assertThat(probe.of(endpoint.uri()).words()).isEqualTo("It answers (HTTP 302).");
            assertThat(elsewhere.asked()).isZero();
        }
    }

    @Test
    void anErrorOfTheServerIsNoGoodAnswer() throws IOException {
        try (TestEndpoint endpoint = TestEndpoint.saying("503 Service Unavailable")) {
            assertThat(probe.of(endpoint.uri()).availability()).isEqualTo(Availability.DEGRADED);
        }
    }

    @Test
    void whoRefusesBreaksOffOrIsNoWebServerIsUnreachable() throws IOException {
        assertThat(probe.of(URI.create("http://127.0.0.1:" + Ports.free())).words()).contains("refused");
        assertThat(probe.of(URI.create("http://no-such-host.invalid")).words()).contains("does not resolve");
        try (TestEndpoint shut = TestEndpoint.start(connection -> connection.close());
                TestEndpoint babble = TestEndpoint.saying("SSH-2.0")) {
            assertThat(probe.of(shut.uri()).availability()).isEqualTo(Availability.DOWN);
            assertThat(probe.of(babble.uri()).availability()).isEqualTo(Availability.DOWN);
            assertThat(probe.of(URI.create(shut.uri().toString().replace("http:", "https:"))).availability()).isEqualTo(Availability.DOWN);
        }
    }

    @Test
    void givesUpOnWhatHangsAndOnWhatDripsForEver() throws IOException {
        world.setting("dr.probe.timeout", "1");
        try (TestEndpoint silent = TestEndpoint.hanging(); TestEndpoint dripping = TestEndpoint.start(connection -> {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Drip: ".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                connection.getOutputStream().write('.');
                connection.getOutputStream().flush();
                Thread.sleep(50);
            }
        })) {
            long begun = System.nanoTime();
            Map<URI, ProbeResult> results = probe.of(List.of(silent.uri(), dripping.uri()));
            assertThat(results.values()).extracting(ProbeResult::availability, ProbeResult::words)
                    .containsOnly(org.assertj.core.groups.Tuple.tuple(Availability.DOWN, "No answer within 1 s."));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void readsNoMoreThanTheHeadOfAnAnswerAndHangsUp() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (TestEndpoint endless = TestEndpoint.start(connection -> {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try {
                while (true) {
                    connection.getOutputStream().write(new byte[8192]);
                }
            } finally {
                hungUp.countDown();
            }
        })) {
            ProbeResult result = probe.of(endless.uri());
            assertThat(result.availability()).isEqualTo(Availability.UP);
            assertThat(result.took()).isLessThan(Duration.ofSeconds(20));
            assertThat(hungUp.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void aRegionThatHangsWithHundredsOfEndpointsDelaysTheOtherOneByMoments() throws IOException {
        world.setting("dr.probe.timeout", "3");
        try (TestEndpoint silent = TestEndpoint.hanging(); TestEndpoint endpoint = TestEndpoint.saying("200 OK")) {
            List<URI> all = new ArrayList<>(IntStream.range(0, 400).mapToObj(n -> URI.create(silent.uri() + "/" + n)).toList());
            all.add(endpoint.uri());
            long begun = System.nanoTime();
            Map<URI, ProbeResult> results = probe.of(all);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("not three seconds for each few of them").isLessThan(Duration.ofSeconds(15));
            assertThat(results.get(endpoint.uri()).availability()).isEqualTo(Availability.UP);
            assertThat(results.values()).filteredOn(result -> result.words().equals("No answer within 3 s.")).hasSize(400);
        }
    }

    @Test
    void oneThatHangsDelaysNoOther() throws Exception {
        world.setting("dr.probe.timeout", "5");
        try (TestEndpoint silent = TestEndpoint.hanging()) {
            AtomicInteger atOnce = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch quickOnes = new CountDownLatch(40);
            List<TestEndpoint> endpoints = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                endpoints.add(TestEndpoint.start(connection -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    Thread.sleep(20);
                    atOnce.decrementAndGet();
                    connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    quickOnes.countDown();
                    connection.close();
                }));
            }
            List<URI> all = new ArrayList<>(List.of(silent.uri()));
            endpoints.forEach(endpoint -> all.add(endpoint.uri()));
            Map<URI, ProbeResult> results = probe.of(all);
            assertThat(results.keySet()).containsExactlyElementsOf(all);
            assertThat(results.get(silent.uri()).availability()).isEqualTo(Availability.DOWN);
            assertThat(all.subList(1, 41)).allSatisfy(uri -> assertThat(results.get(uri).availability()).isEqualTo(Availability.UP));
            assertThat(quickOnes.getCount()).isZero();
            assertThat(most.get()).as("side by side, but not all at once").isBetween(2, Probe.AT_ONCE);
            for (TestEndpoint endpoint : endpoints) {
                endpoint.close();
            }
        }
    }

    @Test
    void goesToNoPrivateAddressUnlessTheServersSettingSaysSo() throws IOException {
        try (TestEndpoint endpoint = TestEndpoint.saying("200 OK")) {
            world.setting("dr.base.url", "https://dr.example.test");
            assertThat(probe.of(endpoint.uri())).satisfies(result -> {
                assertThat(result.availability()).isEqualTo(Availability.UNKNOWN);
                assertThat(result.words()).contains("dr.probe.private");
            });
            assertThat(endpoint.asked()).isZero();
            world.setting("dr.probe.private", "true");
            assertThat(probe.of(endpoint.uri()).availability()).isEqualTo(Availability.UP);
            assertThat(probe.of(URI.create("http://169.254.169.254/latest/meta-data")).words()).contains("no endpoint is ever there");
        }
    }
}
