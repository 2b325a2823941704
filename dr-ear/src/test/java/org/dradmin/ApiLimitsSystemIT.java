package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.MicroServer;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.Test;

/** The API of an installation with low limits, where the early access feature is off. */
class ApiLimitsSystemIT {

    private static final int LIMIT = 8;
    private static final String SCOPES = "okta.dr.manage okta.roles.manage";

    @Test
    void refusesWhatIsSwitchedOffAndWhatIsTooMuch() {
        try (MicroServer server = MicroServer.withEmptyData("api-limits").with("dr.org.file", TestClients.organizationWithFeatureOff().toString())
                .with("dr.api.rate.client", Integer.toString(LIMIT)).start()) {
            ApiCaller caller = new ApiCaller(server);
            for (String path : List.of("/api/v1/dr/status", "/api/v1/dr/status/hr.example.test", "/api/v1/dr/operations/x")) {
                isError(caller.as(TestClients.ROBOT, SCOPES, "GET", path, null), 401, "E0000015");
            }
            isError(caller.as(TestClients.ROBOT, SCOPES, "POST", "/api/v1/dr/failover", null), 401, "E0000015");
            assertThat(caller.as(TestClients.ROBOT, SCOPES, "GET", "/api/v1/iam/roles", null).statusCode()).as("the rest is open").isEqualTo(200);

            HttpResponse<String> answer = null;
            // Two minutes' worth: a minute may end in between, and begins the count anew.
            for (int sent = 0; sent <= 2 * LIMIT && (answer == null || answer.statusCode() != 429); sent++) {
                answer = caller.as(TestClients.ROBOT, SCOPES, "GET", "/api/v1/iam/roles", null);
            }
            isError(answer, 429, "E0000047");
            assertThat(answer.headers().allValues("X-Rate-Limit-Limit")).containsExactly(Integer.toString(LIMIT));
            assertThat(answer.headers().allValues("X-Rate-Limit-Remaining")).containsExactly("0");
            assertThat(answer.headers().allValues("X-Rate-Limit-Reset")).hasSize(1);
            long reset = Long.parseLong(answer.headers().firstValue("X-Rate-Limit-Reset").orElseThrow());
            Instant date = ZonedDateTime.parse(answer.headers().firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            assertThat(reset - date.getEpochSecond()).as("a client waits for so long").isBetween(1L, 60L);
            assertThat(caller.as(TestClients.READER, "okta.roles.read", "GET", "/api/v1/iam/roles", null).statusCode()).as("others are not held up").isEqualTo(200);
        }
    }

    private static void isError(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = ApiCaller.json(answer);
        assertThat(error.fieldNames()).toIterable().containsExactly("errorCode", "errorSummary", "errorLink", "errorId", "errorCauses");
        assertThat(error.get("errorCode").textValue()).isEqualTo(code);
    }
}
