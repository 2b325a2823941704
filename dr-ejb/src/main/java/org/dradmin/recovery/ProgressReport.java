package org.dradmin.recovery;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dradmin.recovery.Progress.StepProgress;

/** Adds an operation's journal up to what a page shows. */
final class ProgressReport {

    private ProgressReport() {
    }

    static Progress of(EntityManager em, RecoveryOperation operation) {
        Map<DomainState, Long> domains = new EnumMap<>(DomainState.class);
        em.createQuery("SELECT r.state, COUNT(r) FROM DomainResult r WHERE r.operationId = :id GROUP BY r.state", Object[].class)
                .setParameter("id", operation.getId()).getResultList()
                .forEach(row -> domains.put((DomainState) row[0], (Long) row[1]));
        long known = domains.values().stream().mapToLong(Long::longValue).sum();
        return new Progress(operation, steps(em, operation),
                domains.getOrDefault(DomainState.PENDING, 0L) + Math.max(0, operation.getDomains() - known),
                domains.getOrDefault(DomainState.MOVING, 0L), domains.getOrDefault(DomainState.MOVED, 0L),
                domains.getOrDefault(DomainState.FAILED, 0L));
    }

    private static List<StepProgress> steps(EntityManager em, RecoveryOperation operation) {
        Map<Integer, List<StepRun>> runs = em.createQuery("SELECT s FROM StepRun s WHERE s.operationId = :id", StepRun.class)
                .setParameter("id", operation.getId()).getResultStream()
                .collect(Collectors.groupingBy(StepRun::getStep, TreeMap::new, Collectors.toList()));
        List<Step> plan = em.find(RecoveryPlan.class, operation.getPlanVersion()).steps(operation.getKind());
        List<StepProgress> steps = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            steps.add(step(i, plan.get(i), runs.getOrDefault(i, List.of())));
        }
        return steps;
    }

    private static StepProgress step(int position, Step step, List<StepRun> runs) {
        long ended = runs.stream().filter(run -> run.getState().ended()).count();
        boolean all = ended == runs.size() && !runs.isEmpty();
        Instant started = runs.stream().map(StepRun::getIntentAt).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
        Instant last = runs.stream().map(StepRun::getResultAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
        String reason = runs.stream().map(StepRun::getReason).filter(Objects::nonNull).findFirst().orElse(null);
        return new StepProgress(position + 1, step.name(), step.connector(), state(runs, all), (int) ended, runs.size(),
                started, all ? last : null, reason);
    }

    /** While batches are under way, what the one at work is doing; at the end the worst of them. */
    private static StepState state(List<StepRun> runs, boolean all) {
        if (all) {
            return List.of(StepState.FAILED, StepState.DONE, StepState.SKIPPED).stream()
                    .filter(state -> runs.stream().anyMatch(run -> run.getState() == state)).findFirst().orElse(StepState.DONE);
        }
        return runs.stream().map(StepRun::getState).filter(state -> !state.ended() && state != StepState.PENDING)
                .findFirst().orElse(StepState.PENDING);
    }
}
