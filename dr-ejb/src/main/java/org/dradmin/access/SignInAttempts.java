package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Meets guessing with delays that grow and expire, without letting a stranger lock anybody out. An attempt is counted
 * before the password is looked at, so that a hundred at once are a hundred.
 *
 * <p>A browser in which the person signed in before has a count of its own and waits for nothing else. Any other
 * attempt waits for its address and for the account <em>from that address</em>; guessing on an account from elsewhere
 * only takes the free mistakes of such addresses away, so that the first attempt from a fresh address always goes
 * through and the owner of the account, in a disaster, gets in.
 */
@Stateless
public class SignInAttempts {

    private static final int FREE_PER_BROWSER = 5;
    private static final int FREE_PER_ADDRESS = 10;
    private static final int FREE_PER_ACCOUNT_AND_ADDRESS = 3;
    private static final int ACCOUNT_UNDER_ATTACK = 10;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Clock clock;

    /** The counts an attempt falls under. */
    public record Keys(String browser, String address, String accountFromAddress, String account) {

        static Keys of(String usernameKey, String address, String knownBrowser) {
            String network = network(address);
            return new Keys(knownBrowser == null ? null : digest("browser", knownBrowser + "\n" + usernameKey),
                    digest("address", network), digest("pair", network + "\n" + usernameKey), digest("account", usernameKey));
        }

        /** Of asking for a new password by mail, which delays no sign-in. */
        static Keys ofForgotten(String usernameKey, String address) {
            String network = network(address);
            return new Keys(null, digest("forgotten-address", network), digest("forgotten-pair", network + "\n" + usernameKey),
                    digest("forgotten-account", usernameKey));
        }

        /** An IPv6 host has a whole /64 (RFC 4291) to come from; it counts as one. */
        private static String network(String address) {
            if (address == null || !address.contains(":")) {
                return String.valueOf(address);
            }
            try {
                byte[] bytes = java.net.InetAddress.getByName(address).getAddress();
                return HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
            } catch (java.net.UnknownHostException e) {
                return address;
            }
        }

        private static String digest(String kind, String value) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
                return kind + ":" + HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What became of asking to try: how long to wait (zero: go on), and whether this attempt began the waiting. */
    public record Admission(Duration delay, boolean delayBegins) {
        boolean granted() {
            return delay.isZero();
        }
    }

    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Admission admit(Keys keys) {
        Instant now = clock.instant();
        if (keys.browser() != null) {
            return admit(now, new Count(attempt(keys.browser(), now), FREE_PER_BROWSER));
        }
        SignInAttempt account = attempt(keys.account(), now);
        boolean underAttack = account.failures(now) >= ACCOUNT_UNDER_ATTACK;
        Admission admission = admit(now, new Count(attempt(keys.address(), now), FREE_PER_ADDRESS),
                new Count(attempt(keys.accountFromAddress(), now), underAttack ? 1 : FREE_PER_ACCOUNT_AND_ADDRESS));
        if (admission.granted()) {
            account.fail(Integer.MAX_VALUE, now);
        }
        return admission;
    }

    private record Count(SignInAttempt attempt, int free) { }

    private Admission admit(Instant now, Count... counts) {
        Duration wait = Duration.ZERO;
        for (Count count : counts) {
            Duration remaining = count.attempt.remaining(now);
            wait = remaining.compareTo(wait) > 0 ? remaining : wait;
        }
        boolean begins = false;
        if (wait.isZero()) {
            for (Count count : counts) {
                count.attempt.fail(count.free, now);
                begins |= !count.attempt.remaining(now).isZero();
            }
        }
        return new Admission(wait, begins);
    }

    /** The attempt that was admitted was right: what it counted is taken back. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void succeeded(Keys keys) {
        Instant now = clock.instant();
        if (keys.browser() != null) {
            em.remove(attempt(keys.browser(), now));
            return;
        }
        em.remove(attempt(keys.accountFromAddress(), now));
        attempt(keys.address(), now).forgive(now);
        attempt(keys.account(), now).forgive(now);
    }

    /** Forgets counts that no longer matter. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int forget() {
        return em.createQuery("DELETE FROM SignInAttempt a WHERE a.lastFailure < :then")
                .setParameter("then", clock.instant().minus(SignInAttempt.MEMORY)).executeUpdate();
    }

    private SignInAttempt attempt(String key, Instant now) {
        SignInAttempt found = em.find(SignInAttempt.class, key, LockModeType.PESSIMISTIC_WRITE);
        if (found == null) {
            found = new SignInAttempt(key, now);
            em.persist(found);
            em.flush();
        }
        return found;
    }
}
