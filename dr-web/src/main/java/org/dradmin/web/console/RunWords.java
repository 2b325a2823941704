package org.dradmin.web.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dradmin.organization.Region;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Progress;
import org.dradmin.recovery.StepRun;

/** How far one operation is, in the words and shapes of the pages. */
public record RunWords(OperationWords words, List<StepWords> steps, Progress progress, Map<String, String> regions) {

    private static final String WAYS = "The ways to go on stand under \"What can be done now\".";

    /** @param regions every region of the organization */
    static RunWords of(Progress progress, List<Region> regions, Instant now) {
        return new RunWords(new OperationWords(progress.operation(), now), progress.steps().stream()
                .map(step -> new StepWords(step, (int) progress.steps().stream().filter(s -> s.index() < StepRun.UNDO).count(), now)).toList(), progress,
                regions.stream().collect(Collectors.toMap(Region::getCode, Region::getDisplayName)));
    }

    /** Steps that go side by side. @param name empty where the group is one step of that name */
    public record GroupWords(String name, List<StepWords> steps) {
    }

    /** The steps in their groups, in order. */
    public List<GroupWords> groups() {
        List<GroupWords> groups = new ArrayList<>();
        for (StepWords step : steps) {
            String name = step.step().group();
            if (groups.isEmpty() || !name.equals(groups.get(groups.size() - 1).steps().get(0).step().group())) {
                groups.add(new GroupWords(name.equals(step.step().name()) ? "" : name, new ArrayList<>()));
            }
            groups.get(groups.size() - 1).steps().add(step);
        }
        return groups;
    }

    /** Steps that somebody can decide about now. */
    public List<StepWords> decidable() {
        return isOpen() ? steps.stream().filter(StepWords::decidable).toList() : List.of();
    }

    /** Whether it can still be cancelled or rolled back. */
    public boolean isOpen() {
        return !words.ended() && words.operation().getStopOrder() == null;
    }

    /** How it is being ended; null where nobody has ordered that. */
    public String stopping() {
        return words.operation().getStopOrder() == null ? null : words.operation().stopWords() + ".";
    }

    /** Changes with what can be decided, and not each time a step that waits looks again. */
    String decisions() {
        return isOpen() + " " + decidable().stream().map(step -> step.step().index() + "," + step.step().failed() + "," + step.asks() + ","
                + step.step().waitsUntil() + "," + (step.step().failed() ? step.step().reason() : "")).toList();
    }

    /** What it does at this moment, in one line. */
    public String now() {
        if (words.ended()) {
            return words.outcome();
        }
        Optional<StepWords> work = steps.stream().filter(StepWords::atWork).findFirst();
        Optional<StepWords> undecided = decidable().stream().filter(step -> step.step().failed() && step.step().waitsUntil() != null).findFirst();
        if (work.isEmpty() && undecided.isPresent()) {
            return "Waiting for a decision about " + undecided.get().name();
        }
        return work.map(step -> step.name() + ", " + step.state().toLowerCase(Locale.ROOT))
                .orElse(words.operation().getStartedAt() == null
                        ? "Writing down what is to be moved" : "Going on to the next step");
    }

    /** What the person who reads this does next. */
    public String next() {
        if (words.ended()) {
            return words.next();
        }
        Optional<StepWords> asks = decidable().stream().filter(StepWords::asks).findFirst();
        Optional<StepWords> undecided = decidable().stream().filter(step -> step.step().failed() && step.step().waitsUntil() != null).findFirst();
        return asks.map(step -> "It waits until " + step.step().asked().person() + " confirms a step, or somebody leaves it out. " + WAYS)
                .or(() -> undecided.map(step -> "It waits for a decision about " + step.step().name() + ". " + WAYS)).orElse(words.next());
    }

    /** The line over the bar. */
    public String headline() {
        return words.ended() ? "What came of it" : now();
    }

    /** Whose panel it is: the operation, and that it is over. */
    public String title() {
        return words.ended() ? words.title() + " has ended" : words.title() + " is running";
    }

    /** Nothing is left to tell domain by domain. */
    public boolean allMoved() {
        return words.operation().getState() == OperationState.SUCCEEDED;
    }

    /** How many domains are written down by now. */
    int written() {
        return words.operation().getStartedAt() == null ? 0 : (int) domains();
    }

    public long domains() {
        return progress.waiting() + progress.moving() + progress.moved() + progress.failed();
    }

    /** The name people know a region by. */
    public String region(String code) {
        return regions.getOrDefault(code, code);
    }

    /** The kind of {@code dr:status} for one domain. */
    public String shape(DomainResult domain) {
        return switch (domain.getState()) {
            case PENDING -> "idle";
            case MOVING -> "busy";
            case MOVED -> "ok";
            case FAILED -> "bad";
            case CANCELLED, ROLLED_BACK -> "warn";
        };
    }

    public String state(DomainResult domain) {
        return switch (domain.getState()) {
            case MOVING -> "Moving: step " + next(domain) + " of " + steps.size();
            case FAILED -> domain.getFailedStep() == null ? "Failed" : "Failed at step " + (domain.getFailedStep() + 1) + " of " + steps.size();
            default -> domain.getState().words();
        };
    }

    /** The first step of the plan that is neither done with it nor over for all, from 1. */
    private int next(DomainResult domain) {
        return steps.stream().map(StepWords::step).filter(step -> step.index() < StepRun.UNDO && !step.state().ended() && !domain.isDone(step.index()))
                .mapToInt(step -> step.index() + 1).min().orElse(steps.size());
    }

    /** What a failure leaves behind; null for a domain that did not fail. */
    public String standing(DomainResult domain) {
        return switch (domain.getState()) {
            case FAILED -> domain.isTouched() ? "Its switch had begun, so it is not confirmed which region serves it."
                    : "It was not touched and is served as before.";
            default -> null;
        };
    }

    /** Changes whenever something about domains or steps does; not with the mere passing of time. */
    String fingerprint() {
        return String.join(" ", words.operation().getId(), words.outcome(), now(), Long.toString(progress.waiting()),
                Long.toString(progress.moving()), Long.toString(progress.moved()), Long.toString(progress.failed()));
    }
}
