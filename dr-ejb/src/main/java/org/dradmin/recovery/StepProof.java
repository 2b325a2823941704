package org.dradmin.recovery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/**
 * What was seen at a {@link StepRun}, as JSON: large with many domains, so it is written by itself and read by those only
 * who tell of it.
 */
@Entity
@Table(name = "step_run")
@IdClass(StepRun.Key.class)
public class StepProof {

    private static final String UPDATE = "UPDATE StepProof p SET p.%1$s = :proof WHERE p.operationId = :id AND p.step = :step AND p.batch = :batch%2$s";

    @Id
    @Column(name = "operation_id")
    private String operationId;
    @Id
    private int step;
    @Id
    private int batch;
    @Lob
    @Column(name = "proof_before")
    private String seenBefore;
    @Lob
    @Column(name = "proof_switched")
    private String switched;
    @Lob
    @Column(name = "proof_after")
    private String seenAfter;

    protected StepProof() {
    }

    /** What the connector saw when it looked. The first look counts: what a later attempt sees may be our own doing. */
    public static void before(EntityManager em, StepRun run, String proof) {
        write(em, run, UPDATE.formatted("seenBefore", " AND p.seenBefore IS NULL"), proof);
    }

    /** What it said of its switch, such as a data-loss receipt; a later attempt that finds it switched already has less to say. */
    public static void switched(EntityManager em, StepRun run, String proof) {
        write(em, run, UPDATE.formatted("switched", ""), proof);
    }

    /** What was seen in the end. */
    public static void after(EntityManager em, StepRun run, String proof) {
        write(em, run, UPDATE.formatted("seenAfter", ""), proof);
    }

    private static void write(EntityManager em, StepRun run, String update, String proof) {
        em.createQuery(update).setParameter("proof", proof).setParameter("id", run.getOperationId()).setParameter("step", run.getStep())
                .setParameter("batch", run.getBatch()).executeUpdate();
    }
}
