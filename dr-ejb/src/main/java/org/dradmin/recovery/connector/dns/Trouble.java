package org.dradmin.recovery.connector.dns;

import org.dradmin.recovery.connector.StepResult;

/** What stands in the way of a whole batch, as the answer for each of its domains. */
class Trouble extends Exception {

    private static final long serialVersionUID = 1;
    private final transient StepResult answer;

    Trouble(StepResult answer) {
        super(answer.toString());
        this.answer = answer;
    }

    StepResult answer() {
        return answer;
    }
}
