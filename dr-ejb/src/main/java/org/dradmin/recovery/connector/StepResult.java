package org.dradmin.recovery.connector;

import java.time.Duration;
import java.util.Map;

/** What a connector answers for one domain. The set is closed: "I do not know" is {@link Failed}. */
public sealed interface StepResult {

    /**
     * Inspect: it can and must be switched. Switch and verify: it is.
     *
     * @param seen in words
     * @param proof the same as data (records with serial, server states, LSNs, HTTP answers), for the operation's
     *     export; values are text, numbers, booleans, lists and maps of these; no secrets
     */
    record Done(String seen, Map<String, Object> proof) implements StepResult {
        public Done(String seen) {
            this(seen, Map.of());
        }
    }

    /** It stands where it is wanted without our doing. */
    record AlreadyDone(String seen, Map<String, Object> proof) implements StepResult {
        public AlreadyDone(String seen) {
            this(seen, Map.of());
        }
    }

    /** Not now; ask again after this long. */
    record Retry(Duration after, String reason) implements StepResult { }

    /** It must not be done, and nothing was. */
    record Refused(String reason, Map<String, Object> proof) implements StepResult {
        public Refused(String reason) {
            this(reason, Map.of());
        }
    }

    /**
     * It went wrong, or nobody knows: a time-out is this.
     *
     * @param unreachable nobody was there and nothing was sent for certain (refused connection, no route, unknown
     *     name); an answer that did not come is not this
     */
    record Failed(String reason, boolean unreachable) implements StepResult {
        public Failed(String reason) {
            this(reason, false);
        }
    }
}
