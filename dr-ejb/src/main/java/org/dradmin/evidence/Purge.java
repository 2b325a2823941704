package org.dradmin.evidence;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dradmin.platform.LogContext;
import org.dradmin.streaming.StreamBacklog;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogChain;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;
import org.dradmin.systemlog.chain.Seal;

/**
 * Takes the oldest part of the log away once it is older than the retention policy wants. First a signed checkpoint
 * says at which place, and with which hash, the log begins from now on; only then rows go, in portions. Never what is
 * not sealed, never while a legal hold holds, never what an active stream has not sent, and never what a verification has not just found to be as it was written:
 * a purge must not wipe out the traces of a change. Public only because the container asks for it.
 */
@Stateless
@PermitAll
public class Purge {

    static final int PORTION = 1000;
    private static final Duration FRESH = Duration.ofHours(26);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @Inject
    private LogChain chain;
    @Inject
    private Seals seals;
    @Inject
    private Verifier verifier;
    @Inject
    private StreamBacklog streams;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Removes what is due. @return why nothing more was removed than what was begun before, in words; nothing if something was */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Optional<String> run() {
        Optional<String> refused = context.getBusinessObject(Purge.class).checkpoint();
        refused.ifPresent(reason -> LogContext.logger().info("Nothing is taken away from the System Log: " + reason));
        // The check has also looked at the checkpoint; what one of an earlier night left behind goes now.
        Optional<Seal> begun = verifier.last().filter(Verification::isIntact).flatMap(check -> seals.newest(Seal.Kind.CHECKPOINT));
        boolean more = begun.isPresent();
        while (more) {
            more = chain.remove(begun.get().position(), PORTION);
        }
        return refused;
    }

    /** Decides, and writes the decision down where it can be verified; part of {@link #run}. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<String> checkpoint() {
        int days = em.find(RetentionPolicy.class, RetentionPolicy.ID, LockModeType.PESSIMISTIC_WRITE).days();
        if (!em.createQuery("SELECT h.id FROM LegalHold h WHERE h.liftedAt IS NULL", String.class).setMaxResults(1).getResultList().isEmpty()) {
            return Optional.of("a legal hold holds.");
        }
        Instant limit = clock.instant().minus(Duration.ofDays(days));
        long begins = seals.newest(Seal.Kind.CHECKPOINT).map(Seal::position).orElse(0L);
        Optional<Verification> check = verifier.last().filter(last -> last.isIntact() && last.getEndedAt().plus(FRESH).isAfter(clock.instant()));
        if (check.isEmpty()) {
            return Optional.of("no verification of the last day says that it is as it was written.");
        }
        long due = Math.min(chain.firstSince(begins, limit) - 1, check.get().getProvenPosition());
        Optional<StreamBacklog.Behind> behind = streams.furthest().filter(stream -> stream.place() < due && begins < due);
        behind.ifPresent(stream -> log.write(Entry.of(EventType.LOG_PURGE).by(Actor.SYSTEM).failed(stream.words()).fact("stream", stream.name())
                .fact("fromPlace", Math.max(stream.place(), begins) + 1).fact("toPlace", due)));
        long last = behind.map(StreamBacklog.Behind::place).orElse(due);
        if (behind.isPresent() && last <= begins) {
            return behind.map(StreamBacklog.Behind::words);
        }
        if (last <= begins) {
            return Optional.of("nothing that is sealed is older than " + days + " days.");
        }
        Optional<String> fault = seals.fault();
        if (fault.isPresent()) {
            return fault;
        }
        List<LogChain.Row> row = chain.from(last, last, 1);
        if (row.isEmpty()) {
            return Optional.of("there is no event at place " + last + ".");
        }
        Seal checkpoint = seals.checkpoint(last, row.get(0).link().hash());
        log.write(Entry.of(EventType.LOG_PURGE).by(Actor.SYSTEM).on(Target.of("Seal", Long.toString(checkpoint.number()), "Checkpoint"))
                .fact("events", last - begins).fact("fromPlace", begins + 1).fact("toPlace", last).fact("hash", checkpoint.hash())
                .fact("olderThan", limit).fact("days", days).fact("verification", check.get().getId()));
        return Optional.empty();
    }
}
