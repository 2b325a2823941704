package org.dradmin.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Requests from so many connections that are kept alive, each sending its next one when it has its answer.
 *
 * @param failures answers that were not the redirect that was asked for
 */
record Load(double perSecond, double p50Milliseconds, double p99Milliseconds, long failures) {

    private static final int CONNECTIONS = 16;

    static Load on(URI address, Duration warmUp, Duration measured) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        run(http, address, warmUp);
        ConcurrentLinkedQueue<Long> nanoseconds = run(http, address, measured);
        long[] sorted = nanoseconds.stream().mapToLong(Long::longValue).filter(time -> time >= 0).sorted().toArray();
        return new Load(sorted.length / (measured.toMillis() / 1000.0), at(sorted, 0.5), at(sorted, 0.99), nanoseconds.size() - sorted.length);
    }

    private static ConcurrentLinkedQueue<Long> run(HttpClient http, URI address, Duration length) {
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + length.toNanos();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
        CompletableFuture.allOf(Stream.generate(() -> next(http, request, end, times)).limit(CONNECTIONS).toArray(CompletableFuture[]::new)).join();
        return times;
    }

    private static CompletableFuture<Void> next(HttpClient http, HttpRequest request, long end, ConcurrentLinkedQueue<Long> times) {
        long sent = System.nanoTime();
        if (sent >= end) {
            return CompletableFuture.completedFuture(null);
        }
        return http.sendAsync(request, BodyHandlers.discarding()).handle((answer, fault) -> times.add(took(answer, sent)))
                .thenComposeAsync(added -> next(http, request, end, times));
    }

    private static long took(HttpResponse<Void> answer, long sent) {
        return answer != null && answer.statusCode() == 307 ? System.nanoTime() - sent : -1;
    }

    private static double at(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * part))] / 1e6;
    }

    @Override
    public String toString() {
        return String.format("%8.0f requests/s   p50 %6.1f ms   p99 %6.1f ms   failed %d", perSecond, p50Milliseconds, p99Milliseconds, failures);
    }
}
