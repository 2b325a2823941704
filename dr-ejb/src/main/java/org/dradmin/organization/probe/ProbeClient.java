package org.dradmin.organization.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedSelectorException;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.logging.Level;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Settings;

/**
 * Asks endpoints without a thread for each, so that thousands can keep silent at the same time. A name is resolved once
 * and what it resolved to, as far as it may be asked, is connected to: an answer that changes in between leads nowhere
 * else. Nothing is followed, kept or repeated.
 */
final class ProbeClient implements AutoCloseable {

    private static final String AGENT = "Disaster-Recovery-Admin-Probe";
    private static final int THREADS = 2;

    private final Settings settings;
    private final CloseableHttpAsyncClient client;

    ProbeClient(Settings settings) {
        this.settings = settings;
        Timeout each = Timeout.of(settings.probeTimeout());
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create().setDnsResolver(new Allowed())
                .setMaxConnTotal(Integer.MAX_VALUE).setMaxConnPerRoute(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(each).setSocketTimeout(each).build())
                .setDefaultTlsConfig(TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).setHandshakeTimeout(each).build());
        client = HttpAsyncClients.custom().setIoReactorExceptionCallback(ProbeClient::report).setConnectionManager(connections.build()).setConnectionReuseStrategy((request, response, context) -> false)
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(THREADS).setSoTimeout(each).build())
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching().setUserAgent(AGENT).build();
        client.start();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /** The client's threads find their selectors closed when it ends; everything else they stumble over is told. */
    private static void report(Exception fault) {
        if (!(fault instanceof ClosedSelectorException)) {
            LogContext.logger().log(Level.WARNING, "A thread that asks endpoints has stumbled", fault);
        }
    }

    /** Resolves the name in the caller's thread; all the rest goes on by itself. The answer is the status. */
    Future<Integer> ask(HttpHost host, AsyncRequestProducer question, FutureCallback<Integer> answer) {
        return client.execute(host, question, new HeadConsumer(), null, null, answer);
    }

    /** The addresses of a name that may be asked. */
    private final class Allowed implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] all = InetAddress.getAllByName(host);
            InetAddress[] allowed = Arrays.stream(all).filter(this::mayAsk).toArray(InetAddress[]::new);
            if (allowed.length == 0) {
                throw new NotToBeAsked(host + " is not asked: " + (Arrays.stream(all).anyMatch(one -> Whereabouts.of(one) == Whereabouts.PRIVATE)
                        ? "it is in a private network or this machine itself, and the server's setting dr.probe.private does not allow that."
                        : "its address is reserved for a machine's own services, and no endpoint is ever there."));
            }
            return allowed;
        }

        private boolean mayAsk(InetAddress address) {
            Whereabouts where = Whereabouts.of(address);
            return where == Whereabouts.PUBLIC || where == Whereabouts.PRIVATE && settings.probesPrivateAddresses();
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** The name leads only to where nobody is to be asked; the message says why. */
    static final class NotToBeAsked extends UnknownHostException {

        private static final long serialVersionUID = 1;

        NotToBeAsked(String why) {
            super(why);
        }
    }
}
