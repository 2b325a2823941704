package org.dradmin.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.platform.KeyFile;
import org.dradmin.platform.Roles;

/**
 * Signs access tokens and says which keys they are signed with. The keys are in the database; a look at it now and then
 * brings what other nodes made. A new key takes over every 90 days, or when the key file is another one, and breaks no
 * token that is out.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TokenKeys {

    static final Duration LIFE = Duration.ofDays(90);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    @Inject
    private SigningKeys keys;
    @Inject
    private KeyFile keyFile;
    @Inject
    private Clock clock;

    private volatile Ring ring;

    /** What was found at a look: the key that signs, and those that verify. */
    private record Ring(RSASSASigner signer, String kid, JWKSet all, Instant since, Instant seen) {

        boolean signsAt(Instant now) {
            return signer != null && since.plus(LIFE).isAfter(now);
        }
    }

    /** The token in its compact form, signed with the newest key (RS256). */
    @PermitAll
    public String sign(JWTClaimsSet claims) {
        Ring now = signing();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(now.kid()).build(), claims);
        try {
            token.sign(now.signer());
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public keys, for whoever verifies tokens. */
    @PermitAll
    public JWKSet publicKeys() {
        return signing().all();
    }

    /** The public key with this id; one that this node does not know yet may have been made by another node. */
    @PermitAll
    public Optional<RSAKey> publicKey(String kid) {
        Optional<RSAKey> known = find(ring(clock.instant()), kid);
        boolean mayBeNew = known.isEmpty() && ring.seen().plusSeconds(1).isBefore(clock.instant());
        return mayBeNew ? find(look(clock.instant()), kid) : known;
    }

    /** Has the next token signed with a new key, as a person asks; tokens that are out stay good. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @AllowedWhileReadOnly("A key that others may know gives way at any time.")
    public void rotate(String why) {
        keys.renew(why);
        look(clock.instant());
    }

    private static Optional<RSAKey> find(Ring in, String kid) {
        return Optional.ofNullable(kid == null ? null : in.all().getKeyByKeyId(kid)).map(JWK::toRSAKey);
    }

    private Ring signing() {
        Instant now = clock.instant();
        Ring current = ring(now);
        if (!current.signsAt(now)) {
            current = renew(now);
        }
        return current;
    }

    /** One request makes the key and the others wait for it. */
    private synchronized Ring renew(Instant now) {
        Ring fresh = look(now);
        if (fresh.signsAt(now)) {
            return fresh;
        }
        keys.make(fresh.all().isEmpty() ? "There was none yet." : fresh.signer() == null
                ? "The one before was sealed with another key file." : "The one before had signed for " + LIFE.toDays() + " days.");
        return look(now);
    }

    private Ring ring(Instant now) {
        Ring last = ring;
        return last == null || last.seen().plus(LOOK_AGAIN).isBefore(now) ? look(now) : last;
    }

    private Ring look(Instant now) {
        List<SigningKey> found = keys.all();
        List<JWK> all = new ArrayList<>();
        try {
            for (SigningKey key : found) {
                all.add(JWK.parse(key.getPublicJwk()));
            }
            Optional<String> own = found.isEmpty() ? Optional.empty() : keyFile.unseal(SigningKeys.PURPOSE, found.get(0).getSealed());
            RSAKey key = own.isPresent() ? RSAKey.parse(own.get()) : null;
            ring = key == null ? new Ring(null, null, new JWKSet(all), Instant.EPOCH, now)
                    : new Ring(new RSASSASigner(key), key.getKeyID(), new JWKSet(all), found.get(0).getCreatedAt(), now);
            return ring;
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("A stored signing key cannot be read.", e);
        }
    }
}
