package org.dradmin.report;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogFormat;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * Exports of the System Log that take longer than somebody wants to watch: written in the background, kept for some
 * days, each for the one who asked for it. Every end of one is an event, and so is every download.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
@RolesAllowed(Roles.LOGS_READ)
public class LogExports {

    /** Most that one person has under way, and most that are shown. */
    static final int MOST_UNDER_WAY = 5;
    private static final int MOST_SHOWN = 100;
    private static final String WHY = "What happened during a failover must be provable during the failover; nothing of the organization changes.";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @Inject
    private SystemLog log;
    @Inject
    private DatabaseClock clock;
    @Inject
    private ExportFiles files;

    /**
     * Has an export prepared; it holds the events up to now.
     *
     * @param search the query part of the log page's address that shows the same
     * @return its id
     */
    @AllowedWhileReadOnly(WHY)
    public String prepare(LogQuery query, LogFormat format, String search) {
        if (em.createQuery("SELECT COUNT(x) FROM LogExport x WHERE x.ownerId = :caller AND x.state IN :open", Long.class).setParameter("caller", caller())
                .setParameter("open", EnumSet.of(ExportState.WAITING, ExportState.RUNNING)).getSingleResult() >= MOST_UNDER_WAY) {
            throw new Refusal("You have " + MOST_UNDER_WAY + " exports under way. Wait until one is ready, or cancel one.");
        }
        Instant now = clock.now(em);
        LogQuery upToNow = query.until() == null || query.until().isAfter(now) ? query.until(now) : query;
        LogExport export = new LogExport(caller(), Client.current().actor(), upToNow, format, search, now);
        em.persist(export);
        return export.getId();
    }

    /** The caller's own, newest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ExportRow> own() {
        return new ArrayList<>(em.createQuery("SELECT x FROM LogExport x WHERE x.ownerId = :caller ORDER BY x.createdAt DESC, x.id", LogExport.class)
                .setParameter("caller", caller()).setMaxResults(MOST_SHOWN).getResultList().stream().map(LogExport::row).toList());
    }

    /** Stops one that is under way; who writes it notices within seconds. */
    @AllowedWhileReadOnly(WHY)
    public void cancel(String id) {
        own(id);
        if (em.createQuery("UPDATE LogExport x SET x.cancelWanted = true WHERE x.id = :id AND x.state IN :open").setParameter("id", id)
                .setParameter("open", EnumSet.of(ExportState.WAITING, ExportState.RUNNING)).executeUpdate() == 0) {
            throw new Refusal("This export has ended meanwhile; there is nothing to cancel.");
        }
    }

    /** Forgets one that has ended, and its file. */
    @AllowedWhileReadOnly(WHY)
    public void discard(String id) {
        own(id);
        if (em.createQuery("UPDATE LogExport x SET x.expiresAt = :now WHERE x.id = :id AND x.state NOT IN :open").setParameter("now", Instant.EPOCH)
                .setParameter("id", id).setParameter("open", EnumSet.of(ExportState.WAITING, ExportState.RUNNING)).executeUpdate() == 0) {
            throw new Refusal("This export is under way. Cancel it first.");
        }
    }

    /** One of the caller's own that is ready, to be sent at once: the download is recorded here. Nothing if there is none. */
    @AllowedWhileReadOnly(WHY)
    public Optional<ExportFile> download(String id) {
        Optional<LogExport> ready = Optional.ofNullable(id).map(some -> em.find(LogExport.class, some))
                .filter(export -> export.getOwnerId().equals(caller()) && export.getState() == ExportState.READY);
        return ready.map(export -> {
            Path path = files.ready(export.getId(), export.getFormat());
            if (!Files.isReadable(path)) {
                throw new Refusal("The file is not on this node. It was written by the node " + export.getNode() + "; an administrator can give the nodes a common"
                        + " directory (setting dr.export.dir).");
            }
            log.write(Entry.of(EventType.LOG_EXPORT_DOWNLOAD).on(Target.of("LogExport", export.getId(), path.getFileName().toString()))
                    .fact("bytes", export.getBytes()).fact("sha256", export.getDigest()));
            return new ExportFile(path, export.getFormat(), export.getBytes(), export.getCreatedAt());
        });
    }

    private void own(String id) {
        Optional.ofNullable(em.find(LogExport.class, id)).filter(export -> export.getOwnerId().equals(caller()))
                .orElseThrow(() -> new Refusal("There is no such export of yours any more. Load the page again."));
    }

    private String caller() {
        return context.getCallerPrincipal().getName();
    }
}
