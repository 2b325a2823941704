package org.dradmin.web.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.Outlook;
import org.dradmin.recovery.Preview;
import org.dradmin.recovery.Preview.Seen;
import org.dradmin.recovery.Preview.StepPreview;
import org.dradmin.recovery.Recovery;
import org.dradmin.recovery.Scope;
import org.primefaces.PrimeFaces;

/**
 * The mode in the Failover and the Failback dialog, and what would be changed. The look goes on while the dialog is
 * open already. Its recommendation is followed while nobody has decided: neither the choice of a person nor what stood
 * there when they ticked the box is ever overridden by what comes late.
 */
@Named("look")
@ViewScoped
public class LookView implements Serializable {

    /** Domains that a line of what was seen names one by one. */
    private static final int NAMED = 3;

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Recovery recovery;
    private OperationKind kind = OperationKind.FAILOVER;
    private Mode mode = Mode.UNPLANNED;
    private String override;
    private volatile boolean settled;
    private final AtomicInteger looks = new AtomicInteger();
    private transient volatile Preview preview;

    /** The dialog opens anew: the usual mode, nothing seen yet. */
    void open(OperationKind wanted) {
        kind = wanted;
        mode = Mode.usual(wanted);
        override = null;
        settled = false;
        preview = null;
        looks.incrementAndGet();
    }

    /** Looks for as long as that takes; of several looks the last one counts. */
    public void look() {
        int number = looks.incrementAndGet();
        Preview seen = recovery.preview(kind, Scope.ALL, mode, override);
        if (!settled && seen.recommended() != mode && number == looks.get()) {
            mode = seen.recommended();
            PrimeFaces.current().ajax().update(form() + "Mode");
            seen = recovery.preview(kind, Scope.ALL, mode, override);
        }
        if (number == looks.get()) {
            preview = seen;
            PrimeFaces.current().ajax().update(form() + "Seen", form() + "Changes");
        }
    }

    private String form() {
        String name = kind == OperationKind.FAILOVER ? "failover" : "failback";
        return name + "Form:" + name;
    }

    /** The person has chosen a mode. */
    public void chosen() {
        settled = true;
        preview = null;
    }

    /** The person has ticked the box under what they see now. */
    void settle() {
        settled = true;
    }

    public Mode getMode() {
        return mode;
    }

    public void setMode(Mode mode) {
        if (mode != null) {
            this.mode = mode;
        }
    }

    public String getOverride() {
        return override;
    }

    public void setOverride(String override) {
        this.override = override;
    }

    /** Null while the look goes on. */
    public Preview getPreview() {
        return preview;
    }

    public boolean isAgainstRecommendation() {
        return preview != null && preview.recommended() != mode;
    }

    /** What stands in the way, step by step. */
    public List<Trouble> getTroubles() {
        return preview == null ? List.of() : Trouble.in(preview);
    }

    /** Whether there is one that no earlier step may put right. */
    public boolean isGraveTroubles() {
        return getTroubles().stream().anyMatch(Trouble::grave);
    }

    /** The kind of {@code dr:status}. */
    public String shape(StepPreview step, Seen seen) {
        return switch (seen.outlook()) {
            case READY, THERE -> "ok";
            case LATER -> "warn";
            case UNREACHABLE -> step.passes() ? "warn" : "bad";
            case REFUSED, FAILED -> "bad";
        };
    }

    public String words(StepPreview step, Seen seen) {
        return seen.outlook().words() + (seen.outlook() == Outlook.UNREACHABLE && step.passes() ? ", and would be passed by" : "");
    }

    /** For which domains a line is said; empty for the organization. */
    public String domains(Seen seen) {
        return named(seen);
    }

    static String named(Seen seen) {
        List<String> names = seen.domains();
        return names.isEmpty() ? "" : String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "") + ": ";
    }
}
