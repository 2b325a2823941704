package org.dradmin.api.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dradmin.platform.Settings;

/** Counts the requests of each caller, minute by minute, on this node; with the minute all counts are forgotten. */
@ApplicationScoped
public class RateLimits {

    private static final int WINDOW_SECONDS = 60;

    @Inject
    private Settings settings;
    @Inject
    private Clock clock;
    private volatile Minute minute = new Minute(0);

    private record Minute(long number, Map<String, AtomicInteger> counts) {
        Minute(long number) {
            this(number, new ConcurrentHashMap<>());
        }
    }

    protected RateLimits() {
    }

    RateLimits(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Where a caller stands with this request counted.
     *
     * @param reset when the count begins anew, in seconds since 1970
     */
    record Standing(int limit, int used, long reset) {

        boolean exceeded() {
            return used > limit;
        }

        int remaining() {
            return Math.max(0, limit - used);
        }
    }

    /** @param client the client's id; null where nobody is known. The standing closer to its limit is told. */
    Standing count(String client, String address) {
        Standing byAddress = count("address " + network(address), settings.apiRatePerAddress());
        if (client == null) {
            return byAddress;
        }
        Standing byClient = count("client " + client, settings.apiRatePerClient());
        return byAddress.exceeded() || byAddress.remaining() < byClient.remaining() ? byAddress : byClient;
    }

    /** Of IPv6 the first 64 bits: whoever has one address has 2^64 of them (RFC 6177), and would be counted under a new one each time. */
    private static String network(String address) {
        String[] groups = address == null ? new String[0] : address.split(":");
        return groups.length == 8 ? String.join(":", List.of(groups).subList(0, 4)) : address;
    }

    private Standing count(String key, int limit) {
        long number = clock.instant().getEpochSecond() / WINDOW_SECONDS;
        Minute current = minute;
        if (current.number() != number) {
            current = begin(number);
        }
        int used = current.counts().computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
        return new Standing(limit, used, (current.number() + 1) * WINDOW_SECONDS);
    }

    private synchronized Minute begin(long number) {
        if (minute.number() != number) {
            minute = new Minute(number);
        }
        return minute;
    }
}
