package org.dradmin.recovery.connector.dns;

import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;

/** A server that did not answer, or not in a way that can be believed. */
final class NoAnswer extends Trouble {

    private static final long serialVersionUID = 1;

    /** @param unreachable nobody was there, and nothing was sent */
    NoAnswer(String reason, boolean unreachable) {
        super(new Failed(reason, unreachable));
    }

    /** The same where an update had been sent, so that nobody knows what became of it. */
    StepResult ofUpdate() {
        return new Failed(((Failed) answer()).reason() + " Whether it carried the update out is not known.");
    }
}
