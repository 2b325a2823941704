package org.dradmin.evidence;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dradmin.platform.LogContext;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogChain;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.chain.Seal;

/**
 * Checks the whole log and writes down what came out: a row, an event and, where something is wrong, a mail to every
 * super admin, in one transaction. Public only because the container asks for it.
 */
@Stateless
@PermitAll
public class Verifier {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @Inject
    private LogChain chain;
    @Inject
    private Seals seals;
    @Inject
    private SealFile file;
    @Inject
    private SealKeyFile key;
    @Inject
    private SealMail mail;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Writes down that a check begins; a name is taken once only, which fails for the second one. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void begin(String id, String byWhom) {
        em.persist(new Verification(id, clock.instant(), byWhom));
        em.flush();
    }

    /** The check that runs now, if one does. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Verification> running() {
        return recent(10).stream().filter(check -> check.isRunning(clock.instant())).findFirst();
    }

    /** The last checks, newest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Verification> recent(int most) {
        return em.createQuery("SELECT v FROM Verification v ORDER BY v.startedAt DESC, v.id", Verification.class).setMaxResults(most).getResultList();
    }

    /** The last check that came to its end. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Verification> last() {
        return em.createQuery("SELECT v FROM Verification v WHERE v.endedAt IS NOT NULL ORDER BY v.startedAt DESC, v.id", Verification.class)
                .setMaxResults(1).getResultStream().findFirst();
    }

    /** Checks, as long as it takes; nobody waits for it. @return whether all is as it was written */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean run(String id) {
        LogCheck.Result result;
        try {
            result = new LogCheck(chain, seals, file, key).run();
        } catch (IOException | RuntimeException e) {
            LogContext.logger().severe("The verification of the System Log broke off: " + e);
            result = new LogCheck.Result(0, 0, 0, 0, 1, List.of("The verification broke off; the server's log says where: " + e.getMessage()), List.of());
        }
        context.getBusinessObject(Verifier.class).conclude(id, result);
        return result.faults() == 0;
    }

    /** Part of {@link #run}. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void conclude(String id, LogCheck.Result result) {
        em.find(Verification.class, id).end(result, clock.instant());
        Entry entry = Entry.of(EventType.LOG_VERIFY).fact("events", result.events()).fact("firstPlace", result.first())
                .fact("provenUpToPlace", result.proven()).fact("lastPlace", result.last()).fact("lastSeal", seals.newest().map(Seal::number).orElse(null));
        if (result.faults() == 0) {
            log.write(entry);
            return;
        }
        log.write(entry.failed(result.faults() + " faults. " + result.findings().get(0)).fact("findings", String.join("\n", result.findings())));
        mail.alarm(id, result.faults(), result.findings());
    }

    /** Forgets checks of long ago; the events about them stay. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void forget() {
        em.createQuery("DELETE FROM Verification v WHERE v.startedAt < :longAgo")
                .setParameter("longAgo", clock.instant().minus(Duration.ofDays(366))).executeUpdate();
    }
}
