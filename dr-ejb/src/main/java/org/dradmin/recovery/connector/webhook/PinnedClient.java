package org.dradmin.recovery.connector.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.Secrets;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;

/**
 * Sends signed requests for one act. A host is resolved once, by {@link Reach}, and connected to where that said, while
 * TLS asks for and checks the certificate of the name. It follows nothing, keeps nothing, repeats nothing, and gives up
 * in time whatever the other side does: a time-out of the socket alone would let an answer drip for ever.
 */
final class PinnedClient {

    static final int MOST = 2 * 1024 * 1024;

    private final WebhookSettings settings;
    private final Reach reach;
    private final Secrets secrets;
    private final ScheduledExecutorService alarms;
    private final Clock clock;
    private final Map<String, List<InetSocketAddress>> pinned = new HashMap<>();

    PinnedClient(WebhookSettings settings, Reach reach, Secrets secrets, ScheduledExecutorService alarms, Clock clock) {
        this.settings = settings;
        this.reach = reach;
        this.secrets = secrets;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * @throws NoAnswer with what that means for the step
     * @throws Reach.OutOfReach where the server does not let connectors go there
     */
    Answer send(Message message) {
        URI url = message.url();
        boolean plain = url.getScheme().equals("http");
        int port = url.getPort() >= 0 ? url.getPort() : plain ? 80 : 443;
        List<InetSocketAddress> addresses = pinned.computeIfAbsent(url.getHost() + ":" + port,
                host -> plain ? reach.openPlain(url.getHost(), port) : reach.open(url.getHost(), port));
        HttpUriRequestBase request = request(message);
        HttpHost target = new HttpHost(url.getScheme(), url.getHost().replaceAll("[\\[\\]]", ""), port);
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = null;
        try (CloseableHttpClient client = client(addresses)) {
            alarm = alarms.schedule(() -> {
                late.set(true);
                request.cancel();
            }, settings.answer().toMillis(), TimeUnit.MILLISECONDS);
            return client.execute(target, request, response -> answer(message, request, response));
        } catch (RejectedExecutionException e) {
            throw new NoAnswer(new Failed("The server has nobody free to watch over the request; nothing was sent."), e);
        } catch (IOException e) {
            throw new NoAnswer(meaning(e, url, late.get()), e);
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
    }

    private HttpUriRequestBase request(Message message) {
        HttpUriRequestBase request = new HttpUriRequestBase(message.method(), message.url());
        long now = clock.instant().getEpochSecond();
        message.headers(String.valueOf(now), Signature.of(settings.secrets(), secrets, message.key(), now, message.body()))
                .forEach(request::setHeader);
        if (!message.body().isEmpty()) {
            request.setEntity(new StringEntity(message.body(), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private CloseableHttpClient client(List<InetSocketAddress> addresses) {
        InetAddress[] known = addresses.stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
        Timeout each = Timeout.of(settings.answer());
        // Shorter than the alarm, so that who is not there is told from who does not answer.
        Timeout connect = Timeout.of(settings.answer().dividedBy(2));
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
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust()))
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connect).setSocketTimeout(each).build());
        return HttpClients.custom().setConnectionManager(connections.build()).setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().disableDefaultUserAgent().build();
    }

    private SSLContext trust() {
        try {
            if (settings.caFile() == null) {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, null, null);
                return context;
            }
            Path file = reach.file(settings.caFile());
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (InputStream in = Files.newInputStream(file)) {
                for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("ca-" + store.size(), certificate);
                }
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new NoAnswer(new Refused("The certificates of " + (settings.caFile() == null ? "the server's trust store" : settings.caFile())
                    + " cannot be read (" + e.getClass().getSimpleName() + ")."), e);
        }
    }

    private static Answer answer(Message message, HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        byte[] bytes = {};
        InputStream content = response.getEntity() == null ? null : response.getEntity().getContent();
        if (content != null) {
            bytes = content.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                // Closing the stream, or the response, would first read all the rest.
                request.cancel();
                throw new IOException("the answer is longer than " + MOST / 1024 / 1024 + " MiB");
            }
        }
        return new Answer(message, response.getCode(), header(response, "Location"), header(response, "Retry-After"),
                new String(bytes, StandardCharsets.UTF_8));
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue().strip();
    }

    private static StepResult meaning(IOException fault, URI url, boolean late) {
        String who = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        if (fault instanceof ConnectTimeoutException || fault instanceof ConnectException || fault instanceof NoRouteToHostException
                || fault instanceof UnknownHostException) {
            return new Failed(who + " cannot be reached (" + Answer.plain(String.valueOf(fault.getMessage())) + ").", true);
        }
        if (!late && (fault instanceof SSLHandshakeException || fault instanceof SSLPeerUnverifiedException)) {
            return new Refused("The certificate of " + who + " is not trusted, so nothing was sent: " + Answer.plain(fault.getMessage()) + ".");
        }
        return new Failed(late || fault instanceof SocketTimeoutException
                ? who + " gave no whole answer in time; whether the request was carried out is not known."
                : who + " broke off (" + Answer.plain(String.valueOf(fault.getMessage())) + "); whether the request was carried out is not known.");
    }

    /** Ends an act, with its answer. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient StepResult meaning;

        NoAnswer(StepResult meaning, Throwable cause) {
            super(meaning.toString(), cause);
            this.meaning = meaning;
        }

        StepResult meaning() {
            return meaning;
        }
    }
}
