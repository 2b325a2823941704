package org.dradmin.recovery.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;

/**
 * What a connector said of every domain it was asked about.
 *
 * @param answers in the order of the domains
 * @param proof the same as evidence: a JSON list, domains of which the same was seen together
 */
public record Given(Map<String, StepResult> answers, String proof) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Failed SILENT = new Failed("The connector gave no answer for this domain.");

    /** An answer as a key: told apart by its words first, because of ten thousand most are different. */
    private record Same(String sentence, StepResult answer) {

        @Override
        public int hashCode() {
            return sentence.hashCode();
        }
    }

    Given(Map<String, StepResult> answers) {
        this(answers, proof(answers));
    }

    /** @param said what the connector returned, which may leave domains out */
    static Given of(List<DomainMove> asked, Map<String, StepResult> said) {
        Map<String, StepResult> answers = new LinkedHashMap<>(2 * asked.size());
        for (DomainMove move : asked) {
            StepResult answer = said.get(move.domain());
            answers.put(move.domain(), answer == null ? SILENT : answer);
        }
        return new Given(answers);
    }

    /** The same answer for all. */
    static Given all(List<DomainMove> asked, StepResult answer) {
        Map<String, StepResult> answers = new LinkedHashMap<>(2 * asked.size());
        asked.forEach(move -> answers.put(move.domain(), answer));
        return new Given(answers);
    }

    /** With the last word of a later act on those that it was asked about. */
    Given with(Given later) {
        if (later.answers.keySet().containsAll(answers.keySet())) {
            return later;
        }
        Map<String, StepResult> last = new LinkedHashMap<>(answers);
        last.putAll(later.answers);
        return new Given(last);
    }

    private static String proof(Map<String, StepResult> answers) {
        Map<Same, List<String>> same = new LinkedHashMap<>();
        answers.forEach((domain, answer) -> same.computeIfAbsent(new Same(Answers.sentence(answer), answer), a -> new ArrayList<>(1)).add(domain));
        ByteArrayOutputStream text = new ByteArrayOutputStream(answers.size() * 256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Map.Entry<Same, List<String>> entry : same.entrySet()) {
                StepResult answer = entry.getKey().answer();
                json.writeStartObject();
                json.writeFieldName("domains");
                write(json, entry.getValue());
                json.writeStringField("result", answer.getClass().getSimpleName());
                json.writeStringField("seen", entry.getKey().sentence());
                if (!Answers.data(answer).isEmpty()) {
                    json.writeFieldName("proof");
                    write(json, Answers.data(answer));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("A connector's proof is no data.", e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** What {@link StepResult.Done} may hold; other values as their words. Texts are most, and asked for first. */
    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object one : list) {
                write(json, one);
            }
            json.writeEndArray();
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            json.writeRawValue(String.valueOf(value));
        } else {
            json.writeString(value.toString());
        }
    }
}
