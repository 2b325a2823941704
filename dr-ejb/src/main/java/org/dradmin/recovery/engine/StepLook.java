package org.dradmin.recovery.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Level;
import org.dradmin.platform.LogContext;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.Outlook;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.Preview.Seen;
import org.dradmin.recovery.Preview.StepPreview;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.engine.ConnectorCalls.Call;

/**
 * A look at one step. It asks as for a planned operation, and where that is refused as for an unplanned one too: what
 * only the second may do speaks for the second.
 */
final class StepLook {

    private record Heard(Map<String, StepResult> planned, Map<String, StepResult> unplanned) { }

    private record Shown(List<Change> changes, String fault) { }

    private final Plan.Place place;
    private final Plan.Entry entry;
    private final List<DomainMove> moves;
    private final long more;
    private final AtomicReference<Map<String, StepResult>> plannedAnswers = new AtomicReference<>();
    private Call<Heard> looking;
    private Call<Shown> showing;
    private Heard seen;
    private Shown shown = new Shown(List.of(), null);
    private String fault;

    StepLook(Plan.Place place, Plan.Entry entry, List<DomainMove> moves, long more) {
        this.place = place;
        this.entry = entry;
        this.moves = moves;
        this.more = more;
    }

    Plan.Place place() {
        return place;
    }

    List<DomainMove> moves() {
        return moves;
    }

    void begin(ConnectorCalls calls, Connectors connectors, Duration limit, Function<Mode, Situation> situation, Mode mode) {
        Configured<?> connector;
        try {
            connector = connectors.configured(entry.type(), entry.settings());
        } catch (IllegalArgumentException e) {
            fault = "It cannot be set up: " + e.getMessage();
            return;
        }
        Function<Failed, Failed> late = failed -> failed.unreachable() ? failed
                : new Failed("No answer within " + limit.toSeconds() + " s, and this look waits no longer.");
        long deadline = System.nanoTime() + limit.toNanos();
        looking = calls.begin(limit, () -> {
            Map<String, StepResult> planned = inspect(connector, situation.apply(Mode.PLANNED));
            if (System.nanoTime() - deadline < 0) {
                plannedAnswers.set(planned);
            }
            return new Heard(planned, planned.values().stream().noneMatch(Refused.class::isInstance) ? planned
                    : inspect(connector, situation.apply(Mode.UNPLANNED)));
        }, failed -> new Heard(Optional.ofNullable(plannedAnswers.get()).orElse(all(late.apply(failed))), all(late.apply(failed))), () -> { });
        showing = calls.begin(limit, () -> {
            try {
                return new Shown(connector.changes(situation.apply(mode), moves), null);
            } catch (RuntimeException e) {
                LogContext.logger().log(Level.INFO, "A connector could not say what it would change", e);
                return new Shown(List.of(), e.getMessage());
            }
        }, failed -> new Shown(List.of(), late.apply(failed).reason()), () -> { });
    }

    /** A connector that throws has given an answer that is worth nothing, and no more. */
    private Map<String, StepResult> inspect(Configured<?> connector, Situation situation) {
        try {
            return connector.inspect(situation, moves);
        } catch (RuntimeException e) {
            LogContext.logger().log(Level.WARNING, "A connector failed", e);
            return all(new Failed("The connector failed: " + e.getMessage()));
        }
    }

    private Map<String, StepResult> all(StepResult answer) {
        Map<String, StepResult> answers = new LinkedHashMap<>();
        moves.forEach(move -> answers.put(move.domain(), answer));
        return answers;
    }

    /** Waits for both answers, for no longer than it was told to begin with; what comes later is not listened to. */
    void end() {
        if (looking != null) {
            seen = looking.answer();
            shown = showing.answer();
        }
    }

    /** Why an unplanned operation is the one that gets past this step; empty where that makes no difference. */
    Optional<String> whyUnplanned() {
        if (seen == null) {
            return Optional.empty();
        }
        for (DomainMove move : moves) {
            StepResult planned = seen.planned().get(move.domain());
            if (planned instanceof Refused no && !(seen.unplanned().get(move.domain()) instanceof Refused)) {
                return Optional.of("\"" + place.step().name() + "\" would refuse a planned operation: " + no.reason());
            }
            if (place.step().passUnreachable() && planned instanceof Failed gone) {
                return Optional.of("\"" + place.step().name() + "\" cannot be carried out: " + gone.reason());
            }
        }
        return Optional.empty();
    }

    /** Why no mode gets past this step as things stand; empty where one does, or nobody knows. */
    Optional<String> whyNeither() {
        Optional<String> why = fault != null ? Optional.of(fault) : seen == null ? Optional.empty() : moves.stream()
                .map(move -> seen.planned().get(move.domain())).filter(answer -> answer instanceof Refused || answer instanceof Failed)
                .map(Answers::failure).findFirst();
        return why.map(reason -> "In either mode \"" + place.step().name() + "\" would not end well as things stand: " + reason);
    }

    StepPreview preview(Mode mode) {
        List<Seen> lines = fault != null ? List.of(new Seen(Outlook.FAILED, fault, List.of())) : seen == null ? List.of()
                : together(mode == Mode.PLANNED ? seen.planned() : seen.unplanned());
        return new StepPreview(place.groupName(), place.index(), place.step().name(), entry.type(), place.step().organization(), lines,
                place.step().passUnreachable() && mode == Mode.UNPLANNED, shown.changes(), shown.fault(), more);
    }

    private List<Seen> together(Map<String, StepResult> answers) {
        Map<Seen, List<String>> lines = new LinkedHashMap<>();
        for (DomainMove move : moves) {
            List<String> domains = lines.computeIfAbsent(seen(answers.get(move.domain())), line -> new ArrayList<>());
            if (!place.step().organization()) {
                domains.add(move.domain());
            }
        }
        return lines.entrySet().stream().map(line -> new Seen(line.getKey().outlook(), line.getKey().words(), List.copyOf(line.getValue()))).toList();
    }

    private static Seen seen(StepResult answer) {
        // Not a switch over the sealed type: Java 17 has that as a preview only.
        if (answer instanceof Done done) {
            return new Seen(Outlook.READY, done.seen(), List.of());
        } else if (answer instanceof AlreadyDone already) {
            return new Seen(Outlook.THERE, already.seen(), List.of());
        } else if (answer instanceof Retry later) {
            return new Seen(Outlook.LATER, later.reason(), List.of());
        } else if (answer instanceof Refused no) {
            return new Seen(Outlook.REFUSED, no.reason(), List.of());
        } else if (answer instanceof Failed failed) {
            return new Seen(failed.unreachable() ? Outlook.UNREACHABLE : Outlook.FAILED, failed.reason(), List.of());
        }
        return new Seen(Outlook.FAILED, "The connector gave no answer for this.", List.of());
    }
}
