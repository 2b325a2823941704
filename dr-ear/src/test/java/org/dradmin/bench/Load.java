package org.dradmin.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Requests from so many connections that are kept alive, each sending its next one when it has its answer.
 *
 * @param failures answers of another status than the one that was meant
 */
record Load(double perSecond, double p50Milliseconds, double p99Milliseconds, long failures) {

    private static final int CONNECTIONS = 16;

    /** Of redirects. */
    static Load on(URI address, Duration warmUp, Duration measured) {
        return of(() -> HttpRequest.newBuilder(address), 307, warmUp, measured);
    }

    /** @param next makes each request; null ends the load before its time */
    static Load of(Supplier<HttpRequest.Builder> next, int status, Duration warmUp, Duration measured) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        run(http, next, status, warmUp);
        ConcurrentLinkedQueue<Long> nanoseconds = run(http, next, status, measured);
        long[] sorted = nanoseconds.stream().mapToLong(Long::longValue).filter(time -> time >= 0).sorted().toArray();
        return new Load(sorted.length / (measured.toMillis() / 1000.0), at(sorted, 0.5), at(sorted, 0.99), nanoseconds.size() - sorted.length);
    }

    private static ConcurrentLinkedQueue<Long> run(HttpClient http, Supplier<HttpRequest.Builder> requests, int status, Duration length) {
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + length.toNanos();
        CompletableFuture.allOf(Stream.generate(() -> next(http, requests, status, end, times)).limit(CONNECTIONS).toArray(CompletableFuture[]::new)).join();
        return times;
    }

    private static CompletableFuture<Void> next(HttpClient http, Supplier<HttpRequest.Builder> requests, int status, long end, ConcurrentLinkedQueue<Long> times) {
        HttpRequest.Builder request = requests.get();
        long sent = System.nanoTime();
        if (sent >= end || request == null) {
            return CompletableFuture.completedFuture(null);
        }
        return http.sendAsync(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding())
                .handle((answer, fault) -> times.add(answer != null && answer.statusCode() == status ? System.nanoTime() - sent : -1))
                .thenComposeAsync(added -> next(http, requests, status, end, times));
    }

    private static double at(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * part))] / 1e6;
    }

    @Override
    public String toString() {
        return String.format("%8.0f requests/s   p50 %6.1f ms   p99 %6.1f ms   failed %d", perSecond, p50Milliseconds, p99Milliseconds, failures);
    }
}
