package org.dradmin.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.organization.IpRangeList;
import org.dradmin.organization.IpRangeList.RegionRanges;
import org.junit.jupiter.api.Test;

class PublicDocumentTest {

    private static final Instant CHANGED = Instant.parse("2026-03-01T03:00:00.123Z");
    private static final IpRangeList LIST = new IpRangeList(CHANGED, CHANGED.plusSeconds(60),
            List.of(new RegionRanges("us-east", "US East", CHANGED, List.of("203.0.113.0/24"), List.of("2001:db8::/32"))));

    private final Map<String, Object> answer = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private void ask(IpRangeList list, Map<String, String> headers) throws IOException {
        answer.clear();
        body.reset();
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> headers.get(arguments[0]);
                    case "getDateHeader" -> headers.containsKey(arguments[0]) ? DateTimeFormatter.RFC_1123_DATE_TIME.parse(headers.get(arguments[0]),
                            Instant::from).toEpochMilli() : -1L;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getOutputStream")) {
                        return new Bytes();
                    }
                    answer.put(arguments.length == 2 ? (String) arguments[0] : method.getName(), arguments[arguments.length - 1]);
                    return null;
                });
        new PublicDocument(IpRangesServlet.document(list), list.modified(), Duration.ofMinutes(5)).send(request, response);
    }

    private final class Bytes extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) {
            body.write(b);
        }
    }

    @Test
    void saysTheRangesByProtocolAndWhenTheyChanged() throws IOException {
        ask(LIST, Map.of());
        assertThat(body.toString(StandardCharsets.UTF_8).replaceAll("\\s+", "")).isEqualTo("{\"changed\":\"2026-03-01T03:00:00.123Z\",\"regions\":"
                + "[{\"code\":\"us-east\",\"name\":\"USEast\",\"changed\":\"2026-03-01T03:00:00.123Z\",\"ipv4\":[\"203.0.113.0/24\"],\"ipv6\":[\"2001:db8::/32\"]}]}");
        assertThat((String) answer.get("ETag")).matches("\"[A-Za-z0-9_-]{24}\"");
        assertThat(answer).containsEntry("Last-Modified", CHANGED.plusSeconds(60).toEpochMilli() / 1000 * 1000)
                .containsEntry("Cache-Control", "public, max-age=300").doesNotContainKey("setStatus");
    }

    @Test
    void hasNoBodyForWhoHasItAlready() throws IOException {
        ask(LIST, Map.of());
        String tag = (String) answer.get("ETag");
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            ask(LIST, Map.of("If-None-Match", known));
            assertThat(answer).as(known).containsEntry("setStatus", 304).containsEntry("ETag", tag);
            assertThat(body.size()).isZero();
        }
        ask(LIST, Map.of("If-Modified-Since", rfc(LIST.modified())));
        assertThat(answer).containsEntry("setStatus", 304);
    }

    @Test
    void isSentAnewWhereAnythingChanged() throws IOException {
        ask(LIST, Map.of());
        String tag = (String) answer.get("ETag");
        IpRangeList renamed = new IpRangeList(CHANGED, CHANGED.plusSeconds(90), List.of(new RegionRanges("us-east", "Ohio", CHANGED, List.of(), List.of())));
        ask(renamed, Map.of("If-None-Match", tag, "If-Modified-Since", rfc(renamed.modified())));
        assertThat(answer).as("the tag decides").doesNotContainKey("setStatus");
        assertThat(answer.get("ETag")).isNotEqualTo(tag);
        ask(renamed, Map.of("If-Modified-Since", rfc(LIST.modified())));
        assertThat(answer).doesNotContainKey("setStatus");
    }

    private static String rfc(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
