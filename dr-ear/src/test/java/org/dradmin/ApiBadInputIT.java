package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.ServerParameter;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hundreds of requests that nobody should send, by a client that may do everything: each refused in the API's form, none with an effect. */
@ExtendWith(ServerParameter.class)
@TestInstance(Lifecycle.PER_CLASS)
class ApiBadInputIT {

    private static final String SCOPES = "okta.dr.manage okta.logs.read okta.roles.manage";

    private final HttpClient http = HttpClient.newHttpClient();
    private DeployedServer server;
    private ApiCaller caller;
    private String token;
    private String before;

    @BeforeAll
    void begin(DeployedServer shared) {
        server = shared;
        caller = new ApiCaller(shared);
        token = ApiCaller.accessToken(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "scope", SCOPES)));
        before = state();
    }

    /** Where the domains are, who may do what, and what operations there were. */
    private String state() {
        StringBuilder all = new StringBuilder();
        for (String path : new String[] {"/api/v1/dr/status", "/api/v1/iam/roles", "/api/v1/iam/roles/Recovery%20operator/permissions", "/api/v1/iam/resource-sets",
            "/api/v1/iam/resource-sets/Business%20continuity/resources", "/api/v1/iam/resource-sets/Business%20continuity/bindings",
            "/api/v1/iam/resource-sets/Business%20continuity/bindings/Recovery%20operator/members", "/api/v1/iam/assignees/users"}) {
            all.append(read(path).toString()).append('\n');
        }
        read("/api/v1/logs?since=1970-01-01T00:00:00Z&until=9000-01-01T00:00:00Z&limit=1000&filter=eventType%20sw%20%22system.dr.%22%20and%20outcome.result%20eq%20%22SUCCESS%22")
                .forEach(event -> all.append(event.get("uuid")).append('\n'));
        return all.toString();
    }

    private JsonNode read(String path) {
        HttpResponse<String> answer = caller.as(TestClients.ROBOT, SCOPES, "GET", path, null);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return ApiCaller.json(answer);
    }

    static Stream<BadInputs.Input> inputs() {
        return BadInputs.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void refuses(BadInputs.Input input) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(input.path())).timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + token)
                .method(input.method(), input.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(input.body()));
        if (input.body() != null) {
            request.header("Content-Type", input.contentType());
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).as(answer.statusCode() + " " + answer.body()).startsWith("application/json");
        JsonNode error = ApiCaller.json(answer);
        assertThat(input.code().split("\\|")).as(answer.body()).contains(answer.statusCode() + " " + error.path("errorCode").textValue());
        assertThat(error.fieldNames()).toIterable().containsExactly("errorCode", "errorSummary", "errorLink", "errorId", "errorCauses");
        assertThat(answer.body()).doesNotContain("Exception", "org.dradmin", "jakarta.", "com.fasterxml", "java.lang", "\tat ");
        assertThat(answer.headers().allValues("Set-Cookie")).as("no session").isEmpty();
        assertThat(answer.headers().allValues("X-Okta-Request-Id")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "text/", "a/b/c", "application/json, x"})
    void refusesAnAcceptHeaderThatIsNone(String accept) {
        HttpResponse<String> answer = caller.as(TestClients.ROBOT, SCOPES, "GET", "/api/v1/dr/status", null, "Accept", accept);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(ApiCaller.json(answer).get("errorCode").textValue()).isEqualTo("E0000021");
    }

    @AfterAll
    void nothingHasChanged() {
        assertThat(inputs().count()).isGreaterThan(300);
        assertThat(state()).isEqualTo(before);
    }
}
