package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.ServerParameter;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failover, failback and status by API, and the form of everything that is refused, on the EAR that ships. */
@ExtendWith(ServerParameter.class)
class ApiDisasterRecoveryIT {

    private static final String MANAGE = "okta.dr.manage";
    private static final int ALL = 5;

    private final DeployedServer server;
    private final ApiCaller caller;

    ApiDisasterRecoveryIT(DeployedServer server) {
        this.server = server;
        this.caller = new ApiCaller(server);
    }

    private HttpResponse<String> robot(String method, String path, String body, String... headers) {
        return caller.as(TestClients.ROBOT, MANAGE, method, path, body, headers);
    }

    private long failedOver() {
        long there = 0;
        for (JsonNode item : ApiCaller.json(robot("GET", "/api/v1/dr/status", null)).get("status")) {
            assertThat(item.fieldNames()).toIterable().containsExactly("domain", "isFailedOver");
            there += item.get("isFailedOver").booleanValue() ? 1 : 0;
        }
        return there;
    }

    private static void isError(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode error = ApiCaller.json(answer);
        assertThat(error.fieldNames()).toIterable().containsExactly("errorCode", "errorSummary", "errorLink", "errorId", "errorCauses");
        assertThat(error.get("errorCode").textValue()).isEqualTo(code).isEqualTo(error.get("errorLink").textValue());
        assertThat(error.get("errorSummary").textValue()).isNotBlank();
        assertThat(error.get("errorCauses").isArray()).isTrue();
        assertThat(answer.body()).doesNotContain("Exception", "org.dradmin", "jakarta.", "\tat ");
        hasTheHeadersOfEveryAnswer(answer);
    }

    private static void hasTheHeadersOfEveryAnswer(HttpResponse<String> answer) {
        for (String header : List.of("X-Okta-Request-Id", "X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset", "Date")) {
            assertThat(answer.headers().allValues(header)).as(header).hasSize(1);
        }
        assertThat(answer.headers().allValues("Set-Cookie")).as("no session").isEmpty();
    }

    @AfterEach
    void failBack() {
        assertThat(robot("POST", "/api/v1/dr/failback", null).statusCode()).isEqualTo(200);
    }

    @Test
    void failsTheWholeOrganizationOverAndBackAndWaitsForTheOutcome() {
        assertThat(failedOver()).isZero();
        HttpResponse<String> over = robot("POST", "/api/v1/dr/failover", "{}", "X-DR-Reason", "A test asks for it", "X-DR-Mode", "Unplanned");
        assertThat(over.statusCode()).as(over.body()).isEqualTo(200);
        hasTheHeadersOfEveryAnswer(over);
        assertThat(ApiCaller.json(over).get("results")).hasSize(ALL)
                .allSatisfy(result -> assertThat(result.get("message").textValue()).isEqualTo("Failover was successful"));
        assertThat(failedOver()).isEqualTo(ALL);
        isError(caller.as(TestClients.ROBOT, "okta.roles.manage", "POST", "/api/v1/iam/roles", "{\"label\": \"x\", \"permissions\": [\"okta.dr.read\"]}"), 503, "E0000010");
        HttpResponse<String> operation = robot("GET", "/api/v1/dr/operations/" + ApiCaller.json(over).get("operationId").textValue(), null);
        assertThat(ApiCaller.json(operation).get("state").textValue()).isEqualTo("SUCCEEDED");
        assertThat(ApiCaller.json(operation).get("reason").textValue()).isEqualTo("A test asks for it");
        assertThat(ApiCaller.json(operation).get("requestedBy").textValue()).isEqualTo(TestClients.ROBOT);
        assertThat(ApiCaller.json(robot("POST", "/api/v1/dr/failover", null)).get("results")).as("again, without effect").hasSize(ALL);
        HttpResponse<String> back = robot("POST", "/api/v1/dr/failback", null, "Content-Type", "application/json");
        assertThat(ApiCaller.json(back).get("results")).hasSize(ALL)
                .allSatisfy(result -> assertThat(result.get("message").textValue()).isEqualTo("Failback was successful"));
        assertThat(failedOver()).isZero();
    }

    @Test
    void failsOneDomainOverWhateverTheCaseOfItsName() {
        HttpResponse<String> over = robot("POST", "/api/v1/dr/failover", "{\"domains\": [\"HR.example.test\"]}");
        assertThat(ApiCaller.json(over).get("results")).singleElement().satisfies(result -> assertThat(result.get("domain").textValue()).isEqualTo("hr.example.test"));
        assertThat(failedOver()).isEqualTo(1);
        assertThat(ApiCaller.json(robot("GET", "/api/v1/dr/status/hr.example.test", null)).toString())
                .isEqualTo("{\"status\":[{\"domain\":\"hr.example.test\",\"isFailedOver\":true}]}");
        isError(robot("GET", "/api/v1/dr/status/nowhere.example.test", null), 404, "E0000007");
    }

