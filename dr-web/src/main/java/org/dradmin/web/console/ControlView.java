package org.dradmin.web.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import org.dradmin.recovery.RecoveryControl;

/**
 * What people decide while an operation runs. What was chosen is kept until it is confirmed, so that a dialog means
 * what it was opened for; every no comes from the boundary, with its reason.
 */
@Named("control")
@ViewScoped
public class ControlView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private RecoveryControl control;
    private String operation;
    private int step;
    private String name;
    private String reason;

    public void retry(String operationId, StepWords which) {
        control.retry(operationId, which.step().index());
        tell(which.step().name() + " is being tried again.");
    }

    /** Opens a dialog about one step. */
    public void ask(String operationId, StepWords which) {
        askAll(operationId);
        step = which.step().index();
        name = which.step().name();
    }

    /** Opens a dialog about the whole operation. */
    public void askAll(String operationId) {
        operation = operationId;
        name = null;
        reason = null;
    }

    public void skip() {
        control.skip(operation, step, reason);
        tell(name + " is left out.");
    }

    public void confirm() {
        control.confirm(operation, step, reason);
        tell("Your word is written down: " + name + " is confirmed.");
    }

    public void cancel() {
        control.cancel(operation, reason);
        tell("It is being cancelled: what is under way ends, and nothing further begins.");
    }

    public void rollBack() {
        control.rollBack(operation, reason);
        tell("It is being rolled back: what is under way ends, then what can be undone is undone, the last step first.");
    }

    private static void tell(String words) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(words));
    }

    /** The step that is asked about. */
    public String getName() {
        return name;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
