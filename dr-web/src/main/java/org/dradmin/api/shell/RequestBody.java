package org.dradmin.api.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dradmin.api.ErrorCode;

/** Reads the JSON that callers send, and takes nothing for what it is not: no unknown or doubled keys, no other types. */
public final class RequestBody {

    static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 20;
    private static final Pattern NO_CHARACTER = Pattern.compile("[\\x00\\p{Cs}]");

    private static final JsonMapper JSON = mapper();

    private RequestBody() {
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        for (CoercionInputShape other : new CoercionInputShape[] {CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean}) {
            builder.withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(other, CoercionAction.Fail));
        }
        return builder.build();
    }

    /** The body as this type; empty where there is none. */
    public static <T> Optional<T> read(InputStream in, HttpHeaders headers, Class<T> type) {
        byte[] bytes = bytes(in);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (!isJson(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)) || headers.getHeaderString(HttpHeaders.CONTENT_ENCODING) != null) {
            throw ApiFault.of(ErrorCode.MEDIA_TYPE, null);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.isBlank() ? Optional.empty() : Optional.of(parse(text, type));
        } catch (UnrecognizedPropertyException e) {
            throw ApiFault.invalid(e.getPropertyName(), e.getPropertyName() + ": This key is not known here.");
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof JsonProcessingException && !(e.getCause() instanceof JsonMappingException)
                    ? ApiFault.of(ErrorCode.MALFORMED, null) : wrongValue(e);
        } catch (IOException e) {
            throw ApiFault.of(ErrorCode.MALFORMED, null);
        }
    }

    private static <T> T parse(String text, Class<T> type) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            T value = JSON.readValue(parser, type);
            refuseWhatIsNoCharacter(text);
            if (parser.nextToken() != null) {
                throw ApiFault.of(ErrorCode.MALFORMED, null);
            }
            if (value == null) {
                throw ApiFault.invalid("body", "The body is null; an object is needed.");
            }
            return value;
        }
    }

    /** No database keeps U+0000 or half a surrogate pair. Only an escape can bring one: the bytes themselves are UTF-8. */
    private static void refuseWhatIsNoCharacter(String text) throws IOException {
        if (!text.contains("\\u")) {
            return;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean isText = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
                if (isText && NO_CHARACTER.matcher(parser.getText()).find()) {
                    throw ApiFault.invalid("body", "The body holds U+0000 or half a surrogate pair, which is no character.");
                }
            }
        }
    }

    /** As {@link #read}, for what takes a body. */
    public static <T> T required(InputStream in, HttpHeaders headers, Class<T> type) {
        return read(in, headers, type).orElseThrow(() -> ApiFault.of(ErrorCode.MALFORMED, null));
    }

    private static ApiFault wrongValue(JsonMappingException e) {
        String place = e.getPath().stream().map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        String name = place.isEmpty() ? "body" : place;
        return ApiFault.invalid(name, name + ": The value is of the wrong kind.");
    }

    private static byte[] bytes(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw ApiFault.invalid("body", "The body is larger than 1 MiB.");
            }
            return bytes;
        } catch (IOException e) {
            throw ApiFault.of(ErrorCode.MALFORMED, null);
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).replace(" ", "");
        int semicolon = type.indexOf(';');
        String charset = type.contains("charset=") ? type.substring(type.indexOf("charset=") + 8).replaceAll("[\";].*$|\"", "") : "utf-8";
        return (semicolon < 0 ? type : type.substring(0, semicolon)).equals("application/json") && (charset.isEmpty() || charset.equals("utf-8"));
    }
}
