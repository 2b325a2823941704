package org.dradmin.organization.probe;

/** What a probe can find. */
public enum Availability {

    /** It answers, with whatever a stranger gets there: a page, a redirect, a request to sign in. */
    UP("Answers"),
    /** Something answers, and says that it does not work (a status from 500 on), or only a part of several answers. */
    DEGRADED("Answers with errors"),
    DOWN("Unreachable"),
    /** Nobody looked, so nothing is said. */
    UNKNOWN("Not known");

    private final String words;

    Availability(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
