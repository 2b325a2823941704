package org.dradmin.web.console;

import java.util.ArrayList;
import java.util.List;
import org.dradmin.recovery.Proof;
import org.dradmin.recovery.ProvenStep;
import org.dradmin.recovery.StepRun;
import org.dradmin.web.shell.NamedValue;

/** What was seen at one step with one batch, readable: before the switch, at it, and in the end. */
public record ProofWords(StepRun run, List<Moment> moments) {

    /** Lines that a page shows of one moment; the download has them all. */
    private static final int LINES = 20;
    private static final int NAMED = 3;

    /** @param more lines that are not shown */
    public record Moment(String title, List<Line> lines, int more) {
    }

    /** @param shape the kind of {@code dr:status} */
    public record Line(String shape, String result, String domains, String seen, List<NamedValue> facts) {
    }

    static ProofWords of(ProvenStep step) {
        List<Moment> moments = new ArrayList<>();
        add(moments, "Before", step.before());
        add(moments, "At the switch", step.switched());
        add(moments, "After", step.after());
        return new ProofWords(step.run(), moments);
    }

    private static void add(List<Moment> moments, String title, String kept) {
        List<Proof> proofs = Proof.read(kept);
        if (!proofs.isEmpty()) {
            moments.add(new Moment(title, proofs.stream().limit(LINES).map(ProofWords::line).toList(), Math.max(0, proofs.size() - LINES)));
        }
    }

    private static Line line(Proof proof) {
        return new Line(shape(proof.result()), words(proof.result()), domains(proof.domains()), proof.seen(), NamedValue.of(proof.proof()));
    }

    private static String domains(List<String> names) {
        if (names.equals(List.of("*"))) {
            return "The organization";
        }
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    private static String shape(String result) {
        return switch (result) {
            case "Done", "AlreadyDone" -> "ok";
            case "Retry" -> "warn";
            default -> "bad";
        };
    }

    private static String words(String result) {
        return switch (result) {
            case "Done" -> "As expected";
            case "AlreadyDone" -> "There already";
            case "Retry" -> "Not yet";
            default -> result;
        };
    }

    /** The line one opens. */
    public String title() {
        return run.getName() + (run.getBatch() > 0 ? ", batch " + (run.getBatch() + 1) : "");
    }

    public String state() {
        return run.getState().words();
    }
}
