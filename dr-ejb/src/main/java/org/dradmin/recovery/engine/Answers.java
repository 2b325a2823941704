package org.dradmin.recovery.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;

/** Reads the closed set of a connector's answers. */
final class Answers {

    /** Of domains with the same reason, so many are named. */
    private static final int NAMED = 5;

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

    static boolean unreachable(StepResult answer) {
        return answer instanceof Failed failed && failed.unreachable();
    }

    /** Reasons of domains in one text: each reason once, behind the domains it is of, so that no other is cut off for it. */
    static String together(Map<String, String> reasons) {
        Map<String, List<String>> same = new LinkedHashMap<>();
        reasons.forEach((domain, reason) -> same.computeIfAbsent(reason, r -> new ArrayList<>()).add(domain));
        return same.entrySet().stream().map(entry -> who(entry.getValue()) + entry.getKey()).collect(Collectors.joining("; "));
    }

    private static String who(List<String> domains) {
        if (domains.equals(List.of(DomainMove.ORGANIZATION))) {
            return "";
        }
        int more = domains.size() - NAMED;
        return String.join(", ", domains.subList(0, Math.min(NAMED, domains.size()))) + (more > 0 ? " and " + more + " more" : "") + ": ";
    }

    /** What was seen, as data; empty where there is none. */
    static Map<String, Object> data(StepResult answer) {
        if (answer instanceof Done done) {
            return done.proof();
        }
        if (answer instanceof Refused refused) {
            return refused.proof();
        }
        return answer instanceof AlreadyDone already ? already.proof() : Map.of();
    }

    /** What was seen, in words. */
    static String sentence(StepResult answer) {
        if (answer instanceof Done done) {
            return done.seen();
        }
        return answer instanceof AlreadyDone already ? already.seen() : failure(answer);
    }
}
