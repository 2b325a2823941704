package org.dradmin.systemlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dradmin.platform.database.ManyRows;

/** A target of an event once more, in columns that filters can ask for; the event itself holds all of its targets. */
@Entity
@Table(name = "log_target")
class LogTarget {

    /** An operation over very many domains is found by its first targets, its own among them. */
    static final int MOST = 200;
    /** So many are not worth a statement of their own kind. */
    private static final int FEW = 5;

    @Id
    private String id;
    @Column(name = "event_uuid")
    private String eventUuid;
    @Column(name = "target_id")
    private String targetId;
    @Column(name = "target_type")
    private String targetType;
    @Column(name = "alternate_id")
    private String alternateId;
    @Column(name = "display_name")
    private String displayName;
    /** The event's time; null in a row that repeats the target of an earlier row of the event, so that by it each event is found once. */
    private Instant published;

    protected LogTarget() {
    }

    private LogTarget(String eventUuid, int place, Target target, Instant published, Set<String> before) {
        this.id = eventUuid + "-" + place;
        this.eventUuid = eventUuid;
        this.targetId = LogEvent.cut(target.id(), 300);
        this.targetType = LogEvent.cut(target.type(), 64);
        this.alternateId = LogEvent.cut(target.alternateId(), 320);
        this.displayName = LogEvent.cut(target.displayName(), 320);
        this.published = targetId == null || before.add(targetId) ? published : null;
    }

    /** What {@link #of(Object[])} takes. */
    static final String COLUMNS = "t.id, t.eventUuid, t.targetId, t.targetType, t.alternateId, t.displayName, t.published";

    /** As it is stored, without the provider's keeping an eye on it. */
    static LogTarget of(Object[] row) {
        LogTarget target = new LogTarget();
        target.id = (String) row[0];
        target.eventUuid = (String) row[1];
        target.targetId = (String) row[2];
        target.targetType = (String) row[3];
        target.alternateId = (String) row[4];
        target.displayName = (String) row[5];
        target.published = (Instant) row[6];
        return target;
    }

    String eventUuid() {
        return eventUuid;
    }

    /** Whether both say the same. */
    boolean says(LogTarget other) {
        return id.equals(other.id) && eventUuid.equals(other.eventUuid) && Objects.equals(targetId, other.targetId)
                && Objects.equals(targetType, other.targetType) && Objects.equals(alternateId, other.alternateId)
                && Objects.equals(displayName, other.displayName)
                && Objects.equals(published, other.published);
    }

    /** Writes an event's targets: many by one statement, where the database takes it. */
    static void write(EntityManager em, boolean postgresql, List<LogTarget> targets) {
        if (!postgresql || targets.size() <= FEW) {
            targets.forEach(em::persist);
            return;
        }
        Map<String, String> columns = new LinkedHashMap<>();
        List.of("id", "event_uuid", "target_id", "target_type", "alternate_id", "display_name").forEach(column -> columns.put(column, "VARCHAR"));
        columns.put("published", "BIGINT");
        ManyRows.insert(em, "log_target", columns, targets.stream().map(t -> Arrays.<Object>asList(t.id, t.eventUuid, t.targetId, t.targetType,
                t.alternateId, t.displayName, t.published == null ? null : t.published.toEpochMilli())).toList());
    }

    static List<LogTarget> of(String eventUuid, Instant published, List<Target> targets) {
        List<LogTarget> rows = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (int i = 0; i < Math.min(MOST, targets.size()); i++) {
            rows.add(new LogTarget(eventUuid, i, targets.get(i), published, before));
        }
        return rows;
    }
}
