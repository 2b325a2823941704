package org.dradmin.recovery.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    /** Evidence as data: a JSON list, domains of which the same was seen together. */
    static String proof(Map<String, StepResult> answers) {
        Map<Same, List<String>> same = new LinkedHashMap<>();
        new TreeMap<>(answers).forEach((domain, answer) -> same.computeIfAbsent(new Same(sentence(answer), answer), a -> new ArrayList<>(1)).add(domain));
        List<Map<String, Object>> list = new ArrayList<>();
        same.forEach((key, domains) -> {
            StepResult answer = key.answer();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("domains", domains);
            entry.put("result", answer.getClass().getSimpleName());
            entry.put("seen", key.sentence());
            if (!data(answer).isEmpty()) {
                entry.put("proof", data(answer));
            }
            list.add(entry);
        });
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A connector's proof is no data.", e);
        }
    }

    /** An answer as a key: told apart by its words first, because of ten thousand most are different. */
    private record Same(String sentence, StepResult answer) {

        @Override
        public int hashCode() {
            return sentence.hashCode();
        }
    }

    private static Map<String, Object> data(StepResult answer) {
        if (answer instanceof Done done) {
            return done.proof();
        }
        if (answer instanceof Refused refused) {
            return refused.proof();
        }
        return answer instanceof AlreadyDone already ? already.proof() : Map.of();
    }

    private static String sentence(StepResult answer) {
        if (answer instanceof Done done) {
            return done.seen();
        }
        return answer instanceof AlreadyDone already ? already.seen() : failure(answer);
    }
}