    @Test
    void tellsWhatIsTheCaseAlsoWhileManyAskAtTheSameTime() {
        assertThat(failedOver()).isZero();
        AtomicBoolean enough = new AtomicBoolean();
        List<CompletableFuture<Void>> crowd = Stream.generate(() -> CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                assertThat(failedOver()).isBetween(0L, 1L);
                // All tests together stay within the limit of requests a minute.
                LockSupport.parkNanos(5_000_000);
            }
        }, command -> new Thread(command).start())).limit(4).toList();
        try {
            for (int round = 0; round < 3; round++) {
                assertThat(robot("POST", "/api/v1/dr/failover", "{\"domains\": [\"hr.example.test\"]}").statusCode()).isEqualTo(200);
                assertThat(failedOver()).isEqualTo(1);
                assertThat(robot("POST", "/api/v1/dr/failback", null).statusCode()).isEqualTo(200);
                assertThat(failedOver()).isZero();
            }
        } finally {
            enough.set(true);
        }
        assertThat(crowd).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(30)));
    }

    @Test
    void answersAtOnceWhereTheCallerPrefersThat() {
        HttpResponse<String> answer = robot("POST", "/api/v1/dr/failover", null, "Prefer", "wait=1, Respond-Async");
        assertThat(answer.statusCode()).isEqualTo(202);
        String operation = URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
        DeployedServer.await("The end of the operation", Duration.ofMinutes(1), server.process(),
                () -> ApiCaller.json(robot("GET", operation, null)).get("state").textValue().equals("SUCCEEDED"));
        assertThat(failedOver()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"domains\":[]}|E0000001", "{\"domain\":[\"hr.example.test\"]}|E0000001", "{\"domains\":null}|E0000001",
        "{\"domains\":\"hr.example.test\"}|E0000001", "{\"domains\":[1]}|E0000001", "{\"domains\":[\"\"]}|E0000001", "{\"domains\":[null]}|E0000001",
        "{\"domains\":[\"hr.example.test\",\"nowhere.example.test\"]}|E0000001", "{\"domains\":[\"%\"]}|E0000001", "[]|E0000001", "null|E0000001", "3|E0000001",
        "{\"domains\":[\"hr.example.test\"],\"x\":1}|E0000001", "{|E0000003", "{\"domains\":[\"a\"],\"domains\":[\"b\"]}|E0000003", "{} {}|E0000003", "x|E0000003"})
    void refusesBodiesThatSaySomethingElseAndDoesNothing(String body, String code) {
        isError(robot("POST", "/api/v1/dr/failover", body), 400, code);
        assertThat(failedOver()).isZero();
    }

    @Test
    void refusesHeadersAndTypesThatItWouldHaveToIgnore() {
        isError(robot("POST", "/api/v1/dr/failover", null, "X-DR-Mode", "somehow"), 400, "E0000001");
        isError(robot("POST", "/api/v1/dr/failover", null, "X-DR-Reason", "x".repeat(1001)), 400, "E0000001");
        String token = ApiCaller.accessToken(caller.grant(java.util.Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "scope", MANAGE)));
        for (String type : List.of("text/xml", "application/x-www-form-urlencoded", "application/json; charset=utf-16")) {
            isError(caller.send("POST", "/api/v1/dr/failover", "{}", "Authorization", "Bearer " + token, "Content-Type", type), 400, "E0000021");
        }
        isError(caller.send("POST", "/api/v1/dr/failover", "x".repeat((1 << 20) + 1), "Authorization", "Bearer " + token, "Content-Type", "application/json"), 400, "E0000001");
        isError(caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + token, "Accept", "text/csv"), 400, "E0000021");
        assertThat(caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + token, "Content-Type", "text/xml").statusCode())
                .as("clients send a type with nothing to read").isEqualTo(200);
        assertThat(failedOver()).isZero();
    }

    @Test
    void obeysScopesAndRolesAlike() {
        isError(caller.as(TestClients.READER, "okta.dr.read", "POST", "/api/v1/dr/failover", null), 403, "E0000006");
        assertThat(caller.as(TestClients.READER, "okta.dr.read", "GET", "/api/v1/dr/status", null).statusCode()).isEqualTo(200);
        isError(caller.as(TestClients.POWERLESS, MANAGE, "POST", "/api/v1/dr/failover", null), 403, "E0000006");
        isError(caller.as(TestClients.POWERLESS, MANAGE, "GET", "/api/v1/dr/status", null), 403, "E0000006");
        isError(caller.as(TestClients.ROBOT, "okta.logs.read", "GET", "/api/v1/dr/status", null), 403, "E0000006");
        assertThat(failedOver()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v1/dr", "/api/v2/dr/status", "/api/v1/dr/status/a/b", "/api/v1/users/me"})
    void answersUnknownPathsInItsOwnForm(String path) {
        isError(caller.send("GET", path, null), 401, "E0000011");
        isError(robot("GET", path, null), 404, "E0000008");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2", "/oauth2/v1/nothing", "/.well-known/openid-configuration"})
    void answersUnknownPathsOfTheAuthorizationServerToo(String path) {
        isError(caller.send("GET", path, null), 404, "E0000008");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1/dr/failover", "PUT,/api/v1/dr/failover", "DELETE,/api/v1/dr/status", "POST,/api/v1/dr/status", "PATCH,/api/v1/dr/status/hr.example.test"})
    void refusesOtherMethods(String method, String path) {
        isError(robot(method, path, null), 405, "E0000022");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/dr/failover,POST", "/api/v1/dr/status,GET", "/api/v1/logs,GET", "/oauth2/v1/token,POST", "/oauth2/v1/keys,GET"})
    void saysWhichMethodsAPathTakes(String path, String method) {
        HttpResponse<String> answer = robot("OPTIONS", path, null);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Allow").orElseThrow().split(", ?")).contains(method, "OPTIONS");
        assertThat(answer.headers().firstValue("X-Rate-Limit-Remaining")).isPresent();
        assertThat(answer.headers().firstValue("X-Okta-Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
    }

    @Test
    void answersToNoForeignHostName() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("GET /api/v1/dr/status HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 421").contains("E0000001")
                    .containsIgnoringCase("\nX-Okta-Request-Id: ").containsIgnoringCase("\nX-Rate-Limit-Limit: ").containsIgnoringCase("\nX-Rate-Limit-Remaining: ")
                    .containsIgnoringCase("\nX-Rate-Limit-Reset: ").containsIgnoringCase("\nContent-Type: application/json");
        }
    }
}
