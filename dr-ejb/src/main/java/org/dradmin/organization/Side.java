package org.dradmin.organization;

/** The two places a protected domain can be served from. */
public enum Side {
    PRIMARY, DISASTER_RECOVERY;

    public Side other() {
        return this == PRIMARY ? DISASTER_RECOVERY : PRIMARY;
    }
}
