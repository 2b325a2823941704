package org.dradmin.run;

/** A refusal or failure a person reads; never shown with a stack trace. */
final class Stop extends RuntimeException {

    static final int REFUSED = 2;
    static final int NOT_STARTED = 3;
    static final int ENDED_UNASKED = 4;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Stop(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static Stop refused(String message) {
        return new Stop(REFUSED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
