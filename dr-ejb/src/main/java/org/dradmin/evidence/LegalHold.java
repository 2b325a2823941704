package org.dradmin.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.dradmin.organization.Refusal;

/** A reason for which nothing of the log may be removed, for as long as it is not lifted. */
@Entity
@Table(name = "log_hold")
public class LegalHold {

    /** Longest reason. */
    public static final int REASON = 1000;

    @Id
    private String id;
    private String reason;
    @Column(name = "set_by")
    private String setBy;
    @Column(name = "set_at")
    private Instant setAt;
    @Column(name = "lifted_reason")
    private String liftedReason;
    @Column(name = "lifted_by")
    private String liftedBy;
    @Column(name = "lifted_at")
    private Instant liftedAt;

    protected LegalHold() {
    }

    LegalHold(String reason, String who, Instant now) {
        id = UUID.randomUUID().toString();
        this.reason = words(reason);
        setBy = who;
        setAt = now;
    }

    void lift(String why, String who, Instant now) {
        if (!isActive()) {
            throw new Refusal("This legal hold was lifted by " + liftedBy + " at " + liftedAt + ". Reload the page to see where things stand.");
        }
        liftedReason = words(why);
        liftedBy = who;
        liftedAt = now;
    }

    private static String words(String reason) {
        String text = reason == null ? "" : reason.strip();
        if (text.isEmpty() || text.length() > REASON) {
            throw new Refusal("Reason: give one of at most " + REASON + " characters; whoever looks at this in years wants to know it.");
        }
        return text;
    }

    public String getId() {
        return id;
    }

    public String getReason() {
        return reason;
    }

    public String getSetBy() {
        return setBy;
    }

    public Instant getSetAt() {
        return setAt;
    }

    public boolean isActive() {
        return liftedAt == null;
    }

    public String getLiftedReason() {
        return liftedReason;
    }

    public String getLiftedBy() {
        return liftedBy;
    }

    public Instant getLiftedAt() {
        return liftedAt;
    }
}
