package org.dradmin.recovery;

import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * A step with one batch and what was seen at it, as JSON that {@link Proof} reads.
 *
 * @param before the switch; null where nothing was looked at
 * @param switched what the switch itself said; null where nothing was switched
 * @param after in the end
 */
public record ProvenStep(StepRun run, String before, String switched, String after) {

    /** An operation's journal, a page of it: proofs can be large. */
    static List<ProvenStep> of(EntityManager em, String operationId, int first, int most) {
        return em.createQuery("SELECT NEW org.dradmin.recovery.ProvenStep(s, p.seenBefore, p.switched, p.seenAfter) FROM StepRun s, StepProof p "
                        + "WHERE s.operationId = :id AND p.operationId = s.operationId AND p.step = s.step AND p.batch = s.batch "
                        + "ORDER BY s.group, s.step, s.batch", ProvenStep.class)
                .setParameter("id", operationId).setFirstResult(first).setMaxResults(most).getResultList();
    }
}
