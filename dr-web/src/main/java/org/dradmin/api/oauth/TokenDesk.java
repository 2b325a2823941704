package org.dradmin.api.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dradmin.access.ApiClient;
import org.dradmin.access.ApiClients;
import org.dradmin.access.Permission;
import org.dradmin.access.token.TokenKeys;
import org.dradmin.access.token.UsedTokenIds;

/** Gives a client that proves who it is an access token for the scopes it asks for ({@code client_credentials}). */
@ApplicationScoped
class TokenDesk {

    static final Duration LIFE = Duration.ofHours(1);

    @Inject
    private ApiClients clients;
    @Inject
    private UsedTokenIds usedIds;
    @Inject
    private TokenKeys keys;
    @Inject
    private DPoP dpop;
    @Inject
    private Issuer issuer;
    @Inject
    private Clock clock;

    /** The answer's members (RFC 6749, 5.1). */
    Map<String, Object> grant(TokenRequest request) throws TokenFault, DPoP.NonceWanted {
        if (request.get("grant_type") == null) {
            throw TokenFault.request("The grant_type is missing.");
        }
        if (!"client_credentials".equals(request.get("grant_type"))) {
            throw TokenFault.of("unsupported_grant_type", "The grant type in the request isn't supported.");
        }
        Optional<ClientAssertion> assertion = assertion(request);
        String claimed = assertion.isPresent() ? assertion.get().clientId() : basic(request).getClientID().getValue();
        try {
            ApiClient client = assertion.isPresent() ? proven(request, assertion.get()) : proven(request, basic(request));
            Set<String> scopes = scopes(request, client);
            String thumbprint = client.isDpop() ? dpop.forToken(request, client.getId(), issuer.tokenEndpoint()) : null;
            return token(client, scopes, thumbprint, assertion.orElse(null));
        } catch (TokenFault fault) {
            clients.refused(claimed, fault.error() + ": " + fault.getMessage());
            throw fault;
        }
    }

    private static Optional<ClientAssertion> assertion(TokenRequest request) throws TokenFault {
        List<String> credentials = request.credentials();
        if (credentials.size() > 1) {
            throw TokenFault.request("Can't supply multiple client credentials. Use one of the following: credentials in the"
                    + " Authorization header, or a `client_assertion` in the post body.");
        }
        if (credentials.isEmpty()) {
            throw TokenFault.client("No client credentials found");
        }
        if (credentials.contains("client_secret")) {
            throw TokenFault.client("A client secret belongs into the Authorization header.");
        }
        return credentials.contains("client_assertion")
                ? Optional.of(ClientAssertion.parse(request.get("client_assertion_type"), request.get("client_assertion"))) : Optional.empty();
    }

    private static ClientSecretBasic basic(TokenRequest request) throws TokenFault {
        try {
            return ClientSecretBasic.parse(request.authorization());
        } catch (ParseException | RuntimeException unreadable) {
            throw TokenFault.client("The Authorization header cannot be read; it takes the scheme Basic.");
        }
    }

    private ApiClient proven(TokenRequest request, ClientSecretBasic credentials) throws TokenFault {
        String id = credentials.getClientID().getValue();
        if (request.get("client_id") != null && !id.equals(request.get("client_id"))) {
            throw TokenFault.client("The client_id is not the one of the Authorization header.");
        }
        if (!clients.knows(id, credentials.getClientSecret().getValue())) {
            throw TokenFault.client("The client id or the client secret is not right.");
        }
        return clients.active(id).orElseThrow(() -> TokenFault.client("The client id or the client secret is not right."));
    }

    private ApiClient proven(TokenRequest request, ClientAssertion assertion) throws TokenFault {
        String id = request.get("client_id");
        if (id != null && !id.equals(assertion.clientId())) {
            throw TokenFault.client("The client_id is not the one of the client_assertion.");
        }
        ApiClient client = clients.active(assertion.clientId())
                .orElseThrow(() -> TokenFault.client("The client_assertion signature is invalid."));
        assertion.verify(client, issuer.tokenEndpoint().toString(), clock.instant());
        return client;
    }

    /** Last, so that a client may send the same assertion again with the nonce it was asked for, or after a fault of ours. */
    private void record(ApiClient client, ClientAssertion assertion, String scopes, String tokenId) throws TokenFault {
        if (assertion == null) {
            clients.granted(client, scopes, tokenId);
        } else if (!usedIds.firstUse("assertion " + client.getId(), assertion.id(), assertion.expires(), () -> clients.granted(client, scopes, tokenId))) {
            throw TokenFault.client("The client_assertion has been used before.");
        }
    }

    private static Set<String> scopes(TokenRequest request, ApiClient client) throws TokenFault {
        Set<String> scopes = request.scopes();
        if (scopes.isEmpty()) {
            throw TokenFault.of("invalid_scope", "No scopes were requested.");
        }
        for (String scope : scopes) {
            boolean granted = Permission.of(scope).filter(client::mayHave).isPresent();
            if (!granted) {
                throw TokenFault.of("invalid_scope", "One or more scopes are not granted to the client.");
            }
        }
        return scopes;
    }

    private Map<String, Object> token(ApiClient client, Set<String> scopes, String thumbprint, ClientAssertion assertion) throws TokenFault {
        Instant now = clock.instant();
        String id = "AT." + UUID.randomUUID();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().claim("ver", 1).jwtID(id).issuer(issuer.name()).audience(issuer.name())
                .subject(client.getId()).claim("cid", client.getId()).claim("iat", now.getEpochSecond())
                .claim("exp", now.plus(LIFE).getEpochSecond()).claim("scp", List.copyOf(scopes));
        if (thumbprint != null) {
            claims.claim("cnf", Map.of("jkt", thumbprint));
        }
        String token = keys.sign(claims.build());
        record(client, assertion, String.join(" ", scopes), id);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token_type", thumbprint == null ? "Bearer" : "DPoP");
        answer.put("expires_in", LIFE.toSeconds());
        answer.put("access_token", token);
        answer.put("scope", String.join(" ", scopes));
        return answer;
    }
}
