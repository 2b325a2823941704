package org.dradmin.api.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dradmin.access.ApiClient;

/** A signed statement by which a client proves who it is ({@code private_key_jwt}, RFC 7523 and OpenID Connect Core, 9). */
record ClientAssertion(SignedJWT jwt, JWTClaimsSet claims) {

    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int MOST_LENGTH = 20_000;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
            JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    static ClientAssertion parse(String type, String assertion) throws TokenFault {
        if (!TYPE.equals(type)) {
            throw TokenFault.client("The client_assertion_type must be " + TYPE + ".");
        }
        try {
            if (assertion.length() <= MOST_LENGTH) {
                SignedJWT jwt = SignedJWT.parse(assertion);
                return new ClientAssertion(jwt, jwt.getJWTClaimsSet());
            }
        } catch (ParseException | RuntimeException unreadable) {
            // Told as every other fault of an assertion.
        }
        throw TokenFault.client("The client_assertion token cannot be parsed.");
    }

    String clientId() {
        return claims.getSubject();
    }

    /**
     * Unique for each assertion: its id, or where it has none, what was signed. Never the whole text, to which a thief can
     * give other forms: another signature that is right as well (ECDSA), other spare bits of the encoding, a blank.
     */
    String id() {
        return claims.getJWTID() == null ? new String(jwt.getSigningInput(), StandardCharsets.US_ASCII) : claims.getJWTID();
    }

    Instant expires() {
        return ClaimTimes.of(jwt, "exp").orElse(Instant.EPOCH);
    }

    /** Refuses it unless this client signed it, for this endpoint, for now. */
    void verify(ApiClient client, String endpoint, Instant now) throws TokenFault {
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            throw TokenFault.client("The client_assertion is signed with an algorithm that is not supported.");
        }
        if (!client.hasKeys() || !isSignedBy(client)) {
            throw TokenFault.client("The client_assertion signature is invalid.");
        }
        if (!client.getId().equals(claims.getIssuer()) || !client.getId().equals(claims.getSubject())) {
            throw TokenFault.client("The parameters 'iss' and 'sub' of the client_assertion must be the client id.");
        }
        if (!claims.getAudience().contains(endpoint)) {
            throw TokenFault.client("The audience claim for client_assertion must be the endpoint invoked for the request.");
        }
        verifyTimes(now);
    }

    private void verifyTimes(Instant now) throws TokenFault {
        if (ClaimTimes.of(jwt, "exp").isEmpty()) {
            throw TokenFault.client("The client_assertion has no expiration time.");
        }
        if (!expires().isAfter(now)) {
            throw TokenFault.client("The client_assertion token is expired.");
        }
        if (expires().isAfter(now.plus(LONGEST).plus(SKEW))) {
            throw TokenFault.client("The client_assertion token has an expiration too far into the future.");
        }
        if (Stream.of("nbf", "iat").flatMap(claim -> ClaimTimes.of(jwt, claim).stream()).anyMatch(time -> time.isAfter(now.plus(SKEW)))) {
            throw TokenFault.client("The client_assertion token is not valid yet.");
        }
    }

    private boolean isSignedBy(ApiClient client) {
        String kid = jwt.getHeader().getKeyID();
        try {
            for (JWK key : JWKSet.parse(client.getJwks()).getKeys()) {
                boolean meant = kid == null || key.getKeyID() == null || kid.equals(key.getKeyID());
                if (meant && fits(key) && jwt.verify(verifier(key))) {
                    return true;
                }
            }
            return false;
        } catch (ParseException | JOSEException | RuntimeException unusable) {
            return false;
        }
    }

    /** A key is used with the algorithms of its own type and curve only, so that the header cannot choose another. */
    private boolean fits(JWK key) {
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        boolean ofType = key instanceof RSAKey ? JWSAlgorithm.Family.RSA.contains(algorithm)
                : key instanceof ECKey ec && Map.of(JWSAlgorithm.ES256, "P-256", JWSAlgorithm.ES384, "P-384", JWSAlgorithm.ES512, "P-521")
                        .getOrDefault(algorithm, "").equals(ec.getCurve().getName());
        return ofType && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier(key.toECKey());
    }
}
