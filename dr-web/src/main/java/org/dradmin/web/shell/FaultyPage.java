package org.dradmin.web.shell;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.dradmin.organization.FaultyField;
import org.primefaces.PrimeFaces;

/**
 * A page request that went wrong and the ways to answer it. An ajax request is answered with a redirect in the partial
 * response, written here and not by Faces: a fault while rendering leaves the writer of Faces in the middle of an
 * update.
 */
final class FaultyPage {

    private final FacesContext faces;
    private final ExternalContext external;

    FaultyPage(FacesContext faces) {
        this.faces = faces;
        this.external = faces.getExternalContext();
    }

    /** The page asked for, for the log. */
    String name() {
        return external.getRequestServletPath();
    }

    /** The same page afresh, with the notice that it had been open for too long. */
    void showAgain(String viewId) {
        // The view id, not the request URI: a redirect target is never taken from what a stranger sent.
        goTo(faces.getApplication().getViewHandler()
                .getRedirectURL(faces, viewId, Map.of("notice", List.of("expired")), false));
    }

    HttpServletRequest request() {
        return (HttpServletRequest) external.getRequest();
    }

    /** The reason of a no at the top of the page the person is on; where that cannot be shown, a page with the reason. */
    void showReason(String reason) {
        if (isBeforeRendering()) {
            faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, reason, null));
            // js/unsaved.js asks for it: what was typed is not saved.
            PrimeFaces.current().ajax().addCallbackParam("refused", true);
            faces.renderResponse();
        } else if (faces.getPartialViewContext().isAjaxRequest()) {
            // Asked for afresh, the page as a whole is refused with its reason.
            goTo(faces.getApplication().getViewHandler().getActionURL(faces, faces.getViewRoot().getViewId()));
        } else if (external.isResponseCommitted()) {
            faces.responseComplete();
        } else {
            external.getRequestMap().put(ProblemView.REFUSAL, reason);
            answer(() -> external.responseSendError(HttpServletResponse.SC_FORBIDDEN, null));
        }
    }

    /**
     * Each reason of a no at its field of the form that was sent, with what was typed in it; where the form has no such
     * field, as {@link #showReason}.
     */
    void showAtFields(FaultyField faults) {
        faults.all().forEach(this::showAtField);
    }

    private void showAtField(FaultyField fault) {
        UIInput input = isBeforeRendering() ? input(faces.getViewRoot(), fault.field()) : null;
        if (input == null) {
            showReason(fault.getMessage());
            return;
        }
        // PrimeFaces draws what was typed into a faulty input, and nothing else.
        if (input.getValue() instanceof String || input.getValue() instanceof Number) {
            input.setSubmittedValue(input.getValue().toString());
        }
        input.setValid(false);
        faces.addMessage(input.getClientId(faces), new FacesMessage(FacesMessage.SEVERITY_ERROR, fault.reason(), null));
        faces.validationFailed();
        faces.renderResponse();
    }

    private boolean isBeforeRendering() {
        return faces.getCurrentPhaseId() != PhaseId.RENDER_RESPONSE && faces.getViewRoot() != null;
    }

    /** The input of that id in the form that was sent; null where there is none. */
    private static UIInput input(UIComponent root, String id) {
        if (root instanceof UIForm form) {
            return form.isSubmitted() && form.findComponent(id) instanceof UIInput input ? input : null;
        }
        Iterator<UIComponent> children = root.getFacetsAndChildren();
        while (children.hasNext()) {
            UIInput found = input(children.next(), id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The calm error page; another one where the database does not answer. */
    void showProblem(String faultId, boolean outage) {
        if (faces.getPartialViewContext().isAjaxRequest()) {
            goTo(external.getRequestContextPath() + "/problem.xhtml?id=" + faultId);
            return;
        }
        if (external.isResponseCommitted()) {
            faces.responseComplete();
            return;
        }
        external.getRequestMap().put(ProblemView.FAULT, faultId);
        answer(() -> external.responseSendError(outage ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_INTERNAL_SERVER_ERROR, null));
    }

    private void goTo(String url) {
        if (external.isResponseCommitted()) {
            faces.responseComplete();
        } else if (faces.getPartialViewContext().isAjaxRequest()) {
            answer(() -> writePartialRedirect(url));
        } else {
            answer(() -> external.redirect(url));
        }
    }

    private void writePartialRedirect(String url) {
        external.responseReset();
        PartialRedirect.write((HttpServletResponse) external.getResponse(), url);
    }

    private void answer(Answer answer) {
        try {
            answer.write();
            faces.responseComplete();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @FunctionalInterface
    private interface Answer {
        void write() throws IOException;
    }
}
