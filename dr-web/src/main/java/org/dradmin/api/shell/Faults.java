package org.dradmin.api.shell;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.logging.Level;
import org.dradmin.access.AssignedAlready;
import org.dradmin.access.NotThere;
import org.dradmin.api.ErrorBody;
import org.dradmin.api.ErrorCode;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.ReadOnlyRefusal;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.LogContext;
import org.dradmin.systemlog.LogSearchTooLong;
import org.dradmin.web.shell.Authentication;
import org.dradmin.web.shell.Refusals;

/** Gives every fault the form of the wire contract, and has what was denied or refused recorded. */
public class Faults implements ExceptionMapper<Throwable> {

    @Context
    private HttpServletRequest request;
    @Inject
    private Refusals refusals;

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable fault = cause(thrown);
        if (fault instanceof ApiFault known) {
            return answer(known.code(), known.getMessage(), known.causes());
        } else if (fault instanceof EJBAccessException || fault instanceof AccessLocalException) {
            return denied();
        } else if (fault instanceof Refusal refusal) {
            return refused(refusal);
        } else if (fault instanceof LogSearchTooLong) {
            return answer(ErrorCode.SEARCH, null, fault.getMessage());
        } else if (fault instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            Response plain = answer(ErrorCode.of(web.getResponse().getStatus()), "request");
            String allow = web.getResponse().getHeaderString("Allow");
            return allow == null ? plain : Response.fromResponse(plain).header("Allow", allow).build();
        }
        ErrorBody body = ErrorBody.of(ErrorCode.INTERNAL, null);
        LogContext.logger().log(Level.SEVERE, fault, () -> "A request of the API failed: error=" + body.errorId());
        return Response.status(ErrorCode.INTERNAL.status()).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
    }

    private Response refused(Refusal refusal) {
        if (refusal instanceof NotThere missing) {
            return answer(ErrorCode.NOT_FOUND, "Resource not found: " + missing.name() + " (" + missing.kind() + ")");
        }
        refusals.refused(request, refusal);
        ErrorCode code = refusal instanceof ReadOnlyRefusal ? ErrorCode.READ_ONLY
                : refusal instanceof AssignedAlready ? ErrorCode.DUPLICATE_ROLE : ErrorCode.INVALID;
        List<? extends Refusal> causes = refusal instanceof FaultyField faults ? faults.all() : List.of(refusal);
        return answer(code, refusal.getMessage(), causes.stream().map(Refusal::getMessage).toArray(String[]::new));
    }

    private Response denied() {
        String why = Authentication.identity(request).map(identity -> identity.whyNoDisasterRecovery()).orElse(null);
        boolean off = why != null && request.getRequestURI().startsWith(request.getContextPath() + "/api/v1/dr");
        String reason = off ? why : "The token's scopes and its client's admin roles do not both allow this.";
        refusals.denied(request, reason);
        return answer(off ? ErrorCode.NOT_ENABLED : ErrorCode.FORBIDDEN, null, reason);
    }

    private static Response answer(ErrorCode code, String what, String... causes) {
        return Response.status(code.status()).type(MediaType.APPLICATION_JSON_TYPE).entity(ErrorBody.of(code, what, causes)).build();
    }

    private static Throwable cause(Throwable thrown) {
        Throwable fault = thrown;
        // Subclasses of EJBException, such as a denied access, mean something themselves.
        while (fault.getClass() == EJBException.class && fault.getCause() != null) {
            fault = fault.getCause();
        }
        return fault;
    }
}
