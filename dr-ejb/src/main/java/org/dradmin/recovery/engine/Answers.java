package org.dradmin.recovery.engine;

import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;

/** Reads the closed set of a connector's answers. */
final class Answers {

    private Answers() {
    }

    /** Why it did not succeed, or null where it did. */
    static String failure(StepResult answer) {
        if (answer == null) {
            return "The connector gave no answer for this domain.";
        }
        if (answer instanceof Refused refused) {
            return "Refused: " + refused.reason();
        }
        if (answer instanceof Failed failed) {
            return failed.reason();
        }
        return answer instanceof Retry retry ? retry.reason() : null;
    }

    static boolean good(StepResult answer) {
        return answer instanceof Done || answer instanceof AlreadyDone;
    }

    /** Evidence in words, equal sentences together. */
    static String seen(Map<String, StepResult> answers) {
        Map<String, Long> sentences = answers.values().stream()
                .collect(Collectors.groupingBy(Answers::sentence, java.util.TreeMap::new, Collectors.counting()));
        return sentences.entrySet().stream().map(e -> e.getValue() + " × " + e.getKey()).collect(Collectors.joining("\n"));
    }

    private static String sentence(StepResult answer) {
        if (answer instanceof Done done) {
            return done.seen();
        }
        return answer instanceof AlreadyDone already ? already.seen() : failure(answer);
    }
}
