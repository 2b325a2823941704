package org.dradmin.api.oauth;

import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The points in time of a token, each in seconds since 1970 (RFC 7519, 2: NumericDate). */
final class ClaimTimes {

    /** Beyond this no token's time is meant seriously; it keeps sums within what an Instant holds. */
    private static final long LATEST = 253_402_300_799L;

    private ClaimTimes() {
    }

    /** Empty where there is none, or none that can be one. */
    static Optional<Instant> of(SignedJWT token, String claim) {
        Map<String, Object> claims = token.getPayload().toJSONObject();
        return claims != null && claims.get(claim) instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LATEST
                ? Optional.of(Instant.ofEpochSecond(number.longValue())) : Optional.empty();
    }
}
