package org.dradmin.recovery.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.Collectors;

/** Reads a connector's settings strictly: a key that is not known is a mistake, not a remark. */
final class SettingsReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private SettingsReader() {
    }

    /** @throws IllegalArgumentException with a sentence that begins with the key it concerns */
    static <S> S read(Class<S> type, JsonNode settings) {
        try {
            return JSON.treeToValue(settings == null ? JsonNodeFactory.instance.objectNode() : settings, type);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(place(e) + "This key is not known here. Known are "
                    + e.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", ")) + ".", e);
        } catch (JsonMappingException e) {
            String own = ownWords(e);
            throw new IllegalArgumentException(place(e) + (own == null ? "A value of another kind is needed here." : own), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The settings are not readable JSON.", e);
        }
    }

    /** What the settings record says; Jackson's own words name Java classes. */
    private static String ownWords(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                return cause.getMessage();
            }
        }
        return null;
    }

    private static String place(JsonMappingException fault) {
        String path = fault.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : path.substring(path.startsWith(".") ? 1 : 0) + ": ";
    }
}
