package org.dradmin.platform.network;

/** A place that may not, or cannot, be gone to; nothing was sent. */
public class OutOfReach extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final boolean unknown;

    public OutOfReach(String reason, boolean unknown) {
        super(reason);
        this.unknown = unknown;
    }

    /** Whether it is a name that does not resolve, rather than a place that is not allowed. */
    public boolean unknown() {
        return unknown;
    }
}
