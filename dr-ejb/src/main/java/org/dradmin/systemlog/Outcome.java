package org.dradmin.systemlog;

/** How it ended, in the words of the wire contract ({@code outcome.result}). */
public enum Outcome {
    SUCCESS, FAILURE,
    /** The caller may not: refused for want of a permission. */
    DENY
}
