package org.dradmin.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/**
 * What a connector answered for some domains, as the journal keeps it.
 *
 * @param domains those for which the same was seen
 * @param result the name of a {@link org.dradmin.recovery.connector.StepResult}
 * @param seen in words
 * @param proof the same as data; null where there is none
 */
public record Proof(List<String> domains, String result, String seen, Map<String, Object> proof) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What {@link ProvenStep} holds; nothing for null. */
    public static List<Proof> read(String kept) {
        try {
            return kept == null ? List.of() : JSON.readValue(kept, new TypeReference<>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept proof is not readable.", e);
        }
    }
}
