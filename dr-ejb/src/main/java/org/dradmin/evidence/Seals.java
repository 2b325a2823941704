package org.dradmin.evidence;

import jakarta.annotation.security.PermitAll;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogChain;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;
import org.dradmin.systemlog.chain.Seal;
import org.dradmin.systemlog.chain.SealKey;

/**
 * The seals as the database has them, one row of which each names the one before. A new one is made while the chain's
 * end is held, so that two nodes never make the same. Public only because the container asks for it.
 */
@Stateless
@PermitAll
public class Seals {

    /** A seal is looked for every ten seconds, and made when the last one is that old: never more than a minute apart. */
    static final Duration APART = Duration.ofSeconds(45);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SealKeyFile key;
    @Inject
    private SealMail mail;
    @Inject
    private LogChain chain;
    @Inject
    private SystemLog log;
    @Inject
    private Settings settings;
    @Inject
    private Clock clock;

    /** A line as it stands in the database, whatever it may be, and the number under which it stands there. */
    public record Kept(long number, String line) {
    }

    /** The last one; nothing also where it cannot be read, which {@link #fault} and a check tell. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Seal> newest() {
        return readable(recent(1).stream());
    }

    /** The lines behind this number, in the order of the seals. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Kept> after(long number, int most) {
        return em.createQuery("SELECT s.number, s.line FROM StoredSeal s WHERE s.number > :number ORDER BY s.number", Object[].class)
                .setParameter("number", number).setMaxResults(most).getResultStream().map(row -> new Kept((Long) row[0], (String) row[1])).toList();
    }

    /** The last seals, newest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> recent(int most) {
        return em.createQuery("SELECT s.line FROM StoredSeal s ORDER BY s.number DESC", String.class).setMaxResults(most).getResultList();
    }

    /** The last one of its kind; nothing also where it cannot be read. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Seal> newest(Seal.Kind kind) {
        return readable(lines(kind, " DESC"));
    }

    /** The first one of its kind; nothing also where it cannot be read. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Seal> first(Seal.Kind kind) {
        return readable(lines(kind, ""));
    }

    private Stream<String> lines(Seal.Kind kind, String order) {
        return em.createQuery("SELECT s.line FROM StoredSeal s WHERE s.kind = :kind ORDER BY s.number" + order, String.class)
                .setParameter("kind", kind).setMaxResults(1).getResultStream();
    }

    private static Optional<Seal> readable(Stream<String> lines) {
        try {
            return lines.findFirst().map(Seal::read);
        } catch (IllegalArgumentException changed) {
            return Optional.empty();
        }
    }

    /** Whether nothing stands in the way of this server's making seals; otherwise why not, in words. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<String> fault() {
        if (recent(1).isEmpty()) {
            return Optional.empty();
        }
        Optional<Seal> announced = newest(Seal.Kind.KEY);
        return newest().isEmpty() || announced.isEmpty() ? Optional.of("The last seals in the database cannot be read: somebody changed them.")
                : fault(keyId(announced.get()));
    }

    private Optional<String> fault(String current) {
        return key.has(current) ? Optional.empty() : Optional.of("The key of this server is not the one that signs seals (" + current
                + "). Put that key's file where the setting dr.seal.key says, the same on all nodes; if it is lost, begin with the new key.");
    }

    /** The key announced, or no key's id. */
    private static String keyId(Seal announcement) {
        try {
            return SealKey.id(announcement.announced());
        } catch (IllegalArgumentException changed) {
            return "";
        }
    }

    /** Seals what is new, if the last seal is old enough. @return whether a seal was made */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean seal() {
        LogChain.End end = chain.holdEnd();
        if (fault().isPresent()) {
            return false;
        }
        Seal before = newest().orElse(null);
        if (before == null) {
            // The first seal vouches for nothing yet but says whose seals these are.
            before = announce(key.id(), null, end);
        }
        String current = keyId(newest(Seal.Kind.KEY).orElseThrow());
        if (!current.equals(key.id())) {
            before = announce(current, before, end);
            current = key.id();
        }
        long sealed = newest(Seal.Kind.SEAL).map(Seal::position).orElse(0L);
        boolean due = newest(Seal.Kind.SEAL).map(last -> !last.time().plus(APART).isAfter(clock.instant())).orElse(true);
        if (!due || !chain.hasNews(sealed, end.position(), EventType.LOG_SEAL)) {
            return false;
        }
        Seal seal = store(key.sign(current, before, Seal.Kind.SEAL, end.position(), end.hash(), clock.instant(), null));
        mail.tell(seal, sealed);
        if (settings.sealEvents()) {
            log.write(Entry.of(EventType.LOG_SEAL).by(Actor.SYSTEM).on(Target.of("Seal", Long.toString(seal.number()), "Seal " + seal.number()))
                    .fact("position", seal.position()).fact("hash", seal.hash()).fact("seal", seal.line()));
        }
        return true;
    }

    /** The key that is to sign is introduced: by the key before, or, the first one or after a loss, by itself. */
    private Seal announce(String signer, Seal before, LogChain.End end) {
        Seal announcement = store(key.sign(signer, before, Seal.Kind.KEY, end.position(), end.hash(), clock.instant(), key.publicKey()));
        log.write(Entry.of(EventType.LOG_SEAL_KEY).on(Target.of("SealKey", key.id(), "Key for seals"))
                .because(before == null ? "There was none yet." : signer.equals(key.id()) ? "The key before is lost; nothing but this event says that the new one is to be believed."
                        : "The key before has signed it.").fact("previousKey", before == null ? null : signer).fact("seal", announcement.number()));
        return announcement;
    }

    /** Begins with this server's own key although the key before does not say so. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void beginAnew() {
        announce(key.id(), newest().orElse(null), chain.holdEnd());
    }

    /** Says, signed, that the log begins behind this place from now on. In the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Seal checkpoint(long position, String hash) {
        chain.holdEnd();
        String current = keyId(newest(Seal.Kind.KEY).orElseThrow());
        return store(key.sign(current, newest().orElseThrow(), Seal.Kind.CHECKPOINT, position, hash, clock.instant(), null));
    }

    private Seal store(Seal seal) {
        em.persist(new StoredSeal(seal));
        em.flush();
        return seal;
    }
}
