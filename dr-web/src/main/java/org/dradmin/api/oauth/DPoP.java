package org.dradmin.api.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPTokenRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.util.singleuse.AlreadyUsedException;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.dradmin.access.token.UsedTokenIds;
import org.dradmin.platform.KeyFile;

/**
 * Proofs that whoever uses a token holds its key (RFC 9449). The nonce is a time and a code that only holders of the
 * installation's key can make, so that every node knows one when it sees it and none has to be kept.
 */
@ApplicationScoped
class DPoP {

    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
            JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);
    /** How far {@code iat} may be from now. */
    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Duration NONCE_LIFE = Duration.ofMinutes(10);
    private static final String PURPOSE = "dpop nonce";

    @Inject
    private UsedTokenIds usedIds;
    @Inject
    private KeyFile keyFile;
    @Inject
    private Clock clock;

    /** The client must make another proof, with the nonce of the answer. */
    static final class NonceWanted extends Exception {
        private static final long serialVersionUID = 1;
    }

    String newNonce() {
        return nonce(clock.instant().getEpochSecond());
    }

    private String nonce(long second) {
        byte[] code = Arrays.copyOf(keyFile.code(PURPOSE, Long.toString(second)), 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(24).putLong(second).put(code).array());
    }

    private boolean isOurs(String nonce) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(nonce);
            if (bytes.length != 24) {
                return false;
            }
            Instant made = Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong());
            Instant now = clock.instant();
            return MessageDigest.isEqual(nonce.getBytes(), nonce(made.getEpochSecond()).getBytes())
                    && !made.isAfter(now.plusSeconds(60)) && made.plus(NONCE_LIFE).isAfter(now);
        } catch (RuntimeException notOurs) {
            return false;
        }
    }

    /** The thumbprint of the key that the token is to be bound to. */
    String forToken(TokenRequest request, String clientId, URI endpoint) throws TokenFault, NonceWanted {
        if (request.proofs().size() != 1) {
            throw TokenFault.of("invalid_dpop_proof", "The DPoP proof JWT header is missing.");
        }
        try {
            SignedJWT proof = SignedJWT.parse(request.proofs().get(0));
            String nonce = proof.getJWTClaimsSet().getStringClaim("nonce");
            if (nonce == null || !isOurs(nonce)) {
                throw new NonceWanted();
            }
            return new DPoPTokenRequestVerifier(ALGORITHMS, endpoint, AGE.toSeconds(), this::markAsUsed)
                    .verify(new DPoPIssuer(clientId), proof, Set.of(new Nonce(nonce))).getValue().toString();
        } catch (ParseException | InvalidDPoPProofException | JOSEException | IllegalArgumentException wrong) {
            throw TokenFault.of("invalid_dpop_proof", "The DPoP proof is not valid.");
        }
    }

    /** Whether the proof shows that the sender of this request holds the key of the token. */
    boolean proves(String proof, String method, URI uri, String clientId, String token, String thumbprint) {
        try {
            new DPoPProtectedResourceRequestVerifier(ALGORITHMS, AGE.toSeconds(), this::markAsUsed).verify(method, uri, new DPoPIssuer(clientId),
                    SignedJWT.parse(proof), new DPoPAccessToken(token), new JWKThumbprintConfirmation(new com.nimbusds.jose.util.Base64URL(thumbprint)), (Nonce) null);
            return true;
        } catch (ParseException | InvalidDPoPProofException | AccessTokenValidationException | JOSEException | IllegalArgumentException wrong) {
            return false;
        }
    }

    private void markAsUsed(Map.Entry<DPoPIssuer, JWTID> proof) throws AlreadyUsedException {
        if (!usedIds.firstUse("proof " + proof.getKey().getValue(), proof.getValue().getValue(), clock.instant().plus(AGE.multipliedBy(2)))) {
            throw new AlreadyUsedException("This proof was used before.");
        }
    }
}
