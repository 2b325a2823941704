package org.dradmin.organization.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/**
 * One question to one endpoint: whether it answers a plain GET, as a stranger's browser would send it. The name is
 * resolved once and what it resolved to is connected to, so that an answer that changes in between leads nowhere else.
 * Only the head of the answer is read; nothing is followed, kept or repeated.
 */
final class Ask {

    private static final String AGENT = "Disaster-Recovery-Admin-Probe";

    private final URI endpoint;
    private final Duration timeout;
    private final boolean privateToo;
    private final long begun = System.nanoTime();
    private final HttpGet request;

    /** @param privateToo whether this machine and private networks may be asked */
    Ask(URI endpoint, Duration timeout, boolean privateToo) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.privateToo = privateToo;
        this.request = new HttpGet(endpoint);
    }

    URI endpoint() {
        return endpoint;
    }

    /** What is left of its time, in nanoseconds; negative when it is over. */
    long remaining() {
        return timeout.toNanos() - (System.nanoTime() - begun);
    }

    /** Ends it from outside, whatever the other side is doing. */
    void giveUp() {
        request.cancel();
    }

    ProbeResult late() {
        return found(Availability.DOWN, "No answer within " + timeout.toSeconds() + " s.");
    }

    ProbeResult unasked(String why) {
        return found(Availability.UNKNOWN, why);
    }

    /** Asks, and waits for the answer. */
    ProbeResult answer() {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host());
        } catch (UnknownHostException e) {
            return found(Availability.DOWN, "The name " + host() + " does not resolve.");
        }
        InetAddress[] allowed = Arrays.stream(addresses).filter(this::mayAsk).toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            return unasked(host() + " is not asked: " + whyNot(addresses));
        }
        try (CloseableHttpClient client = client(allowed)) {
            return client.execute(new HttpHost(endpoint.getScheme(), host(), port()), request, response -> {
                int status = response.getCode();
                // To close the answer would first read all the rest of it.
                request.cancel();
                return found(status >= 500 ? Availability.DEGRADED : Availability.UP,
                        status >= 500 ? "It answers with an error (HTTP " + status + ")." : "It answers (HTTP " + status + ").");
            });
        } catch (IOException e) {
            return found(Availability.DOWN, meaning(e));
        }
    }

    private boolean mayAsk(InetAddress address) {
        Whereabouts where = Whereabouts.of(address);
        return where == Whereabouts.PUBLIC || where == Whereabouts.PRIVATE && privateToo;
    }

    private static String whyNot(InetAddress... addresses) {
        return Arrays.stream(addresses).map(Whereabouts::of).anyMatch(where -> where == Whereabouts.PRIVATE)
                ? "it is in a private network or this machine itself, and the server's setting dr.probe.private does not allow that."
                : "its address is reserved for a machine's own services, and no endpoint is ever there.";
    }

    private CloseableHttpClient client(InetAddress... known) {
        Timeout each = Timeout.of(timeout);
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new DnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) {
                        return known;
                    }

                    @Override
                    public String resolveCanonicalHostname(String host) {
                        return host;
                    }
                })
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(each).setSocketTimeout(each).build());
        return HttpClients.custom().setConnectionManager(connections.build()).setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().setUserAgent(AGENT).build();
    }

    private String meaning(IOException fault) {
        if (fault instanceof SSLException) {
            return "Its certificate is not trusted, or it does not speak TLS.";
        }
        if (fault instanceof ConnectTimeoutException || fault instanceof SocketTimeoutException || remaining() <= 0) {
            return "No answer within " + timeout.toSeconds() + " s.";
        }
        if (fault instanceof ConnectException || fault instanceof NoRouteToHostException) {
            return "The connection was refused, or there is no way there.";
        }
        return "It broke off before it had answered.";
    }

    private String host() {
        return endpoint.getHost().replaceAll("[\\[\\]]", "");
    }

    private int port() {
        return endpoint.getPort() >= 0 ? endpoint.getPort() : endpoint.getScheme().equals("http") ? 80 : 443;
    }

    private ProbeResult found(Availability availability, String words) {
        return new ProbeResult(availability, words, Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
    }
}
