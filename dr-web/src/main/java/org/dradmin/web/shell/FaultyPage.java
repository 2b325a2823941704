package org.dradmin.web.shell;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

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

    /** The calm error page. */
    void showProblem(String faultId) {
        if (faces.getPartialViewContext().isAjaxRequest()) {
            goTo(external.getRequestContextPath() + "/problem.xhtml?id=" + faultId);
            return;
        }
        if (external.isResponseCommitted()) {
            faces.responseComplete();
            return;
        }
        external.getRequestMap().put(ProblemView.FAULT, faultId);
        answer(() -> external.responseSendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, null));
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

    private void writePartialRedirect(String url) throws IOException {
        external.responseReset();
        external.setResponseContentType("text/xml");
        external.setResponseCharacterEncoding("UTF-8");
        String escaped = url.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        ((HttpServletResponse) external.getResponse()).getWriter().write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<partial-response><redirect url=\"" + escaped + "\"/></partial-response>");
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
