package org.dradmin.platform.network;

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
import java.time.Duration;
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

/**
 * Sends a request to where {@link AllowedPlaces} said that a host is, while TLS asks for and checks the certificate of the
 * name. It follows nothing, keeps nothing, repeats nothing, and gives up in time whatever the other side does: a time-out of
 * the socket alone would let an answer drip for ever.
 *
 * @param patience for one whole answer
 * @param alarms who watches over the patience
 */
public record PinnedClient(SSLContext tls, Duration patience, ScheduledExecutorService alarms) {

    /** Bytes of the longest answer that is taken. */
    public static final int MOST = 2 * 1024 * 1024;

    /** What came back; a header that is not there is null. */
    public record Response(int status, String location, String retryAfter, String body) {
    }

    /**
     * @param addresses where the URL's host is
     * @param body JSON; "" for none
     */
    public Response send(String method, URI url, List<InetSocketAddress> addresses, Map<String, String> headers, String body) throws NoAnswer {
        HttpUriRequestBase request = new HttpUriRequestBase(method, url);
        headers.forEach(request::setHeader);
        if (!body.isEmpty()) {
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        }
        HttpHost target = new HttpHost(url.getScheme(), url.getHost().replaceAll("[\\[\\]]", ""), port(url));
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = null;
        try (CloseableHttpClient client = client(addresses)) {
            alarm = alarms.schedule(() -> {
                late.set(true);
                request.cancel();
            }, patience.toMillis(), TimeUnit.MILLISECONDS);
            return client.execute(target, request, response -> read(request, response));
        } catch (RejectedExecutionException e) {
            throw new NoAnswer(NoAnswer.Kind.UNWATCHED, "The server has nobody free to watch over the request; nothing was sent.", e);
        } catch (IOException e) {
            throw meaning(e, url, late.get());
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
    }

    /** The port that a URL means, said or not. */
    public static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("http") ? 80 : 443;
    }

    private CloseableHttpClient client(List<InetSocketAddress> addresses) {
        InetAddress[] known = addresses.stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
        Timeout each = Timeout.of(patience);
        // Shorter than the alarm, so that who is not there is told from who does not answer.
        Timeout connect = Timeout.of(patience.dividedBy(2));
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
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connect).setSocketTimeout(each).build());
        return HttpClients.custom().setConnectionManager(connections.build()).setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().disableDefaultUserAgent().build();
    }

    private static Response read(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
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
        return new Response(response.getCode(), header(response, "Location"), header(response, "Retry-After"),
                new String(bytes, StandardCharsets.UTF_8));
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue().strip();
    }

    private static NoAnswer meaning(IOException fault, URI url, boolean late) {
        String who = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        if (fault instanceof ConnectTimeoutException || fault instanceof ConnectException || fault instanceof NoRouteToHostException
                || fault instanceof UnknownHostException) {
            return new NoAnswer(NoAnswer.Kind.UNREACHABLE, who + " cannot be reached (" + plain(String.valueOf(fault.getMessage())) + ").", fault);
        }
        if (!late && (fault instanceof SSLHandshakeException || fault instanceof SSLPeerUnverifiedException)) {
            return new NoAnswer(NoAnswer.Kind.UNTRUSTED,
                    "The certificate of " + who + " is not trusted, so nothing was sent: " + plain(fault.getMessage()) + ".", fault);
        }
        return new NoAnswer(NoAnswer.Kind.UNKNOWN, late || fault instanceof SocketTimeoutException
                ? who + " gave no whole answer in time; whether the request was carried out is not known."
                : who + " broke off (" + plain(String.valueOf(fault.getMessage())) + "); whether the request was carried out is not known.", fault);
    }

    /** Text from outside, fit for a sentence of ours. */
    public static String plain(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
        return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
    }
}
