package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.Figures;
import org.dradmin.test.Needs;
import org.dradmin.test.PayaraServer;
import org.dradmin.test.PostgresServer;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.Test;

/**
 * The API as programs use it, on PostgreSQL: where the domains are, beside a resource of the same server that does
 * nothing; and tokens, beside what one signature costs. Clients, server and database share the machine.
 */
@Needs("initdb")
class ApiBench {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(12);
    /** Java still compiles the longer of the two ways through the server while the second round may be measured. */
    private static final int ROUNDS = 3;
    /** More than two machines' worth of both times; they are signed beforehand, which costs more than the rest. */
    private static final int ASSERTIONS = 16_000;
    private static final String FORM = "grant_type=client_credentials&scope=okta.dr.read"
            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=";

    @Test
    void statusBesideABareResourceAndTokensBesideTheirSignature() {
        String noLimit = Integer.toString(Integer.MAX_VALUE);
        try (PostgresServer postgres = PostgresServer.start(); PayaraServer server = PayaraServer.start("bench-api")) {
            Path bare = BareArchive.ear(BareResource.class, BareResource.Bare.class);
            server.asadmin("deploy", "--name", "bare", "--contextroot", "/bare", bare.toString());
            Map<String, String> settings = new LinkedHashMap<>(Map.of("dr.org.file", TestClients.organization().toString(), "dr.api.rate.client", noLimit, "dr.api.rate.address", noLimit));
            settings.putAll(Map.of("dr.db.url", postgres.jdbcUrl(), "dr.db.user", postgres.user()));
            server.deploy(settings);

            ApiCaller caller = new ApiCaller(server);
            String token = ApiCaller.accessToken(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.READER), "scope", "okta.dr.read")));
            URI status = server.uri().resolve("/api/v1/dr/status");
            List<Load> resources = new ArrayList<>();
            List<Load> statuses = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                resources.add(Load.of(() -> HttpRequest.newBuilder(server.uri().resolve("/bare/api/status")), 200, WARM_UP, MEASURED));
                statuses.add(Load.of(() -> HttpRequest.newBuilder(status).header("Authorization", "Bearer " + token), 200, WARM_UP, MEASURED));
            }
            List<String> lines = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Load bareOne = resources.get(round);
                Load statusOne = statuses.get(round);
                lines.addAll(List.of("bare resource  " + bareOne, "dr status      " + statusOne, "ratio          %.2f".formatted(statusOne.perSecond() / bareOne.perSecond())));
            }
            Figures.print("GET api v1 dr status of five domains beside a bare JAX-RS resource, PostgreSQL, 16 connections, round by round, the last one counts", lines);
            assertThat(Stream.concat(resources.stream(), statuses.stream()).mapToLong(Load::failures).sum()).isZero();
            tokens(server, caller);
        }
    }

    private static void tokens(PayaraServer server, ApiCaller caller) {
        Queue<String> assertions = new ConcurrentLinkedQueue<>(IntStream.range(0, ASSERTIONS).parallel().mapToObj(n -> caller.assertion(TestClients.READER)).toList());
        Load tokens = Load.of(() -> {
            String assertion = assertions.poll();
            return assertion == null ? null : HttpRequest.newBuilder(server.uri().resolve("/oauth2/v1/token")).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(FORM + URLEncoder.encode(assertion, StandardCharsets.US_ASCII)));
        }, 200, WARM_UP, MEASURED);
        double alone = signatures(1);
        double all = signatures(Runtime.getRuntime().availableProcessors());
        Figures.print("Tokens for private_key_jwt beside the RS256 signature that each bears, PostgreSQL, 16 connections", List.of("tokens                     " + tokens,
                "signatures, one thread     %8.0f /s".formatted(alone), "signatures, every core     %8.0f /s".formatted(all), "ratio to every core        %8.2f".formatted(tokens.perSecond() / all)));
        assertThat(tokens.failures()).isZero();
    }

    private static double signatures(int threads) {
        sign(threads, 2);
        long before = System.nanoTime();
        return sign(threads, 4) / ((System.nanoTime() - before) / 1e9);
    }

    private static long sign(int threads, int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        return IntStream.range(0, threads).parallel().mapToLong(thread -> {
            long signed = 0;
            try {
                RSASSASigner signer = new RSASSASigner(TestClients.KEY);
                while (System.nanoTime() < end) {
                    new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), JWTClaimsSet.parse(Map.of("sub", "x"))).sign(signer);
                    signed++;
                }
            } catch (JOSEException | ParseException e) {
                throw new IllegalStateException(e);
            }
            return signed;
        }).sum();
    }
}
