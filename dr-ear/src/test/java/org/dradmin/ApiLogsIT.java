package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.ServerParameter;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The System Log by API, on the EAR that ships. */
@ExtendWith(ServerParameter.class)
class ApiLogsIT {

    private static final Pattern LINK = Pattern.compile("<([^>]+)>; rel=\"(\\w+)\"");

    private final ApiCaller caller;

    ApiLogsIT(DeployedServer server) {
        this.caller = new ApiCaller(server);
    }

    private HttpResponse<String> logs(String query) {
        return caller.as(TestClients.ROBOT, "okta.logs.read", "GET", "/api/v1/logs" + query, null);
    }

    private static Optional<String> link(HttpResponse<String> answer, String relation) {
        for (String line : answer.headers().allValues("link")) {
            Matcher matcher = LINK.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            URI address = URI.create(matcher.group(1));
            assertThat(address.getRawQuery() == null ? List.of() : List.of(address.getRawQuery().split("&"))).allMatch(parameter -> parameter.toString().contains("="));
            if (matcher.group(2).equals(relation)) {
                return Optional.of("?" + (address.getRawQuery() == null ? "" : address.getRawQuery()));
            }
        }
        return Optional.empty();
    }

    private static List<String> uuids(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> uuids = new ArrayList<>();
        ApiCaller.json(answer).forEach(event -> uuids.add(event.get("uuid").textValue()));
        return uuids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void readsAlongAndMissesNothing() {
        HttpResponse<String> answer = logs("?limit=1000");
        while (!uuids(answer).isEmpty()) {
            assertThat(link(answer, "self")).isPresent();
            answer = logs(link(answer, "next").orElseThrow());
        }
        String place = link(answer, "next").orElseThrow();
        caller.as(TestClients.POWERLESS, "okta.logs.read", "GET", "/api/v1/logs", null);
        HttpResponse<String> next = logs(place);
        assertThat(ApiCaller.json(next)).anySatisfy(event -> assertThat(event.get("eventType").textValue()).isEqualTo("security.access.denied"));
        assertThat(logs(link(next, "next").orElseThrow()).statusCode()).isEqualTo(200);
    }

    @Test
    void pagesThroughABoundedRangeInBothDirectionsTheSame() {
        String until = java.time.Instant.now().toString();
        List<String> ascending = pages("?limit=50&until=" + until);
        List<String> descending = pages("?limit=77&sortOrder=DESCENDING&until=" + until);
        java.util.Collections.reverse(descending);
        assertThat(ascending).doesNotHaveDuplicates().hasSizeGreaterThan(1).isEqualTo(descending);
    }

    private List<String> pages(String query) {
        List<String> all = new ArrayList<>();
        Optional<String> next = Optional.of(query);
        while (next.isPresent()) {
            HttpResponse<String> answer = logs(next.get());
            all.addAll(uuids(answer));
            next = link(answer, "next");
        }
        return all;
    }

    @Test
    void answersWithTheEventOfTheContract() {
        JsonNode event = ApiCaller.json(logs("?limit=1&filter=" + encoded("eventType eq \"app.oauth2.token.grant\" and outcome.result eq \"SUCCESS\" and target.id eq \"robot\""))).get(0);
        assertThat(event.fieldNames()).toIterable().contains("actor", "client", "authenticationContext", "displayMessage", "eventType", "outcome", "published",
                "securityContext", "severity", "debugContext", "legacyEventType", "transaction", "uuid", "version", "request", "target");
        assertThat(event.get("published").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(event.at("/actor/type").textValue()).isEqualTo("PublicClientApp");
        assertThat(event.at("/client/ipAddress").textValue()).isNotBlank();
        assertThat(event.at("/request/ipChain/0/version").textValue()).startsWith("V");
        assertThat(event.get("version").textValue()).isEqualTo("0");
    }

    @Test
    void takesPercentAndUnderscoreForWhatTheyAre() {
        assertThat(uuids(logs("?q=" + encoded("o_ganization"))) ).isEmpty();
        assertThat(uuids(logs("?q=" + encoded("organ%zation")))).isEmpty();
        assertThat(uuids(logs("?q=" + encoded("ORGANIZATION imported")))).isNotEmpty();
        assertThat(uuids(logs("?filter=" + encoded("eventType co \"%\"")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"limit=-1,E0000001", "limit=1001,E0000001", "limit=x,E0000001", "since=yesterday,E0000001", "until=2026-13-01T00:00:00Z,E0000001",
        "since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z,E0000001", "after=x,E0000001", "after=place-1&until=2026-01-01T00:00:00Z,E0000001", "sortOrder=UP,E0000001",
        "q=a+b+c+d+e+f+g+h+i+j+k,E0000031", "q=12345678901234567890123456789012345678901,E0000031", "filter=x,E0000053", "filter=published+gt+%222026%22,E0000053"})
    void refusesWhatMakesNoSense(String query, String code) {
        HttpResponse<String> answer = logs("?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiCaller.json(answer).get("errorCode").textValue()).isEqualTo(code);
    }

    @Test
    void isClosedToWhoeverMayNotReadIt() {
        assertThat(caller.as(TestClients.ROBOT, "okta.dr.manage", "GET", "/api/v1/logs", null).statusCode()).isEqualTo(403);
        assertThat(caller.as(TestClients.POWERLESS, "okta.logs.read", "GET", "/api/v1/logs", null).statusCode()).isEqualTo(403);
        assertThat(caller.send("GET", "/api/v1/logs", null).statusCode()).isEqualTo(401);
    }

    @Test
    void answersNothingForALimitOfZero() {
        assertThat(uuids(logs("?limit=0"))).isEmpty();
        assertThat(uuids(logs("?limit=0&until=2026-01-01T00:00:00Z"))).isEmpty();
    }
}
