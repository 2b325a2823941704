package org.dradmin.web.shell;

import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.el.ELException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.Iterator;
import java.util.logging.Level;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.DatabaseWatch;

/**
 * What a person sees when a page fails: never a stack trace, never a dead button. Works in every phase, for page
 * requests and for ajax requests alike.
 */
class PageFaultHandler extends ExceptionHandlerWrapper {

    PageFaultHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
        if (events.hasNext()) {
            Throwable first = events.next().getContext().getException();
            events.remove();
            // What fails after the first fault is its consequence.
            while (events.hasNext()) {
                events.next();
                events.remove();
            }
            answer(new FaultyPage(FacesContext.getCurrentInstance()), causeOf(first));
        }
        getWrapped().handle();
    }

    /** The one place that says which fault gets which answer; a kind of fault is added here. */
    private static void answer(FaultyPage page, Throwable cause) {
        if (cause instanceof ViewExpiredException expired) {
            page.showAgain(expired.getViewId());
        } else if (cause instanceof EJBAccessException) {
            page.showReason(refusals().denied(page.request()));
        } else if (cause instanceof FaultyField fault) {
            refusals().refused(page.request(), fault);
            page.showAtFields(fault);
        } else if (cause instanceof Refusal refusal) {
            refusals().refused(page.request(), refusal);
            page.showReason(refusal.getMessage());
        } else {
            String id = FaultId.next();
            LogContext.logger().log(Level.SEVERE, cause, () -> "A page failed: fault=" + id + " page=" + page.name());
            page.showProblem(id, CDI.current().select(DatabaseWatch.class).get().ask().isPresent());
        }
    }

    private static Refusals refusals() {
        return CDI.current().select(Refusals.class).get();
    }

    /** The fault itself, without what Faces, EL and the EJB container wrap around it. */
    static Throwable causeOf(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null && isWrapping(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapping(Throwable fault) {
        // Subclasses of EJBException, such as a denied access, mean something themselves.
        return fault instanceof FacesException && !(fault instanceof ViewExpiredException)
                || fault instanceof ELException || fault instanceof InvocationTargetException
                || fault.getClass() == EJBException.class;
    }
}
