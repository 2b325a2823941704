package org.dradmin.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A program that calls the API over http, byte for byte as a test wants it. */
public final class ApiCaller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI server;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    public ApiCaller(DeployedServer server) {
        this.server = server.uri();
    }

    public URI tokenEndpoint() {
        return server.resolve("/oauth2/v1/token");
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("No JSON: " + answer.statusCode() + " " + answer.body(), e);
        }
    }

    /** Sends anything; a body of null is none. Headers come in pairs. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("No answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls as a client, with a token for these scopes that is kept for the next call. */
    public HttpResponse<String> as(String client, String scopes, String method, String path, String body, String... headers) {
        String token = tokens.computeIfAbsent(client + " " + scopes, key -> accessToken(grant(Map.of("client_assertion", assertion(client), "scope", scopes))));
        String[] all = new String[headers.length + (body == null ? 2 : 4)];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token;
        if (body != null) {
            all[headers.length + 2] = "Content-Type";
            all[headers.length + 3] = "application/json";
        }
        return send(method, path, body, all);
    }

    public static String accessToken(HttpResponse<String> granted) {
        if (granted.statusCode() != 200) {
            throw new IllegalStateException("No token: " + granted.statusCode() + " " + granted.body());
        }
        return json(granted).get("access_token").textValue();
    }

    /** Posts to the token endpoint; grant type and assertion type are added unless given. */
    public HttpResponse<String> grant(Map<String, String> parameters, String... headers) {
        Map<String, String> form = new LinkedHashMap<>(parameters);
        form.putIfAbsent("grant_type", "client_credentials");
        if (form.containsKey("client_assertion")) {
            form.putIfAbsent("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        }
        String body = form.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).collect(Collectors.joining("&"));
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/x-www-form-urlencoded; charset=ISO-8859-1";
        return send("POST", tokenEndpoint().getPath(), body, all);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public String assertion(String client) {
        return sign(claims(client).build());
    }

    /** A sound assertion's claims, for a test to spoil. */
    public JWTClaimsSet.Builder claims(String client) {
        long now = Instant.now().getEpochSecond();
        return new JWTClaimsSet.Builder().issuer(client).subject(client).audience(tokenEndpoint().toString()).jwtID(UUID.randomUUID().toString())
                .claim("iat", now).claim("exp", now + 300);
    }

    public static String sign(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(TestClients.KEY.getKeyID()).build(), claims);
    }

    public static String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(JWSAlgorithm.Family.RSA.contains(header.getAlgorithm()) ? new RSASSASigner(TestClients.KEY) : new ECDSASigner(TestClients.EC_KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A DPoP proof (RFC 9449); nonce and token hash may be null. */
    public static String proof(String method, URI uri, String nonce, String tokenHash) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().jwtID(UUID.randomUUID().toString()).claim("htm", method)
                .claim("htu", uri.toString()).claim("iat", Instant.now().getEpochSecond());
        if (nonce != null) {
            claims.claim("nonce", nonce);
        }
        if (tokenHash != null) {
            claims.claim("ath", tokenHash);
        }
        return sign(new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("dpop+jwt")).jwk(TestClients.EC_KEY.toPublicJWK()).build(), claims.build());
    }
}
