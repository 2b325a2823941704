package org.dradmin.api.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dradmin.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

    record Wanted(String label, List<String> names, Integer size) { }

    private static HttpHeaders type(String contentType) {
        return (HttpHeaders) Proxy.newProxyInstance(HttpHeaders.class.getClassLoader(), new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> "Content-Type".equals(arguments[0]) ? contentType : null);
    }

    private static Optional<Wanted> read(byte[] body, String contentType) {
        return RequestBody.read(new ByteArrayInputStream(body), type(contentType), Wanted.class);
    }

    private static ApiFault refusal(byte[] body, String contentType) {
        ApiFault fault = catchThrowableOfType(ApiFault.class, () -> read(body, contentType));
        assertThat(fault).as("refused").isNotNull();
        return fault;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON; charset=utf-8", "application/json;charset=\"UTF-8\"", "application/json; okta-version=1.0.0"})
    void takesJson(String contentType) {
        assertThat(read(utf8("{\"label\": \"Ünïcode\", \"names\": [\"a\"], \"size\": 3}"), contentType)).contains(new Wanted("Ünïcode", List.of("a"), 3));
    }

    @Test
    void takesNoBodyForNothingWhateverTypeIsClaimed() {
        assertThat(read(new byte[0], "text/xml")).isEmpty();
        assertThat(read(new byte[0], null)).isEmpty();
        assertThat(read(utf8(" \n"), "application/json")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=ISO-8859-1", "application/jsonp", ""})
    void refusesOtherTypes(String contentType) {
        assertThat(refusal(utf8("{}"), contentType).code()).isEqualTo(ErrorCode.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"label\": }", "{} {}", "{}x", "nonsense", "{\"label\": \"a\", \"label\": \"b\"}", "{'label': 1}", "{\"label\": NaN}",
        "{\"label\": \"\\ud800", "\ufeff{}"})
    void refusesWhatIsNoJson(String body) {
        assertThat(refusal(utf8(body), "application/json").code()).isEqualTo(ErrorCode.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"labels\": 1}|labels", "{\"label\": 1}|label", "{\"label\": true}|label", "{\"label\": {}}|label",
        "{\"label\": [\"a\"]}|label", "{\"names\": \"a\"}|names", "{\"names\": [1]}|names.[0]", "{\"size\": \"3\"}|size", "{\"size\": 1.5}|size", "[]|body", "\"x\"|body",
        "3|body", "null|body"})
    void namesTheKeyThatIsWrong(String body, String what) {
        ApiFault fault = refusal(utf8(body), "application/json");
        assertThat(fault.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(fault.getMessage()).isEqualTo(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"label\": \"a\\u0000\"}", "{\"label\": \"\\ud83e\"}", "{\"label\": \"\\udd86\\ud83e\"}", "{\"names\": [\"x\", \"\\uD83Ex\"]}"})
    void refusesWhatIsNoCharacter(String body) {
        assertThat(refusal(utf8(body), "application/json").code()).isEqualTo(ErrorCode.INVALID);
        assertThat(read(utf8("{\"label\": \"\\ud83e\\udd86\\u00e9\"}"), "application/json")).contains(new Wanted("🦆é", null, null));
    }

    @Test
    void refusesDepthSizeAndOddEncodings() {
        assertThat(refusal(utf8("{\"names\": " + "[".repeat(30) + "]".repeat(30) + "}"), "application/json").code())
                .isIn(ErrorCode.MALFORMED, ErrorCode.INVALID);
        assertThat(refusal(utf8("{\"label\": \"" + "x".repeat(1 << 20) + "\"}"), "application/json").getMessage()).isEqualTo("body");
        assertThat(refusal("{\"label\": \"x\"}".getBytes(StandardCharsets.UTF_16), "application/json").code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(refusal("{\"label\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1), "application/json").code()).isEqualTo(ErrorCode.MALFORMED);
    }
}
