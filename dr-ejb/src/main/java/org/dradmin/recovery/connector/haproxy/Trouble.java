package org.dradmin.recovery.connector.haproxy;

import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;

/** Ends an act early, with its answer. */
final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient StepResult answer;

    Trouble(StepResult answer, Throwable cause) {
        super(reason(answer), cause);
        this.answer = answer;
    }

    static Trouble refused(String reason) {
        return new Trouble(new Refused(reason), null);
    }

    static Trouble failed(String reason, boolean unreachable, Throwable cause) {
        return new Trouble(new Failed(reason, unreachable), cause);
    }

    StepResult answer() {
        return answer;
    }

    private static String reason(StepResult answer) {
        return answer instanceof Refused refused ? refused.reason() : answer instanceof Failed failed ? failed.reason() : answer.toString();
    }

    /** The same once something has been sent: "nothing was done" would no longer be true. */
    static StepResult midway(StepResult answer) {
        if (answer instanceof Refused refused) {
            return new Failed(refused.reason() + " Commands before this one were carried out.");
        }
        return answer instanceof Failed failed && failed.unreachable()
                ? new Failed(failed.reason() + " Commands before this one were carried out.") : answer;
    }
}
