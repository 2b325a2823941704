package org.dradmin.recovery.connector;

import java.time.Duration;

/** What a connector answers for one domain. The set is closed: "I do not know" is {@link Failed}. */
public sealed interface StepResult {

    /** Inspect: it can and must be switched. Switch and verify: it is. {@code seen} is evidence, in words. */
    record Done(String seen) implements StepResult { }

    /** It stands where it is wanted without our doing. */
    record AlreadyDone(String seen) implements StepResult { }

    /** Not now; ask again after this long. */
    record Retry(Duration after, String reason) implements StepResult { }

    /** It must not be done, and nothing was. */
    record Refused(String reason) implements StepResult { }

    /** It went wrong, or nobody knows: a time-out is this. */
    record Failed(String reason) implements StepResult { }
}
