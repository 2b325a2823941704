package org.dradmin.organization.probe;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;

/** One question to one endpoint: whether it answers a plain GET, as a stranger's browser would send it. It has one answer, the first. */
final class Ask {

    private final URI endpoint;
    private final Duration timeout;
    private final Runnable ended;
    private final long begun = System.nanoTime();
    private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    private volatile Future<?> exchange;

    /** @param ended is called once there is an answer */
    Ask(URI endpoint, Duration timeout, Consumer<Ask> ended) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.ended = () -> ended.accept(this);
    }

    URI endpoint() {
        return endpoint;
    }

    /** Since it was begun, in nanoseconds. */
    long age() {
        return System.nanoTime() - begun;
    }

    /** What is left of its time, in nanoseconds; negative when it is over. */
    long remaining() {
        return timeout.toNanos() - age();
    }

    boolean isOver() {
        return result.isDone();
    }

    /** Asks; the thread at hand resolves the name and goes. */
    void ask(ProbeClient client) {
        HttpHost host = new HttpHost(endpoint.getScheme(), endpoint.getHost().replaceAll("[\\[\\]]", ""), port());
        exchange = client.ask(host, AsyncRequestBuilder.get(endpoint).build(), new FutureCallback<>() {
            @Override
            public void completed(Integer status) {
                end(status >= 500 ? Availability.DEGRADED : Availability.UP,
                        status >= 500 ? "It answers with an error (HTTP " + status + ")." : "It answers (HTTP " + status + ").");
            }

            @Override
            public void failed(Exception fault) {
                end(fault instanceof ProbeClient.NotToBeAsked ? Availability.UNKNOWN : Availability.DOWN, meaning(fault));
            }

            @Override
            public void cancelled() {
                giveUp();
            }
        });
        if (isOver()) {
            exchange.cancel(true);
        }
    }

    /** It is not asked at all, for a reason that is not the endpoint's. */
    void leave(String why) {
        end(Availability.UNKNOWN, why);
    }

    /** Its time is over; what it may still answer is nobody's any more. */
    void giveUp() {
        end(Availability.DOWN, "No answer within " + timeout.toSeconds() + " s.");
        if (exchange != null) {
            exchange.cancel(true);
        }
    }

    ProbeResult result() {
        return result.join();
    }

    private void end(Availability availability, String words) {
        if (result.complete(new ProbeResult(availability, words, Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(age()))))) {
            ended.run();
        }
    }

    private String meaning(Exception fault) {
        if (fault instanceof UnknownHostException) {
            return fault instanceof ProbeClient.NotToBeAsked ? fault.getMessage() : "The name " + endpoint.getHost() + " does not resolve.";
        }
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

    private int port() {
        return endpoint.getPort() >= 0 ? endpoint.getPort() : endpoint.getScheme().equals("http") ? 80 : 443;
    }
}
