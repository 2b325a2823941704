package org.dradmin.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.access.token.TokenKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature proves is remembered for a minute, and nothing longer than that or than the token. */
class VerifiedTokensTest {

    private static final String ISSUER = "https://dr.example.test";
    private static final RSAKey KEY = key();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean keyIsThere = true;
    private RuntimeException fault;
    private int looks;

    private final VerifiedTokens tokens = new VerifiedTokens(new TokenKeys() {
        @Override
        public Optional<RSAKey> publicKey(String kid) {
            looks++;
            if (fault != null) {
                throw fault;
            }
            return keyIsThere && KEY.getKeyID().equals(kid) ? Optional.of(KEY) : Optional.empty();
        }
    }, new Issuer() {
        @Override
        String name() {
            return ISSUER;
        }
    }, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(ISSUER).audience(ISSUER).subject("robot").claim("scp", List.of("okta.dr.read", "okta.logs.read"))
                .claim("exp", now.plusSeconds(3600).getEpochSecond());
    }

    private static String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void looksAtASignatureOnceAMinute() {
        String text = sign(claims().build());
        for (int request = 0; request < 5; request++) {
            assertThat(tokens.verified(text)).get().satisfies(token -> {
                assertThat(token.client()).isEqualTo("robot");
                assertThat(token.scopes()).containsExactlyInAnyOrder("okta.dr.read", "okta.logs.read");
                assertThat(token.bound()).isFalse();
            });
        }
        assertThat(looks).isEqualTo(1);
        now = now.plus(VerifiedTokens.LOOK_AGAIN);
        assertThat(tokens.verified(text)).isPresent();
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void forgetsATokenWhoseKeyIsGone() {
        String text = sign(claims().build());
        assertThat(tokens.verified(text)).isPresent();
        keyIsThere = false;
        now = now.plus(VerifiedTokens.LOOK_AGAIN);
        assertThat(tokens.verified(text)).isEmpty();
        assertThat(tokens.size()).isZero();
    }

    @Test
    void takesNoTokenForASecondLongerThanItLasts() {
        String text = sign(claims().claim("exp", now.plusSeconds(10).getEpochSecond()).build());
        assertThat(tokens.verified(text)).isPresent();
        now = now.plus(Duration.ofMillis(9_999));
        assertThat(tokens.verified(text)).isPresent();
        now = now.plusMillis(1);
        assertThat(tokens.verified(text)).isEmpty();
    }

    @Test
    void takesNothingForATokenThatDiffersInOneCharacter() {
        String text = sign(claims().build());
        assertThat(tokens.verified(text)).isPresent();
        for (int place : new int[] {5, text.indexOf('.') + 5, text.lastIndexOf('.') + 5}) {
            char other = text.charAt(place) == 'A' ? 'B' : 'A';
            assertThat(tokens.verified(text.substring(0, place) + other + text.substring(place + 1))).as("place " + place).isEmpty();
        }
        assertThat(tokens.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "exp"})
    void takesNoTokenOfOthersEvenIfTheSignatureIsRight(String claim) {
        assertThat(tokens.verified(sign(claims().claim(claim, null).build()))).isEmpty();
        if (!claim.equals("exp")) {
            assertThat(tokens.verified(sign(claims().claim(claim, claim.equals("sub") ? null : "https://other.example.test").build()))).isEmpty();
        }
        assertThat(tokens.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "\uFFFD.\uFFFD.\uFFFD"})
    void takesNothingThatIsNoToken(String text) {
        assertThat(tokens.verified(text)).isEmpty();
        assertThat(looks).as("no key is looked for").isZero();
    }

    @Test
    void knowsWhichTokensNeedAProof() {
        assertThat(tokens.verified(sign(claims().claim("cnf", Map.of("jkt", "thumb")).build()))).get()
                .matches(VerifiedTokens.Token::bound).extracting(VerifiedTokens.Token::thumbprint).isEqualTo("thumb");
        assertThat(tokens.verified(sign(claims().claim("cnf", Map.of("x5t", "other")).build()))).get()
                .matches(VerifiedTokens.Token::bound, "good for nobody rather than for everybody").extracting(VerifiedTokens.Token::thumbprint).isNull();
    }

    @Test
    void doesNotTakeAFaultOfTheDatabaseForAFaultOfTheToken() {
        fault = new IllegalStateException("The database is away.");
        assertThatThrownBy(() -> tokens.verified(sign(claims().build()))).isSameAs(fault);
    }

    @Test
    void remembersNoMoreThanItMay() {
        JWTClaimsSet.Builder claims = claims();
        for (int n = 0; n <= VerifiedTokens.MOST; n++) {
            tokens.verified(sign(claims.jwtID("n" + n).build()));
        }
        assertThat(tokens.size()).isPositive().isLessThanOrEqualTo(VerifiedTokens.MOST);
    }
}
