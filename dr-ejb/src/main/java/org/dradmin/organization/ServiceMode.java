package org.dradmin.organization;

/** Whether the organization's configuration can be changed. */
public enum ServiceMode {
    ACTIVE,
    /** While any protected domain is failed over, or being moved: people sign in, nothing is configured. */
    READ_ONLY
}
