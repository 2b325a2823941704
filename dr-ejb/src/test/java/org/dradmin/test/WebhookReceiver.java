package org.dradmin.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver of webhooks as the documentation asks for: it checks the signature, does a job once for a key, takes its
 * time where told so, says how far it is under {@code /status/<key>}, and where domains are under {@code /regions}.
 */
public final class WebhookReceiver implements AutoCloseable {

    /** What the sender must sign with. */
    public static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString("a secret of 32 bytes, for tests.".getBytes(StandardCharsets.UTF_8));

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came in. */
    public record Received(String method, String path, Map<String, List<String>> headers, String body) { }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, String> regions = new ConcurrentHashMap<>();
    private final Map<String, Integer> questionsLeft = new ConcurrentHashMap<>();
    private final Map<String, String> newest = new ConcurrentHashMap<>();
    private final Map<String, String> wishes = new ConcurrentHashMap<>();
    private volatile int jobs;
    private volatile int questionsPerJob = -1;
    private volatile HttpHandler instead;

    private WebhookReceiver(TestCertificate certificate) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
        if (certificate == null) {
            server = HttpServer.create(address, 0);
        } else {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
            server = secure;
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param certificate null for plain HTTP */
    public static WebhookReceiver start(TestCertificate certificate) {
        try {
            return new WebhookReceiver(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers 202 from now on, and is done at the so-manieth question for its status. */
    public void takeTime(int questions) {
        questionsPerJob = questions;
    }

    /** Answers every request so instead, after having noted it; null for as before. */
    public void instead(HttpHandler handler) {
        instead = handler;
    }

    public Map<String, String> regions() {
        return regions;
    }

    public List<Received> received() {
        return received;
    }

    /** How many jobs were begun; a repeat under a known key begins none. */
    public int jobs() {
        return jobs;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        received.add(new Received(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
        try {
            if (instead != null) {
                instead.handle(exchange);
            } else if (!signed(exchange, body)) {
                answer(exchange, 401, "{\"message\": \"The signature is wrong\"}");
            } else if (exchange.getRequestMethod().equals("POST")) {
                post(exchange, body);
            } else if (path.equals("/regions")) {
                ObjectNode document = JSON.createObjectNode();
                ObjectNode domains = document.putObject("domains");
                regions.forEach((domain, region) -> domains.putObject(domain).put("region", region));
                answer(exchange, 200, document.toString());
            } else {
                status(exchange, path.substring(path.lastIndexOf('/') + 1));
            }
        } finally {
            exchange.close();
        }
    }

    /** Does what the request asks for, as {@link #instead} handlers may want to. */
    public synchronized void work(String body) throws IOException {
        for (JsonNode domain : JSON.readTree(body).at("/data/domains")) {
            regions.put(domain.path("domain").asText(), domain.at("/to/region").asText());
        }
    }

    private synchronized void post(HttpExchange exchange, String body) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String job = JSON.readTree(body).at("/data/key").asText();
        if (wishes.putIfAbsent(key, body) == null) {
            jobs++;
            newest.put(job, body);
            questionsLeft.put(job, Math.max(0, questionsPerJob));
        } else if (!wishes.get(key).equals(body)) {
            answer(exchange, 422, "{\"message\": \"The key belongs to another request\"}");
            return;
        }
        if (questionsPerJob >= 0) {
            exchange.getResponseHeaders().set("Location", "/jobs/" + job);
            answer(exchange, 202, "");
            return;
        }
        work(body);
        answer(exchange, 200, "{\"status\": \"succeeded\"}");
    }

    private synchronized void status(HttpExchange exchange, String job) throws IOException {
        if (!newest.containsKey(job)) {
            answer(exchange, 404, "");
        } else if (questionsLeft.merge(job, -1, Integer::sum) >= 0) {
            answer(exchange, 200, "{\"status\": \"running\", \"message\": \"moving\"}");
        } else {
            work(newest.get(job));
            answer(exchange, 200, "{\"status\": \"succeeded\"}");
        }
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static boolean signed(HttpExchange exchange, String body) {
        String id = exchange.getRequestHeaders().getFirst("Webhook-Id");
        String timestamp = exchange.getRequestHeaders().getFirst("Webhook-Timestamp");
        String signatures = exchange.getRequestHeaders().getFirst("Webhook-Signature");
        if (id == null || timestamp == null || signatures == null
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), Instant.now()).abs().toMinutes() >= 5) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
            byte[] expected = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return Stream.of(signatures.split(" ")).filter(one -> one.startsWith("v1,"))
                    .anyMatch(one -> MessageDigest.isEqual(expected, Base64.getDecoder().decode(one.substring(3))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
