package org.dradmin.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dradmin.platform.KeyFile;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** The signing keys as the database has them. */
@Stateless
public class SigningKeys {

    static final String PURPOSE = "signing key";
    /** Longer than any token lasts and any node goes without looking. */
    static final Duration KEPT = Duration.ofDays(1);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private KeyFile keyFile;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Every key that tokens may be signed with, the newest first. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<SigningKey> all() {
        return em.createQuery("SELECT k FROM SigningKey k ORDER BY k.createdAt DESC, k.kid", SigningKey.class).getResultList();
    }

    /** Makes the key that signs from now on. Those before it stay for as long as tokens of theirs are out. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void make(String why) {
        made(Entry.of(EventType.SIGNING_KEY).by(Actor.SYSTEM), why);
    }

    /** As {@link #make}, but a person wants it, and stands in the event. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void renew(String why) {
        made(Entry.of(EventType.SIGNING_KEY), why);
    }

    private void made(Entry entry, String why) {
        Instant now = clock.instant();
        List<SigningKey> before = all();
        // A key is out of use since its successor was made.
        for (int i = 1; i < before.size(); i++) {
            if (before.get(i - 1).getCreatedAt().plus(KEPT).isBefore(now)) {
                em.remove(before.get(i));
            }
        }
        try {
            RSAKey key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256).generate();
            em.persist(new SigningKey(key.getKeyID(), key.toPublicJWK().toJSONString(), keyFile.seal(PURPOSE, key.toJSONString()), now));
            log.write(entry.on(Target.of("SigningKey", key.getKeyID(), "Signing key")).because(why));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
