package org.dradmin.systemlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A target of an event once more, in columns that filters can ask for; the event itself holds all of its targets. */
@Entity
@Table(name = "log_target")
class LogTarget {

    /** An operation over very many domains is found by its first targets, its own among them. */
    static final int MOST = 200;

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

    protected LogTarget() {
    }

    private LogTarget(String eventUuid, int place, Target target) {
        this.id = eventUuid + "-" + place;
        this.eventUuid = eventUuid;
        this.targetId = LogEvent.cut(target.id(), 300);
        this.targetType = LogEvent.cut(target.type(), 64);
        this.alternateId = LogEvent.cut(target.alternateId(), 320);
        this.displayName = LogEvent.cut(target.displayName(), 320);
    }

    String eventUuid() {
        return eventUuid;
    }

    /** Whether both say the same. */
    boolean says(LogTarget other) {
        return id.equals(other.id) && eventUuid.equals(other.eventUuid) && Objects.equals(targetId, other.targetId)
                && Objects.equals(targetType, other.targetType) && Objects.equals(alternateId, other.alternateId)
                && Objects.equals(displayName, other.displayName);
    }

    static List<LogTarget> of(String eventUuid, List<Target> targets) {
        List<LogTarget> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, targets.size()); i++) {
            rows.add(new LogTarget(eventUuid, i, targets.get(i)));
        }
        return rows;
    }
}
