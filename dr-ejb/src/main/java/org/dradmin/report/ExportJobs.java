package org.dradmin.report;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.SystemLog;

/**
 * The writers' hand on the exports: short transactions of its own, each change conditional on the turn it was made in, so
 * that a node which was only slow changes nothing any more. All times are the database's. Public only because the
 * container asks for it; nobody outside this package has a use for it.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ExportJobs {

    /** How long a turn lasts without a sign of life. */
    static final Duration TURN = Duration.ofMinutes(2);
    /** Turns after which it is the export that is wrong, and not the nodes. */
    static final int MOST_TURNS = 3;

    private static final String IN_TURN = " WHERE x.id = :id AND x.epoch = :epoch AND x.state = org.dradmin.report.ExportState.RUNNING";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private DatabaseClock clock;
    @Inject
    private SystemLog log;
    @Inject
    private ExportMail mail;
    @Inject
    private Settings settings;

    /**
     * What nobody writes: new, its node silent for too long, or this very node's from before its restart.
     *
     * @param here what this node is writing
     */
    public List<String> idle(String node, Collection<String> here, int most) {
        return em.createQuery("SELECT x.id FROM LogExport x WHERE x.state = :waiting OR x.state = :running AND (x.leaseUntil < :now OR x.node = :node)"
                        + " ORDER BY x.createdAt, x.id", String.class).setParameter("waiting", ExportState.WAITING).setParameter("running", ExportState.RUNNING)
                .setParameter("now", clock.now(em)).setParameter("node", node).setMaxResults(most + here.size()).getResultList().stream()
                .filter(id -> !here.contains(id)).limit(most).toList();
    }

    /** Takes a turn; nothing where another node was faster, or where there is nothing to write any more. */
    public Optional<ExportRun> take(String id, String node) {
        LogExport export = em.find(LogExport.class, id);
        if (export == null || export.getState().ended()) {
            return Optional.empty();
        }
        long turn = export.getEpoch() + 1;
        // Where another node's turn only seems to be over, that node may still write into its file.
        ExportRun.Reached from = export.getState() == ExportState.WAITING || node.equals(export.getNode()) ? export.reached() : ExportRun.Reached.NOTHING;
        if (em.createQuery("UPDATE LogExport x SET x.state = :running, x.node = :node, x.epoch = :turn, x.leaseUntil = :until, x.attempts = x.attempts + 1"
                        + " WHERE x.id = :id AND x.epoch = :before").setParameter("running", ExportState.RUNNING).setParameter("node", node)
                .setParameter("turn", turn).setParameter("until", clock.now(em).plus(TURN)).setParameter("id", id).setParameter("before", turn - 1).executeUpdate() == 0) {
            return Optional.empty();
        }
        ExportRun run = new ExportRun(id, turn, export.query(), export.getFormat(), from);
        if (export.isCancelWanted()) {
            end(run, ExportState.CANCELLED, "Cancelled by the one who asked for it.", null);
            return Optional.empty();
        } else if (export.getAttempts() >= MOST_TURNS) {
            end(run, ExportState.FAILED, "Given up: the server ended " + MOST_TURNS + " times while it wrote this export. Ask for it again, or for less.", null);
            return Optional.empty();
        }
        return Optional.of(run);
    }

    /** A sign of life. @return whether to go on: it is still this node's turn, and nobody has cancelled it */
    public boolean progress(ExportRun run, ExportRun.Reached reached) {
        return reached(run, reached, ", x.leaseUntil = :until", clock.now(em).plus(TURN)) && !em.createQuery("SELECT x.cancelWanted FROM LogExport x WHERE x.id = :id", Boolean.class).setParameter("id", run.id()).getSingleResult();
    }

    private boolean reached(ExportRun run, ExportRun.Reached reached, String more, Instant until) {
        return inTurn("UPDATE LogExport x SET x.written = :written, x.bytes = :bytes, x.percent = :percent, x.reached = :reached" + more, run)
                .setParameter("written", reached.events()).setParameter("bytes", reached.bytes()).setParameter("percent", reached.percent())
                .setParameter("reached", reached.cursor() == null ? null : reached.cursor().token()).setParameter("until", until).executeUpdate() == 1;
    }

    /** Gives the turn back, because the server stops: whoever comes first goes on from there, and the turn is none that was in vain. */
    public void pause(ExportRun run, ExportRun.Reached reached) {
        reached(run, reached, ", x.attempts = x.attempts - 1, x.leaseUntil = :until, x.state = org.dradmin.report.ExportState.WAITING", null);
    }

    /** The turn before was ended in good order by a server that could not say so: it is none that was in vain. */
    public void excuse(String id) {
        em.createQuery("UPDATE LogExport x SET x.attempts = x.attempts - 1 WHERE x.id = :id AND x.attempts > 0").setParameter("id", id).executeUpdate();
    }

    /** It is whole. @return whether it was still this node's turn */
    public boolean ready(ExportRun run, long written, long bytes, String digest) {
        return progressAtEnd(run, written, bytes) && end(run, ExportState.READY, null, digest);
    }

    /** It will not be whole: broken, or cancelled. */
    public void broken(ExportRun run, long written, long bytes, String reason) {
        if (progressAtEnd(run, written, bytes)) {
            boolean cancelled = em.find(LogExport.class, run.id()).isCancelWanted();
            end(run, cancelled ? ExportState.CANCELLED : ExportState.FAILED, cancelled ? "Cancelled by the one who asked for it." : reason, null);
        }
    }

    private boolean progressAtEnd(ExportRun run, long written, long bytes) {
        return inTurn("UPDATE LogExport x SET x.written = :written, x.bytes = :bytes", run)
                .setParameter("written", written).setParameter("bytes", bytes).executeUpdate() == 1;
    }

    private boolean end(ExportRun run, ExportState state, String reason, String digest) {
        Instant now = clock.now(em);
        if (inTurn("UPDATE LogExport x SET x.state = :state, x.reason = :reason, x.digest = :digest, x.endedAt = :now, x.expiresAt = :expires, x.leaseUntil = NULL", run)
                .setParameter("state", state).setParameter("reason", reason).setParameter("digest", digest).setParameter("now", now)
                .setParameter("expires", now.plus(settings.exportKept())).executeUpdate() == 0) {
            return false;
        }
        LogExport export = em.find(LogExport.class, run.id());
        em.refresh(export);
        Entry entry = export.entry().fact("bytes", export.getBytes()).fact("sha256", digest);
        log.write(state == ExportState.READY ? entry : entry.failed(reason));
        if (state != ExportState.CANCELLED) {
            mail.ended(export.getOwnerId(), export.row());
        }
        return true;
    }

    private Query inTurn(String update, ExportRun run) {
        return em.createQuery(update + IN_TURN).setParameter("id", run.id()).setParameter("epoch", run.epoch());
    }

    /** What has been kept for long enough and was written by this node, whose file it is, or by one that clears nothing away any more. */
    public List<String> expired(String node, int most) {
        Instant now = clock.now(em);
        return em.createQuery("SELECT x.id FROM LogExport x WHERE x.expiresAt < :now AND (x.node = :node OR x.node IS NULL OR x.endedAt < :gone) ORDER BY x.expiresAt", String.class)
                .setParameter("now", now).setParameter("node", node).setParameter("gone", now.minus(settings.exportKept().plusDays(1))).setMaxResults(most).getResultList();
    }

    public void forget(String id) {
        em.createQuery("DELETE FROM LogExport x WHERE x.id = :id AND x.expiresAt < :now").setParameter("id", id).setParameter("now", clock.now(em)).executeUpdate();
    }
}
