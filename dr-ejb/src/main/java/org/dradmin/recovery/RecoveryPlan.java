package org.dradmin.recovery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dradmin.systemlog.Actor;

/** One version of the recovery plan. Versions are never changed: each operation stays bound to the one it began with. */
@Entity
@Table(name = "recovery_plan")
public class RecoveryPlan {

    @Id
    private int version;
    @Lob
    private String document;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "created_by")
    private String createdBy;
    private String remark;

    protected RecoveryPlan() {
    }

    /** @param remark what was changed and why; may be null */
    public RecoveryPlan(int version, Plan plan, Actor author, String remark, Instant now) {
        this.version = version;
        this.document = plan.json();
        this.createdAt = now;
        this.createdBy = author.displayName();
        this.remark = remark;
    }

    public int getVersion() {
        return version;
    }

    public Plan getPlan() {
        return Plan.read(document);
    }

    /** The plan as JSON, as the organization file takes it. */
    public String getDocument() {
        return document;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** Who wrote it, by the name people know. */
    public String getCreatedBy() {
        return createdBy;
    }

    public String getRemark() {
        return remark;
    }
}
