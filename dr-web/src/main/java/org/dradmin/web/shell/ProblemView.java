package org.dradmin.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** The error page: which fault it tells of. Only a well-formed id is repeated, whoever made the link. */
@Named("problem")
@RequestScoped
public class ProblemView {

    static final String FAULT = "dr.fault";
    /** Request attribute with the reason of a 403, in words for the person who is refused. */
    public static final String REFUSAL = "dr.refusal";

    @Inject
    private HttpServletRequest request;

    /** @return the id of the fault, or null where none is known */
    public String getFaultId() {
        String id = request.getAttribute(FAULT) instanceof String known ? known : request.getParameter("id");
        return FaultId.isOne(id) ? id : null;
    }

    /** @return the reason of the refusal, or null where none was given */
    public String getRefusal() {
        return request.getAttribute(REFUSAL) instanceof String reason ? reason : null;
    }
}
