package org.dradmin.web.systemlog;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.dradmin.evidence.LogIntegrity;
import org.dradmin.evidence.Verification;
import org.dradmin.systemlog.chain.Seal;

/** System Log &gt; Integrity: up to where the log is proven, what the last check found, and what an auditor takes along. */
@Named("integrity")
@RequestScoped
public class IntegrityView {

    private static final int ROWS = 20;

    @Inject
    private LogIntegrity integrity;
    private LogIntegrity.Standing standing;
    private List<Verification> checks;
    private List<Seal> seals;

    /** Reads everything as it is now; the page calls it again while a check runs. */
    @PostConstruct
    public void load() {
        standing = integrity.standing();
        checks = integrity.verifications(ROWS);
        seals = integrity.recent(ROWS);
    }

    public LogIntegrity.Standing getStanding() {
        return standing;
    }

    public List<Verification> getChecks() {
        return checks;
    }

    public List<Seal> getSeals() {
        return seals;
    }

    /** The last check that came to its end, or null. */
    public Verification getLast() {
        return checks.stream().filter(check -> check.getEndedAt() != null).findFirst().orElse(null);
    }

    public boolean isRunning() {
        return integrity.running().isPresent();
    }

    /** The kind of {@code dr:status} for the whole log. */
    public String getKind() {
        Verification last = getLast();
        return last != null && !last.isIntact() ? "bad" : standing.trouble() != null ? "warn" : last == null ? "idle" : "ok";
    }

    public String getLabel() {
        return switch (getKind()) {
            case "bad" -> "Changed";
            case "warn" -> "Not sealed";
            case "idle" -> "Not verified yet";
            default -> "As it was written";
        };
    }

    /** How a check ended, as {@code dr:status} has it. */
    public String kind(Verification check) {
        return check.getEndedAt() == null ? "busy" : check.isIntact() ? "ok" : "bad";
    }

    public String label(Verification check) {
        return check.getEndedAt() == null ? "Runs" : check.isIntact() ? "Nothing wrong" : check.getFaults() == 1 ? "1 fault" : check.getFaults() + " faults";
    }

    /** What a seal is for, in words. */
    public String word(Seal seal) {
        return switch (seal.kind()) {
            case SEAL -> "Seal";
            case KEY -> "New key";
            case CHECKPOINT -> "Checkpoint: the log begins behind it";
        };
    }

    public void verify() {
        integrity.verify();
        load();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The whole log is being verified. The result will stand here."));
    }
}
