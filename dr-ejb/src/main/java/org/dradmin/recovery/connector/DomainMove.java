package org.dradmin.recovery.connector;

import java.net.URI;
import org.dradmin.organization.Side;

/** One domain of a batch: what is to be served from where. */
public record DomainMove(String domain, Side to, URI fromEndpoint, URI toEndpoint) {
}
