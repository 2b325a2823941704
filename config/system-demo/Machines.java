import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for the machines' own API in the demonstration: signed webhooks have a region's database stopped or
 * rebuilt, which the command {@code demo} does. It keeps to what connectors.md asks of a receiver.
 *
 * <p>{@code java Machines.java PORT SECRET-FILE DEMO-COMMAND}
 */
public final class Machines {

    private static final Pattern ORDER = Pattern.compile("/(us-east|us-west)/(stop|rebuild)");
    private static final Pattern DATA_KEY = Pattern.compile("\"data\"\\s*:\\s*\\{.*?\"key\"\\s*:\\s*\"([A-Za-z0-9._-]+)\"", Pattern.DOTALL);
    private static final long PATIENCE_SECONDS = 300;

    /** Something that was asked for; it begins once, however often the request comes. */
    private static final class Job {
        private volatile String status = "running";
        private volatile String message = "";

        private String json() {
            return "{\"status\": \"" + status + "\", \"message\": \"" + message.replaceAll("[\\p{Cntrl}\"\\\\]", " ").strip() + "\"}";
        }
    }

    private final byte[] secret;
    private final String demo;
    private final Map<String, Job> byIdempotencyKey = new ConcurrentHashMap<>();
    private final Map<String, Job> newestByKey = new ConcurrentHashMap<>();

    private Machines(byte[] secret, String demo) {
        this.secret = secret;
        this.demo = demo;
    }

    public static void main(String[] given) throws IOException {
        Machines machines = new Machines(Base64.getDecoder().decode(Files.readString(Path.of(given[1])).strip()), given[2]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(given[0])), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                machines.answer(exchange);
            }
        });
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Matcher order = ORDER.matcher(path);
        if (!isGenuine(exchange, body)) {
            send(exchange, 401, "{\"message\": \"The signature is missing, wrong or too old.\"}");
        } else if (exchange.getRequestMethod().equals("POST") && order.matches()) {
            Matcher key = DATA_KEY.matcher(new String(body, StandardCharsets.UTF_8));
            String once = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            if (once == null || !key.find()) {
                send(exchange, 400, "{\"message\": \"Idempotency-Key or data.key is missing.\"}");
                return;
            }
            Job job = byIdempotencyKey.compute(once, (k, earlier) -> earlier == null || earlier.status.equals("failed")
                    ? begin(order.group(2), order.group(1)) : earlier);
            newestByKey.put(key.group(1), job);
            send(exchange, job.status.equals("succeeded") ? 200 : 202, job.json());
        } else {
            Job job = path.startsWith("/jobs/") ? newestByKey.get(path.substring("/jobs/".length())) : null;
            send(exchange, job == null ? 404 : 200, job == null ? "{\"message\": \"Nothing is known of this.\"}" : job.json());
        }
    }

    private boolean isGenuine(HttpExchange exchange, byte[] body) {
        String id = exchange.getRequestHeaders().getFirst("Webhook-Id");
        String at = exchange.getRequestHeaders().getFirst("Webhook-Timestamp");
        String signatures = exchange.getRequestHeaders().getFirst("Webhook-Signature");
        if (id == null || at == null || signatures == null || !at.matches("\\d{1,15}")
                || Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(at)) > PATIENCE_SECONDS) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + at + ".").getBytes(StandardCharsets.UTF_8));
            byte[] wanted = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
            for (String one : signatures.split(" ")) {
                if (MessageDigest.isEqual(wanted, one.getBytes(StandardCharsets.UTF_8))) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Job begin(String verb, String region) {
        Job job = new Job();
        new Thread(() -> carryOut(job, verb, region)).start();
        return job;
    }

    private void carryOut(Job job, String verb, String region) {
        System.out.println(verb + " " + region);
        try {
            Process process = new ProcessBuilder(demo, verb + "-database", region).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            System.out.println(said + verb + " " + region + " ended with " + code);
            job.message = said;
            job.status = code == 0 ? "succeeded" : "failed";
        } catch (IOException | InterruptedException e) {
            job.message = e.toString();
            job.status = "failed";
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
