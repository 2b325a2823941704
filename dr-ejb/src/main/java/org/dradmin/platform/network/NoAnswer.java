package org.dradmin.platform.network;

/** A request without a whole answer, and what is known of it. */
public final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1;

    /** What became of the request. */
    public enum Kind {
        /** Nobody was there; nothing was sent. */
        UNREACHABLE,
        /** Nobody who is trusted was there, or we could not begin; nothing was sent. */
        UNTRUSTED, UNWATCHED,
        /** It was sent, at least in part; nobody knows what was done with it. */
        UNKNOWN
    }

    private final Kind kind;

    NoAnswer(Kind kind, String reason, Throwable cause) {
        super(reason, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
