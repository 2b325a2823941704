package org.dradmin.api.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dradmin.access.TokenHolder;
import org.dradmin.access.token.TokenKeys;

/**
 * What tokens of ours say. A signature that is right stays right, so it is looked at once a minute only; whether the client
 * is still there and what it may do is nothing that this knows. Tokens themselves are not kept, digests of them are.
 */
@ApplicationScoped
class VerifiedTokens {

    /** Programs use a token for an hour; these are more than all of them have at a time. */
    static final int MOST = 2000;
    /** A key that is gone is noticed after this. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    @Inject
    private TokenKeys keys;
    @Inject
    private Issuer issuer;
    @Inject
    private Clock clock;

    private final Map<ByteBuffer, Token> known = new ConcurrentHashMap<>();

    /**
     * What a token says whose signature is right.
     *
     * @param bound whether it is good with a proof only
     * @param thumbprint of the key that proof is signed with; null where it is bound to nothing that can be proved
     * @param until when it is to be looked at again, which is before it expires
     * @param holder shared by requests with this token, as are those with the domains
     */
    record Token(String client, Set<String> scopes, boolean bound, String thumbprint, Instant until, SharedLook<Optional<TokenHolder>> holder,
            SharedLook<Optional<TokenHolder>> holderWithDomains) { }

    protected VerifiedTokens() {
    }

    VerifiedTokens(TokenKeys keys, Issuer issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Empty for anything that is no token of ours, or has expired. */
    Optional<Token> verified(String text) {
        ByteBuffer digest = digest(text);
        Instant now = clock.instant();
        Token found = known.get(digest);
        if (found != null && found.until().isAfter(now)) {
            return Optional.of(found);
        }
        Optional<Token> fresh = verify(text, now);
        if (fresh.isEmpty()) {
            known.remove(digest);
        } else {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(digest, fresh.get());
        }
        return fresh;
    }

    /** How many tokens are remembered. */
    int size() {
        return known.size();
    }

    private Optional<Token> verify(String text, Instant now) {
        Optional<SignedJWT> parsed = parse(text);
        // Outside of what is caught below: keys that cannot be looked at now are no fault of the token.
        Optional<RSAKey> key = parsed.flatMap(token -> keys.publicKey(token.getHeader().getKeyID()));
        try {
            if (key.isEmpty() || !parsed.get().verify(new RSASSAVerifier(key.get()))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = parsed.get().getJWTClaimsSet();
            boolean ours = issuer.name().equals(claims.getIssuer()) && claims.getAudience().contains(issuer.name()) && claims.getSubject() != null;
            Optional<Instant> expires = ClaimTimes.of(parsed.get(), "exp").filter(time -> ours && time.isAfter(now));
            Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
            String thumbprint = confirmation != null && confirmation.get("jkt") instanceof String jkt ? jkt : null;
            List<String> scopes = claims.getStringListClaim("scp");
            return expires.map(time -> new Token(claims.getSubject(), scopes == null ? Set.of() : new HashSet<>(scopes), confirmation != null, thumbprint,
                    earlier(time, now.plus(LOOK_AGAIN)), new SharedLook<>(), new SharedLook<>()));
        } catch (ParseException | JOSEException noToken) {
            return Optional.empty();
        }
    }

    private static Optional<SignedJWT> parse(String text) {
        try {
            return Optional.of(SignedJWT.parse(text)).filter(token -> JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm()));
        } catch (ParseException | RuntimeException noToken) {
            return Optional.empty();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static ByteBuffer digest(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
