package org.dradmin.organization;

/** Where a protected domain is served from at this moment. */
public record DomainSide(String name, Side side) {

    public boolean failedOver() {
        return side == Side.DISASTER_RECOVERY;
    }
}
