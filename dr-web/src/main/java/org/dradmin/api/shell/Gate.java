package org.dradmin.api.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.dradmin.api.ErrorBody;
import org.dradmin.api.ErrorCode;
import org.dradmin.web.shell.Authentication;

/** Lets in who has a good token; what it may do is up to the boundaries. Strangers learn of no path, not even which exist. */
@PreMatching
public class Gate implements ContainerRequestFilter {

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext call) {
        if (Authentication.identity(request).isPresent()) {
            return;
        }
        ErrorCode code = Authentication.couldNotLook(request) ? ErrorCode.INTERNAL : ErrorCode.INVALID_TOKEN;
        Response.ResponseBuilder answer = Response.status(code.status()).type(MediaType.APPLICATION_JSON_TYPE).entity(ErrorBody.of(code, null));
        if (code == ErrorCode.INVALID_TOKEN) {
            // RFC 9110, 11.6.1: a 401 says what would be taken.
            answer.header("WWW-Authenticate", "Bearer");
        }
        call.abortWith(answer.build());
    }
}
