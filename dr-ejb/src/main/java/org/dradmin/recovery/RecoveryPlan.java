package org.dradmin.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** One version of the recovery plan. Versions are never changed: each operation stays bound to the one it began with. */
@Entity
@Table(name = "recovery_plan")
public class RecoveryPlan {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Step> BUILT_IN = List.of(new Step("Front door", "front-door"));

    @Id
    private int version;
    @Lob
    private String failover;
    @Lob
    private String failback;
    @Column(name = "created_at")
    private Instant createdAt;

    protected RecoveryPlan() {
    }

    public RecoveryPlan(int version, List<Step> failover, List<Step> failback, Instant now) {
        this.version = version;
        this.failover = write(failover);
        this.failback = write(failback);
        this.createdAt = now;
    }

    /** The plan of an organization that names none: the front door, both ways. */
    public static RecoveryPlan builtIn(Instant now) {
        return new RecoveryPlan(1, BUILT_IN, BUILT_IN, now);
    }

    public int getVersion() {
        return version;
    }

    /** The steps in their order. */
    public List<Step> steps(OperationKind kind) {
        try {
            return JSON.readValue(kind == OperationKind.FAILOVER ? failover : failback, new TypeReference<>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Version " + version + " of the recovery plan is not readable.", e);
        }
    }

    private static String write(List<Step> steps) {
        try {
            return JSON.writeValueAsString(steps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
