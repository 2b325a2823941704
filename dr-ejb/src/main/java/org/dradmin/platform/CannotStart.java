package org.dradmin.platform;

/**
 * The program must not start as things are: the message says what is wrong and what to do. Thrown at start it fails
 * the deployment, and it is in the server's log by itself, line by line, since servers bury the cause in a stack trace.
 */
public class CannotStart extends RuntimeException {

    public CannotStart(String reason) {
        this(reason, null);
    }

    public CannotStart(String reason, Throwable cause) {
        super(reason, cause);
        ("Disaster Recovery Admin does not start. " + reason).lines().forEach(LogContext.logger()::severe);
    }
}
