package org.dradmin.api.shell;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Answers OPTIONS as everything without content is answered: with 204; the methods stand in {@code Allow}, from the resources themselves. */
public class AllowedMethods implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext call, ContainerResponseContext answer) {
        if (call.getMethod().equals(HttpMethod.OPTIONS) && answer.getStatus() == 200) {
            answer.setEntity(null);
            answer.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            answer.setStatus(204);
        }
    }
}
