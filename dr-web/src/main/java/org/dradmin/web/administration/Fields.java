package org.dradmin.web.administration;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import org.dradmin.organization.FaultyField;

/** Says at the fields of a form what its boundary found wrong there; what was typed stays. */
final class Fields {

    private Fields() {
    }

    /** @param form whose fields have the names that the boundary uses */
    static void mark(String form, FaultyField faults) {
        faults.all().forEach(fault -> markOne(form, fault));
    }

    private static void markOne(String form, FaultyField fault) {
        FacesContext faces = FacesContext.getCurrentInstance();
        String id = form + ":" + fault.field();
        if (faces.getViewRoot().findComponent(id) instanceof UIInput input) {
            // PrimeFaces shows of an invalid input what was submitted, and that is in the view by now.
            input.setSubmittedValue(input.getValue());
            input.setValid(false);
        }
        faces.addMessage(id, new FacesMessage(FacesMessage.SEVERITY_ERROR, fault.reason(), null));
        faces.validationFailed();
    }

    /** A word for the whole page. */
    static void tell(String words) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(words));
    }
}
