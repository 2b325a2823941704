package org.dradmin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.LogFormat;
import org.dradmin.systemlog.LogQuery;

/**
 * An export of the System Log that is prepared in the background: what is wanted, for whom, how far it is. Fixed when it
 * is asked for, so that a node that begins anew writes the same file. Whoever writes it holds it for a while and by a
 * number that grows with each turn; {@link ExportJobs} changes the row by conditional updates only.
 */
@Entity
@Table(name = "log_export")
class LogExport {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Id
    private String id;
    @Column(name = "owner_id")
    private String ownerId;
    @Column(name = "owner_name")
    private String ownerName;
    @Column(name = "owner_display")
    private String ownerDisplay;
    @Enumerated(EnumType.STRING)
    private LogFormat format;
    @Lob
    private String wanted;
    @Lob
    private String search;
    @Lob
    private String described;
    @Enumerated(EnumType.STRING)
    private ExportState state;
    private long written;
    private long bytes;
    private String digest;
    private String reason;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "ended_at")
    private Instant endedAt;
    @Column(name = "expires_at")
    private Instant expiresAt;
    @Column(name = "cancel_wanted")
    private boolean cancelWanted;
    private String node;
    @Column(name = "lease_until")
    private Instant leaseUntil;
    private long epoch;
    private String reached;
    private int percent;
    private int attempts;

    protected LogExport() {
    }

    LogExport(String ownerId, Actor owner, LogQuery query, LogFormat format, String search, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.ownerId = ownerId;
        this.ownerName = owner.name();
        this.ownerDisplay = owner.displayName();
        this.format = format;
        try {
            this.wanted = JSON.writeValueAsString(query.parts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A query cannot be written as JSON.", e);
        }
        this.search = search;
        this.described = query.describe();
        this.state = ExportState.WAITING;
        this.createdAt = now;
    }

    LogQuery query() {
        try {
            return LogQuery.of(JSON.readValue(wanted, new TypeReference<>() { }));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored query is not JSON.", e);
        }
    }

    /** The event of its end. */
    Entry entry() {
        return Entry.of(EventType.LOG_EXPORT).by(Actor.user(ownerId, ownerName, ownerDisplay)).fact("filter", described).fact("format", format.title())
                .fact("rows", written).fact("export", id);
    }

    String getId() {
        return id;
    }

    String getOwnerId() {
        return ownerId;
    }

    LogFormat getFormat() {
        return format;
    }

    ExportState getState() {
        return state;
    }

    long getBytes() {
        return bytes;
    }

    String getDigest() {
        return digest;
    }

    Instant getCreatedAt() {
        return createdAt;
    }

    boolean isCancelWanted() {
        return cancelWanted;
    }

    long getEpoch() {
        return epoch;
    }

    /** Turns that have been taken and not given back. */
    int getAttempts() {
        return attempts;
    }

    ExportRun.Reached reached() {
        return reached == null ? ExportRun.Reached.NOTHING : LogCursor.of(reached)
                .map(cursor -> new ExportRun.Reached(written, bytes, percent, cursor)).orElse(ExportRun.Reached.NOTHING);
    }

    String getNode() {
        return node;
    }

    ExportRow row() {
        return new ExportRow(id, format.title(), described, search, state, written, percent, bytes, digest, reason, createdAt, endedAt, expiresAt, cancelWanted);
    }
}
