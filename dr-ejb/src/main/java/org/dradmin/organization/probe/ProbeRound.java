package org.dradmin.organization.probe;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The round of probes that is due next, or who makes it. There is one row; whoever takes the round changes it. */
@Entity
@Table(name = "probe_round")
class ProbeRound {

    static final String ID = "probe";

    @Id
    private String id;
    @Column(name = "round_no")
    private long number;
    private String owner;
    @Column(name = "due_at")
    private Instant dueAt;
    @Column(name = "lease_until")
    private Instant leaseUntil;
    @Column(name = "counted_at")
    private Instant countedAt;

    protected ProbeRound() {
    }

    long number() {
        return number;
    }

    Instant countedAt() {
        return countedAt;
    }

    /** The round is written down. */
    void end(Instant now) {
        countedAt = now;
        leaseUntil = now;
    }
}
