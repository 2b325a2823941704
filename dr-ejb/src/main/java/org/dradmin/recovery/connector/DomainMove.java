package org.dradmin.recovery.connector;

import org.dradmin.organization.Side;

/**
 * One domain of a batch: what is to be served from where. A step for the whole organization gets a single one, named
 * {@link #ORGANIZATION}, with the regions and endpoints of the default domain.
 *
 * @param fromRegion the code of the region that is left
 * @param toRegion the code of the region that serves it afterwards
 */
public record DomainMove(String domain, Side to, String fromRegion, String toRegion, String fromEndpoint, String toEndpoint) {

    /** Never the name of a domain. */
    public static final String ORGANIZATION = "*";
}
