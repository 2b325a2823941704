package org.dradmin.recovery.engine;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dradmin.platform.database.Portions;

/**
 * Some domains of a batch, to whom the same happens: written by one statement where they are the batch, or all of it but
 * a few, and by as few as can be otherwise.
 */
final class Part {

    private final String operationId;
    private final int batch;
    private final List<String> chosen;
    private final Set<String> left;

    /** @param chosen domains of the work's batch */
    Part(String operationId, Work work, Collection<String> chosen) {
        this.operationId = operationId;
        this.batch = work.line().batch();
        this.chosen = List.copyOf(chosen);
        this.left = new HashSet<>(work.others());
        this.left.addAll(work.domains());
        this.chosen.forEach(left::remove);
    }

    /**
     * Changes their results.
     *
     * @param change what is set, of a result {@code r}
     * @param further a condition beside, with what leads to it; may be empty
     * @return how many results were changed
     */
    int update(EntityManager em, String change, String further, Map<String, Object> parameters) {
        String update = "UPDATE DomainResult r SET " + change + " WHERE r.operationId = :id AND r.batch = :batch" + further;
        if (chosen.isEmpty()) {
            return 0;
        } else if (left.isEmpty()) {
            return execute(em.createQuery(update), parameters);
        } else if (left.size() <= Portions.MOST) {
            return execute(em.createQuery(update + " AND r.domainName NOT IN :names").setParameter("names", left), parameters);
        }
        return Portions.of(chosen).stream().mapToInt(some -> execute(em.createQuery(update + " AND r.domainName IN :names")
                .setParameter("names", some), parameters)).sum();
    }

    private int execute(Query update, Map<String, Object> parameters) {
        update.setParameter("id", operationId).setParameter("batch", batch);
        parameters.forEach(update::setParameter);
        return update.executeUpdate();
    }
}
