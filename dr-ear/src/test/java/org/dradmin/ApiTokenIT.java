package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.ServerParameter;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint as clients and attackers meet it, on the EAR that ships. */
@ExtendWith(ServerParameter.class)
class ApiTokenIT {

    private static final String READ = "okta.dr.read";

    private final DeployedServer server;
    private final ApiCaller caller;

    ApiTokenIT(DeployedServer server) {
        this.server = server;
        this.caller = new ApiCaller(server);
    }

    private void refuses(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(ApiCaller.json(answer).get("error").textValue()).isEqualTo(error);
        assertThat(ApiCaller.json(answer).get("error_description").textValue()).isNotBlank();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void grantsATokenWithTheClaimsOfTheContract() throws Exception {
        HttpResponse<String> answer = caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "scope", "okta.dr.manage okta.logs.read"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode granted = ApiCaller.json(answer);
        assertThat(granted.get("token_type").textValue()).isEqualTo("Bearer");
        assertThat(granted.get("expires_in").intValue()).isEqualTo(3600);
        assertThat(granted.get("scope").textValue()).isEqualTo("okta.dr.manage okta.logs.read");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Okta-Request-Id")).isPresent();

        SignedJWT token = SignedJWT.parse(granted.get("access_token").textValue());
        JWKSet keys = JWKSet.parse(caller.send("GET", "/oauth2/v1/keys", null).body());
        assertThat(token.verify(new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey()))).isTrue();
        assertThat(keys.getKeys()).noneMatch(key -> key.isPrivate());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getClaims().keySet()).containsExactlyInAnyOrder("ver", "jti", "iss", "aud", "iat", "exp", "sub", "cid", "scp");
        assertThat(claims.getIssuer()).isEqualTo(server.uri().toString());
        assertThat(claims.getSubject()).isEqualTo(TestClients.ROBOT).isEqualTo(claims.getStringClaim("cid"));
        assertThat(claims.getStringListClaim("scp")).containsExactly("okta.dr.manage", "okta.logs.read");
    }

    @Test
    void takesTheAudienceAsATextAndAsAList() {
        for (Object audience : List.of(caller.tokenEndpoint().toString(), List.of("https://elsewhere.example.test", caller.tokenEndpoint().toString()))) {
            String assertion = ApiCaller.sign(caller.claims(TestClients.READER).claim("aud", audience).build());
            assertThat(caller.grant(Map.of("client_assertion", assertion, "scope", READ)).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "ES256"})
    void takesEveryAlgorithmThatTheClientsKeysHave(String algorithm) {
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm));
        assertThat(caller.grant(Map.of("client_assertion", ApiCaller.sign(header, caller.claims(TestClients.READER).build()), "scope", READ)).statusCode())
                .isEqualTo(200);
    }

    static Stream<Arguments> spoiled() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                spoil("another issuer", claims -> claims.issuer("robot2")), spoil("another subject", claims -> claims.subject("reader")),
                spoil("no subject", claims -> claims.subject(null)), spoil("an unknown client", claims -> claims.subject("x").issuer("x")),
                spoil("another audience", claims -> claims.audience("https://elsewhere.example.test/oauth2/v1/token")),
                spoil("the issuer as audience", claims -> claims.audience("http://localhost")), spoil("no audience", claims -> claims.audience((String) null)),
                spoil("no expiry", claims -> claims.claim("exp", null)), spoil("expired", claims -> claims.claim("exp", now - 1)),
                spoil("an expiry too far away", claims -> claims.claim("exp", now + 2 * 3600)),
                spoil("an expiry beyond all time", claims -> claims.claim("exp", Long.MAX_VALUE)),
                spoil("from the future", claims -> claims.claim("iat", now + 3600)), spoil("not valid yet", claims -> claims.claim("nbf", now + 3600)));
    }

    private static Arguments spoil(String what, UnaryOperator<JWTClaimsSet.Builder> spoiler) {
        return arguments(what, spoiler);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiled")
    void refusesAssertionsThatSayTheWrongThing(String what, UnaryOperator<JWTClaimsSet.Builder> spoiler) {
        String assertion = ApiCaller.sign(spoiler.apply(caller.claims(TestClients.ROBOT)).build());
        refuses(caller.grant(Map.of("client_assertion", assertion, "scope", READ)), 401, "invalid_client");
    }

    @Test
    void refusesAssertionsThatTheClientDidNotSign() throws Exception {
        JWTClaimsSet claims = caller.claims(TestClients.ROBOT).build();
        String none = new PlainJWT(claims).serialize();
        // The public key taken for a shared secret: the oldest trick against JWT libraries.
        JWSObject confused = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), new Payload(claims.toJSONObject()));
        confused.sign(new MACSigner(TestClients.KEY.toRSAPublicKey().getEncoded()));
        String[] sound = caller.assertion(TestClients.ROBOT).split("\\.");
        String tampered = sound[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(
                claims.toString().replace("robot", "reader").getBytes(StandardCharsets.UTF_8)) + "." + sound[2];
        String otherKid = ApiCaller.sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("ec").build(), claims);
        for (String wrong : List.of(none, confused.serialize(), tampered, sound[0] + "." + sound[1] + ".", otherKid, "x", "a.b.c", "..",
                ApiCaller.sign(claims).replace('.', ' '), "x".repeat(30_000))) {
            refuses(caller.grant(Map.of("client_assertion", wrong, "scope", READ)), 401, "invalid_client");
        }
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "client_assertion_type", "other", "scope", READ)), 401, "invalid_client");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "client_id", TestClients.READER, "scope", READ)), 401, "invalid_client");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.AUDITOR), "scope", "okta.logs.read")), 401, "invalid_client");
    }

    @Test
    void letsAnAssertionCountOnceAlsoWhenAllCopiesArriveAtTheSameInstant() {
        for (int round = 0; round < 5; round++) {
            String assertion = caller.assertion(TestClients.READER);
            List<Integer> answers = IntStream.range(0, 8).parallel().mapToObj(n ->
                    caller.grant(Map.of("client_assertion", assertion, "scope", READ)).statusCode()).toList();
            assertThat(answers).containsOnlyOnce(200);
            assertThat(answers.stream().filter(status -> status == 401)).hasSize(7);
        }
    }

    @Test
    void letsAnAssertionWithoutAnIdCountOnceInWhateverFormItComesAgain() throws Exception {
        JWTClaimsSet claims = caller.claims(TestClients.READER).jwtID(null).claim("round", UUID.randomUUID().toString()).build();
        String first = ApiCaller.sign(new JWSHeader(JWSAlgorithm.ES256), claims);
        assertThat(caller.grant(Map.of("client_assertion", first, "scope", READ)).statusCode()).isEqualTo(200);
        String signed = first.substring(0, first.lastIndexOf('.') + 1);
        byte[] signature = Base64.getUrlDecoder().decode(first.substring(signed.length()));
        // Of ECDSA, n - s is right where s is.
        BigInteger mirrored = Curve.P_256.toECParameterSpec().getOrder().subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        byte[] other = Arrays.copyOf(signature, 64);
        System.arraycopy(new BigInteger(1, mirrored.toByteArray()).setBit(256).toByteArray(), 1, other, 32, 32);
        String mirror = signed + Base64.getUrlEncoder().withoutPadding().encodeToString(other);
        assertThat(SignedJWT.parse(mirror).verify(new ECDSAVerifier(TestClients.EC_KEY))).as("as good a signature").isTrue();
        for (String again : List.of(first, mirror, first + "=", first + " ", "\n" + first)) {
            refuses(caller.grant(Map.of("client_assertion", again, "scope", READ)), 401, "invalid_client");
        }
    }

    @Test
    void refusesOtherGrantsScopesAndCombinations() {
        String basic = "Basic " + Base64.getEncoder().encodeToString((TestClients.AUDITOR + ":" + TestClients.SECRET).getBytes(StandardCharsets.UTF_8));
        refuses(caller.grant(Map.of("grant_type", "password", "client_assertion", caller.assertion(TestClients.ROBOT))), 400, "unsupported_grant_type");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT))), 400, "invalid_scope");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "scope", "openid")), 400, "invalid_scope");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.READER), "scope", "okta.dr.manage")), 400, "invalid_scope");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "scope", "dr.settings.manage")), 400, "invalid_scope");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "scope", READ), "Authorization", basic), 400, "invalid_request");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "client_secret", "x", "scope", READ)), 400, "invalid_request");
        refuses(caller.grant(Map.of("scope", READ)), 401, "invalid_client");
        refuses(caller.grant(Map.of("client_id", TestClients.AUDITOR, "client_secret", TestClients.SECRET, "scope", "okta.logs.read")), 401, "invalid_client");
        refuses(caller.grant(Map.of("client_id", TestClients.ROBOT, "scope", "okta.logs.read"), "Authorization", basic), 401, "invalid_client");
        refuses(caller.grant(Map.of("scope", "okta.logs.read"), "Authorization", basic, "Content-Encoding", "gzip"), 400, "invalid_request");
        refuses(caller.send("POST", "/oauth2/v1/token", "{}", "Content-Type", "application/json"), 400, "invalid_request");
        refuses(caller.send("POST", "/oauth2/v1/token", "grant_type=client_credentials&grant_type=client_credentials", "Content-Type", "application/x-www-form-urlencoded"),
                400, "invalid_request");
        refuses(caller.send("POST", "/oauth2/v1/token?scope=x", "", "Content-Type", "application/x-www-form-urlencoded"), 400, "invalid_request");
        assertThat(caller.send("GET", "/oauth2/v1/token", null).statusCode()).isEqualTo(405);
    }

    @Test
    void takesTheRightSecretInTheHeaderOnly() {
        Map<String, String> wanted = Map.of("scope", "okta.logs.read");
        for (String wrong : List.of("auditor:wrong", "auditor:", "nobody:" + TestClients.SECRET, "auditor", "robot:" + TestClients.SECRET)) {
            refuses(caller.grant(wanted, "Authorization", "Basic " + Base64.getEncoder().encodeToString(wrong.getBytes(StandardCharsets.UTF_8))), 401, "invalid_client");
        }
        refuses(caller.grant(wanted, "Authorization", "Bearer x"), 401, "invalid_client");
        String right = "Basic " + Base64.getEncoder().encodeToString((TestClients.AUDITOR + ":" + TestClients.SECRET).getBytes(StandardCharsets.UTF_8));
        String token = ApiCaller.accessToken(caller.grant(wanted, "Authorization", right));
        assertThat(caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + token).statusCode()).as("no scope for it").isEqualTo(403);
    }

    @Test
    void bindsTokensToAKeyWhereTheClientIsSetToIt() throws Exception {
        Map<String, String> wanted = Map.of("client_assertion", caller.assertion(TestClients.BOUND), "scope", READ);
        refuses(caller.grant(wanted), 400, "invalid_dpop_proof");
        refuses(caller.grant(wanted, "DPoP", "nonsense"), 400, "invalid_dpop_proof");
        HttpResponse<String> asked = caller.grant(wanted, "DPoP", ApiCaller.proof("POST", caller.tokenEndpoint(), null, null));
        refuses(asked, 400, "use_dpop_nonce");
        String nonce = asked.headers().firstValue("dpop-nonce").orElseThrow();
        refuses(caller.grant(wanted, "DPoP", ApiCaller.proof("POST", caller.tokenEndpoint(), "x" + nonce, null)), 400, "use_dpop_nonce");
        refuses(caller.grant(wanted, "DPoP", ApiCaller.proof("GET", caller.tokenEndpoint(), nonce, null)), 400, "invalid_dpop_proof");
        refuses(caller.grant(wanted, "DPoP", ApiCaller.proof("POST", URI.create("https://elsewhere.example.test/"), nonce, null)), 400, "invalid_dpop_proof");

        String proof = ApiCaller.proof("POST", caller.tokenEndpoint(), nonce, null);
        HttpResponse<String> granted = caller.grant(wanted, "DPoP", proof);
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        assertThat(ApiCaller.json(granted).get("token_type").textValue()).isEqualTo("DPoP");
        refuses(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.BOUND), "scope", READ), "DPoP", proof), 400, "invalid_dpop_proof");

        String token = ApiCaller.accessToken(granted);
        String thumbprint = TestClients.EC_KEY.computeThumbprint().toString();
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("cnf")).containsEntry("jkt", thumbprint);
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        URI status = server.uri().resolve("/api/v1/dr/status");
        String sound = ApiCaller.proof("GET", status, null, hash);
        assertThat(call(token, "DPoP", sound)).isEqualTo(200);
        assertThat(call(token, "DPoP", sound)).as("a proof counts once").isEqualTo(401);
        assertThat(call(token, "Bearer", ApiCaller.proof("GET", status, null, hash))).as("under another scheme").isEqualTo(401);
        assertThat(call(token, "DPoP", ApiCaller.proof("GET", status, null, null))).as("for no token").isEqualTo(401);
        assertThat(call(token, "DPoP", ApiCaller.proof("POST", status, null, hash))).as("for another method").isEqualTo(401);
        assertThat(caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + token).statusCode()).as("without a proof").isEqualTo(401);
    }

    /** The server lets characters into paths that stand in no address. */
    @Test
    void refusesAProofForAPathThatIsNone() throws Exception {
        Map<String, String> wanted = Map.of("client_assertion", caller.assertion(TestClients.BOUND), "scope", READ);
        String nonce = caller.grant(wanted, "DPoP", ApiCaller.proof("POST", caller.tokenEndpoint(), null, null)).headers().firstValue("dpop-nonce").orElseThrow();
        String token = ApiCaller.accessToken(caller.grant(wanted, "DPoP", ApiCaller.proof("POST", caller.tokenEndpoint(), nonce, null)));
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(("GET /api/v1/dr/status/a\"b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: DPoP " + token + "\r\nDPoP: "
                    + ApiCaller.proof("GET", server.uri().resolve("/api/v1/dr/status/a"), null, null) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 401").contains("E0000011");
        }
    }

    private int call(String token, String scheme, String proof) {
        return caller.send("GET", "/api/v1/dr/status", null, "Authorization", scheme + " " + token, "DPoP", proof).statusCode();
    }

    @Test
    void ignoresProofsOfClientsThatAreNotSetToThem() {
        HttpResponse<String> answer = caller.grant(Map.of("client_assertion", caller.assertion(TestClients.READER), "scope", READ), "DPoP", "whatever");
        assertThat(ApiCaller.json(answer).get("token_type").textValue()).isEqualTo("Bearer");
    }

    @Test
    void saysWhereItsEndpointsAre() {
        JsonNode metadata = ApiCaller.json(caller.send("GET", "/.well-known/oauth-authorization-server", null));
        assertThat(metadata.get("issuer").textValue()).isEqualTo(server.uri().toString());
        assertThat(metadata.get("token_endpoint").textValue()).isEqualTo(caller.tokenEndpoint().toString());
        assertThat(caller.send("GET", URI.create(metadata.get("jwks_uri").textValue()).getPath(), null).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer undefined", "Bearer a.b.c", "SSWS 00token", "Basic YTpi", "Bearer x y", "DPoP x"})
    void refusesWhatIsNoToken(String authorization) {
        HttpResponse<String> answer = caller.send("GET", "/api/v1/dr/status", null, "Authorization", authorization);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(ApiCaller.json(answer).get("errorCode").textValue()).isEqualTo("E0000011");
    }

    @Test
    void refusesTokensThatSomebodyElseSigned() {
        long now = Instant.now().getEpochSecond();
        String forged = ApiCaller.sign(new JWTClaimsSet.Builder().issuer(server.uri().toString()).audience(server.uri().toString()).subject(TestClients.ROBOT)
                .claim("scp", List.of(READ)).claim("exp", now + 60).jwtID(UUID.randomUUID().toString()).build());
        assertThat(caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + forged).statusCode()).isEqualTo(401);
        // An assertion of the client's own is no token either.
        assertThat(caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + caller.assertion(TestClients.ROBOT)).statusCode()).isEqualTo(401);
    }
}
