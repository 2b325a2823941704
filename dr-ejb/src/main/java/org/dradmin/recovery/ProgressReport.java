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
import org.dradmin.recovery.Progress.Asked;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.connector.manual.ManualConnector;

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
                domains.getOrDefault(DomainState.FAILED, 0L) + domains.getOrDefault(DomainState.CANCELLED, 0L)
                        + domains.getOrDefault(DomainState.ROLLED_BACK, 0L));
    }

    private static List<StepProgress> steps(EntityManager em, RecoveryOperation operation) {
        Map<Integer, List<StepLine>> lines = StepLine.of(em, operation.getId()).stream()
                .collect(Collectors.groupingBy(StepLine::step, TreeMap::new, Collectors.toList()));
        Map<Integer, String> decisions = decisions(em, operation, lines);
        List<StepProgress> steps = new ArrayList<>();
        Plan plan = em.find(RecoveryPlan.class, operation.getPlanVersion()).getPlan();
        for (Plan.Place place : plan.places(operation.getKind())) {
            steps.add(step(place.index(), place.groupName(), place.step().name(), place.step().connector(), asked(plan.entry(place.step())),
                    decisions.get(place.index()), lines.getOrDefault(place.index(), List.of())));
        }
        lines.forEach((index, undoing) -> {
            if (index >= StepRun.UNDO) {
                steps.add(step(index, "Roll back", undoing.get(0).name(), undoing.get(0).connector(), null, null, undoing));
            }
        });
        return steps;
    }

    /** What people said when they decided, by step; not asked for where nobody did. */
    private static Map<Integer, String> decisions(EntityManager em, RecoveryOperation operation, Map<Integer, List<StepLine>> lines) {
        Map<Integer, String> decisions = new TreeMap<>();
        if (lines.values().stream().flatMap(List::stream).anyMatch(line -> line.decisionBy() != null)) {
            em.createQuery("SELECT s.step, s.decisionReason FROM StepRun s WHERE s.operationId = :id AND s.decisionReason IS NOT NULL", Object[].class)
                    .setParameter("id", operation.getId()).getResultList().forEach(row -> decisions.putIfAbsent((Integer) row[0], (String) row[1]));
        }
        return decisions;
    }

    private static Asked asked(Plan.Entry entry) {
        return ManualConnector.asks(entry).map(manual -> new Asked(manual.person(), manual.instructions())).orElse(null);
    }

    private static StepProgress step(int index, String group, String name, String connector, Asked asked, String decision,
            List<StepLine> lines) {
        long ended = lines.stream().filter(StepLine::ended).count();
        boolean all = ended == lines.size() && !lines.isEmpty();
        Instant started = lines.stream().map(StepLine::intentAt).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
        Instant last = lines.stream().map(StepLine::resultAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
        Instant waitsUntil = lines.stream().map(StepLine::waitUntil).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
        // Of several reasons, the one of what is worst.
        StepState state = state(lines, all);
        String reason = lines.stream().filter(line -> line.state() == state && line.reason() != null).map(StepLine::reason).findFirst()
                .or(() -> lines.stream().map(StepLine::reason).filter(Objects::nonNull).findFirst()).orElse(null);
        boolean failed = lines.stream().anyMatch(line -> line.state() == StepState.FAILED && line.undoes() == null);
        return new StepProgress(index, group, name, connector, state, (int) ended, lines.size(), started, all ? last : null, reason,
                failed, waitsUntil, lines.stream().map(StepLine::decisionBy).filter(Objects::nonNull).findFirst().orElse(null), decision,
                lines.stream().anyMatch(line -> line.waitingSince() != null && !line.ended() && line.undoes() == null), asked);
    }

    /** While batches are under way, what the one at work is doing; at the end the worst of them. */
    private static StepState state(List<StepLine> lines, boolean all) {
        if (all) {
            return List.of(StepState.FAILED, StepState.CANCELLED, StepState.PASSED, StepState.SKIPPED, StepState.DONE, StepState.UNNEEDED)
                    .stream().filter(state -> lines.stream().anyMatch(line -> line.state() == state)).findFirst().orElse(StepState.DONE);
        }
        return lines.stream().map(StepLine::state).filter(state -> !state.ended() && state != StepState.PENDING)
                .findFirst().orElse(StepState.PENDING);
    }
}
