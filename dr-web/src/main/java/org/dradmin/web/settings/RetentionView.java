package org.dradmin.web.settings;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.dradmin.evidence.LegalHold;
import org.dradmin.evidence.LogIntegrity;
import org.dradmin.evidence.Retention;

/** Settings &gt; System Log: how long it is kept, legal holds, and the key that signs its seals. */
@Named("retention")
@ViewScoped
public class RetentionView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient Retention retention;
    @Inject
    private transient LogIntegrity integrity;
    private transient List<LegalHold> holds;
    private transient LogIntegrity.Standing standing;
    /** As it was when the page was opened: what the person decides upon. */
    private int seen;
    private int days;
    private String chosen;
    private String chosenReason;
    private String reason;
    private boolean agreed;

    @PostConstruct
    void load() {
        seen = retention.days();
        days = seen;
    }

    public List<LegalHold> getHolds() {
        if (holds == null) {
            holds = retention.holds();
        }
        return holds;
    }

    /** Which stream keeps events that are too old, in words; null if none does. */
    public String getWaitsFor() {
        return retention.waitsFor().orElse(null);
    }

    public boolean isHeld() {
        return getHolds().stream().anyMatch(LegalHold::isActive);
    }

    public LogIntegrity.Standing getStanding() {
        if (standing == null) {
            standing = integrity.standing();
        }
        return standing;
    }

    public int getSeen() {
        return seen;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = days;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }

    /** Why the hold that is to be lifted was set. */
    public String getChosenReason() {
        return chosenReason;
    }

    /** Opens a dialog, about this hold or about none. */
    public void choose(LegalHold hold) {
        chosen = hold == null ? null : hold.getId();
        chosenReason = hold == null ? null : hold.getReason();
        reason = null;
        agreed = false;
    }

    public void keep() {
        if (mayNot()) {
            return;
        }
        retention.keep(days, seen);
        seen = days;
        tell("Events are kept for " + days + " days.");
    }

    public void hold() {
        retention.hold(reason);
        tell("Nothing is removed from the System Log from now on.");
    }

    public void lift() {
        retention.lift(chosen, reason);
        tell("The legal hold is lifted.");
    }

    public void renewKey() {
        if (mayNot()) {
            return;
        }
        integrity.renewKey();
        tell("The key is renewed. Save the new public key where you keep the old one.");
    }

    public void beginWithNewKey() {
        if (mayNot()) {
            return;
        }
        integrity.beginWithNewKey();
        tell("The log is sealed with this server's key from now on.");
    }

    private boolean mayNot() {
        if (!agreed) {
            FacesContext.getCurrentInstance().validationFailed();
        }
        boolean refused = !agreed;
        agreed = false;
        return refused;
    }

    private void tell(String words) {
        holds = null;
        standing = null;
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(words));
    }
}
