package org.dradmin.streaming;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.platform.SecretRef;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.network.NoAnswer;
import org.dradmin.platform.network.OutOfReach;
import org.dradmin.platform.network.PinnedClient;
import org.dradmin.platform.network.Signature;
import org.dradmin.systemlog.EventBody;
import org.dradmin.systemlog.LogEvent;

/**
 * Events as a JSON array in signed requests (Standard Webhooks 1.0.0). A status of 200 to 299 is the receipt; anything else,
 * and no answer, has the same request sent once more, under the same key.
 */
final class WebhookOutlet implements Outlet {

    /** Of one request's body; a single event may be longer. */
    static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_EVENTS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final StreamSettings settings;
    private final StreamSurroundings around;
    private long proven;
    /** How many events are in a request: fewer once the receiver found one too large. */
    private int most = MOST_EVENTS;
    /** How many were in a request without a receipt: what is sent again is the same, although there may be more by now. */
    private int unanswered;

    WebhookOutlet(StreamSettings settings, StreamSurroundings around, long from) {
        this.settings = settings;
        this.around = around;
        this.proven = from;
    }

    @Override
    public int most() {
        return MOST_EVENTS;
    }

    @Override
    public void send(List<LogEvent> events, long upTo) throws Undelivered {
        int next = 0;
        while (next < events.size()) {
            List<LogEvent> together = events.subList(next, next + fitting(events.subList(next, events.size())));
            unanswered = together.size();
            if (post(together)) {
                next += together.size();
                proven = together.get(together.size() - 1).getPosition();
                unanswered = 0;
            } else {
                most = together.size() / 2;
                unanswered = 0;
            }
        }
        proven = upTo;
    }

    private int fitting(List<LogEvent> events) {
        if (unanswered > 0) {
            return Math.min(unanswered, events.size());
        }
        int bytes = 0;
        for (int count = 0; count < Math.min(most, events.size()); count++) {
            bytes += EventBody.of(events.get(count)).json().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES && count > 0) {
                return count;
            }
        }
        return Math.min(most, events.size());
    }

    /** @return whether it was taken; false where fewer events should be sent at a time */
    private boolean post(List<LogEvent> events) throws Undelivered {
        List<String> bodies = new ArrayList<>();
        events.forEach(event -> bodies.add(EventBody.of(event).json()));
        String body = "[" + String.join(",\n", bodies) + "]";
        String key = key(events);
        URI url = URI.create(settings.address());
        PinnedClient.Response response;
        try {
            int port = PinnedClient.port(url);
            List<InetSocketAddress> addresses = url.getScheme().equals("http") ? around.places().openPlain(url.getHost(), port)
                    : around.places().open(url.getHost(), port);
            response = new PinnedClient(around.trust(settings).context(), PATIENCE, around.alarms())
                    .send("POST", url, addresses, headers(key, body), body);
        } catch (NoAnswer | OutOfReach | Secrets.NotThere | Signature.Unusable e) {
            throw new Undelivered(e.getMessage(), e);
        } catch (IOException | GeneralSecurityException e) {
            throw new Undelivered("The certificates or keys of this stream cannot be read (" + e.getClass().getSimpleName() + ").", e);
        }
        if (response.status() >= 200 && response.status() < 300) {
            return true;
        } else if (response.status() == 413 && events.size() > 1) {
            return false;
        }
        throw new Undelivered(words(url, response), wait(response), null);
    }

    private Map<String, String> headers(String key, String body) {
        long now = around.clock().instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "disaster-recovery-admin");
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", key);
        headers.put("Webhook-Id", key);
        headers.put("Webhook-Timestamp", Long.toString(now));
        headers.put("Webhook-Signature", Signature.of(List.of(new SecretRef(settings.secret())), around.secrets(), key, now, body));
        return headers;
    }

    /** The same for the same events, whenever they are sent. */
    private static String key(List<LogEvent> events) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            events.forEach(event -> digest.update((event.getUuid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return "log_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String words(URI url, PinnedClient.Response response) {
        String first = PinnedClient.plain(response.body().strip().lines().findFirst().orElse(""));
        String answered = url.getHost() + " answered " + response.status();
        if (response.status() >= 300 && response.status() < 400) {
            return answered + ", a redirect" + (response.location() == null ? "" : " to " + PinnedClient.plain(response.location()))
                    + "; redirects are not followed. Enter the address where it leads.";
        } else if (response.status() == 413) {
            return answered + ": it finds a single event too large. Nothing is left out, so it has to take more.";
        }
        return answered + (first.isEmpty() ? "." : ": " + first);
    }

    /** Retry-After (RFC 9110, 10.2.3): seconds or a date; never longer than five minutes. */
    private Duration wait(PinnedClient.Response response) {
        if (response.retryAfter() == null) {
            return null;
        }
        try {
            Duration wait = response.retryAfter().matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(response.retryAfter()))
                    : Duration.between(around.clock().instant(),
                            ZonedDateTime.parse(response.retryAfter(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void tend() {
        // Each request has its own connection and its own receipt.
    }

    @Override
    public long proven() {
        return proven;
    }

    @Override
    public void end() {
        // Nothing is open between two requests.
    }

    @Override
    public void abandon() {
        // Nothing is open between two requests.
    }
}
