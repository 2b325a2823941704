package org.dradmin.api.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dradmin.access.ApiClients;
import org.dradmin.access.Identity;
import org.dradmin.access.token.TokenKeys;

/** Whose token a request carries. A token counts by its signature, its client and its roles at this moment, and nothing else. */
@ApplicationScoped
public class BearerTokens {

    private static final int MOST_LENGTH = 8000;
    /** Programs use a token for an hour; these are more than all of them have at a time. */
    private static final int MOST_SEEN = 2000;

    @Inject
    private TokenKeys keys;
    @Inject
    private ApiClients clients;
    @Inject
    private DPoP dpop;
    @Inject
    private Issuer issuer;
    @Inject
    private Clock clock;

    private final Map<String, Verified> seen = new ConcurrentHashMap<>();

    /** What a token of ours says, whose signature is right. */
    private record Verified(JWTClaimsSet claims, String keyId, Instant expires) { }

    protected BearerTokens() {
    }

    /** Who makes this request and what it may do; empty without a token, or with one that is not good. */
    public Optional<Identity> holder(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        String[] parts = headers.size() == 1 ? headers.get(0).strip().split(" +") : new String[0];
        if (parts.length != 2 || parts[1].length() > MOST_LENGTH) {
            return Optional.empty();
        }
        try {
            Optional<JWTClaimsSet> claims = verified(parts[1]);
            if (claims.isEmpty() || !isBoundTo(request, parts[0], parts[1], claims.get())) {
                return Optional.empty();
            }
            return clients.identify(claims.get().getSubject(), new HashSet<>(claims.get().getStringListClaim("scp")));
        } catch (ParseException | JOSEException wrong) {
            return Optional.empty();
        }
    }

    /** A signature is looked at once: that it is right stays so, for as long as the token lasts and its key is known. */
    private Optional<JWTClaimsSet> verified(String text) throws ParseException, JOSEException {
        Verified known = seen.get(text);
        if (known == null) {
            Optional<Verified> found = verify(text);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            known = found.get();
            if (seen.size() >= MOST_SEEN) {
                seen.clear();
            }
            seen.put(text, known);
        }
        return Optional.of(known).filter(token -> token.expires().isAfter(clock.instant()) && keys.publicKey(token.keyId()).isPresent())
                .map(Verified::claims);
    }

    private Optional<Verified> verify(String text) throws ParseException, JOSEException {
        SignedJWT token;
        try {
            token = SignedJWT.parse(text);
        } catch (RuntimeException noToken) {
            return Optional.empty();
        }
        if (!JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
            return Optional.empty();
        }
        Optional<RSAKey> key = keys.publicKey(token.getHeader().getKeyID());
        if (key.isEmpty() || !token.verify(new RSASSAVerifier(key.get()))) {
            return Optional.empty();
        }
        JWTClaimsSet claims = token.getJWTClaimsSet();
        boolean ours = issuer.name().equals(claims.getIssuer()) && claims.getAudience().contains(issuer.name()) && claims.getSubject() != null;
        return ClaimTimes.of(token, "exp").filter(expires -> ours).map(expires -> new Verified(claims, token.getHeader().getKeyID(), expires));
    }

    /** A token bound to a key comes with a proof, and under its own scheme; one that is not does not. */
    private boolean isBoundTo(HttpServletRequest request, String scheme, String token, JWTClaimsSet claims) throws ParseException {
        Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
        if (confirmation == null) {
            return scheme.equalsIgnoreCase("Bearer");
        }
        List<String> proofs = Collections.list(request.getHeaders("DPoP"));
        if (!scheme.equalsIgnoreCase("DPoP") || proofs.size() != 1 || !(confirmation.get("jkt") instanceof String thumbprint)) {
            return false;
        }
        try {
            URI address = issuer.at(request.getRequestURI().substring(request.getContextPath().length()));
            return dpop.proves(proofs.get(0), request.getMethod(), address, claims.getSubject(), token, thumbprint);
        } catch (IllegalArgumentException noAddress) {
            // The server lets paths in that no proof can name.
            return false;
        }
    }
}
